// The network around the core: sends what the core says, waits as long as it says, and hands it what came back.
import * as core from "../dist/calloff_bg.js";
import { prepare } from "./api.js";
import { CalloffError } from "./error.js";
import { front } from "./front.js";

/**
 * @typedef {import("../index.js").Call} Call
 * @typedef {import("../index.js").Credentials} Credentials
 * @typedef {import("../index.js").CallOffOptions} Options
 * @typedef {import("../index.js").HttpRequest} HttpRequest
 * @typedef {import("../index.js").Outcome} Outcome
 */

const begin = /* @__PURE__ */ front(core.begin);
const advance = /* @__PURE__ */ front(core.advance);

/** @param {boolean} wasSent */
export const aborted = (wasSent) =>
  new CalloffError(
    wasSent ? "Aborted; what was sent may have taken effect" : "Aborted before this call was sent",
    { code: "aborted" },
  );

/**
 * Settles as the promise does, or rejects as soon as the signal aborts.
 * @template T
 * @param {T | Promise<T>} promise
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<T>}
 */
export async function heed(promise, signal) {
  if (!signal) return promise;
  let stop = () => {};
  const stopped = new Promise((_, reject) => {
    stop = () => reject(new Error("aborted"));
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** The longest that a timer can wait. */
const MOST_MS = 2 ** 31 - 1;

/** @type {NonNullable<Options["sleep"]>} */
const sleep = (ms, signal) => {
  let timer = 0;
  const slept = new Promise((resolve) => {
    timer = /** @type {any} */ (setTimeout(resolve, Math.min(ms, MOST_MS)));
  });
  return heed(slept, signal).then(
    () => {},
    (error) => {
      clearTimeout(timer);
      throw error;
    },
  );
};

/**
 * What the runs of one send, callOff or callOffAll share: the credentials in use, and for each host the budget for
 * retries and how far its clock is off.
 * @param {Options} options
 */
export function share({ credentials }) {
  /** @type {Promise<Credentials> | undefined} */
  let current;
  /** @type {Map<string, { tokens: number, skewMs: number }>} */
  const hosts = new Map();
  return {
    renewable: typeof credentials === "function",
    /**
     * The credentials; others than the ones that turned out to be no good.
     * @param {Promise<Credentials>} [spent]
     */
    credentials(spent) {
      if (current && current !== spent) return current;
      const asked = (async () => (typeof credentials === "function" ? await credentials() : credentials))();
      current = asked.catch((cause) => {
        current = undefined;
        const error = new CalloffError("options.credentials failed to give any", { code: "credentials" });
        error.cause = cause;
        throw error;
      });
      return current;
    },
    /** @param {string} key */
    host(key) {
      const host = hosts.get(key) ?? { tokens: core.fullBudget(), skewMs: 0 };
      hosts.set(key, host);
      return host;
    },
  };
}

/**
 * One request and its reply. A failure of the network is a reply, too.
 * @param {HttpRequest} request
 * @param {Options} options
 * @param {number} timeoutMs
 * @returns {Promise<{ reply: any, error?: unknown }>}
 */
async function exchange({ url, ...init }, options, timeoutMs) {
  const { fetch = globalThis.fetch, signal } = options;
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, Math.min(timeoutMs, MOST_MS));
  signal?.addEventListener("abort", stop);
  /** @type {any} */
  const reply = { status: 0 };
  try {
    // A redirect is not followed: it would carry what was signed to somewhere else.
    const sent = fetch(url, { ...init, redirect: "manual", signal: controller.signal });
    const response = await heed(sent, controller.signal);
    if (response.status === 0) throw new TypeError("redirected");
    reply.status = response.status;
    reply.headers = response.headers;
    reply.body = await heed(response.text(), controller.signal);
    return { reply };
  } catch (error) {
    signal?.throwIfAborted();
    const isLate = controller.signal.aborted;
    stop();
    reply.bodyError = isLate
      ? `no whole reply came within ${Math.ceil(timeoutMs)} ms`
      : reply.status
        ? "the body could not be read to its end"
        : "no reply came: the network failed, or the page's origin is not allowed to read it";
    return { reply, error };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * A request as it may be shown: without its secrets.
 * @param {HttpRequest} request
 * @param {Credentials} credentials
 * @returns {HttpRequest}
 */
function shown(request, credentials) {
  const secrets = Object.values(credentials);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    secrets.includes(value) ? "********" : value,
  ]);
  return { ...request, headers: Object.fromEntries(headers) };
}

/** @typedef {"answer" | "tasks" | "end"} Goal */

/**
 * Runs a call until there is what it is for: its settled outcome, tasks, or the end of its task.
 * @param {Call} call
 * @param {Options} options
 * @param {Goal} goal
 * @param {ReturnType<typeof share>} [shared]
 */
export async function run(call, options, goal, shared = share(options ?? {})) {
  const { now, signal, random = Math.random, onAttempt, onUpdate } = options ?? {};
  const { retry, timeoutMs, deadlineMs, pollMs, maxPollMs } = options ?? {};
  const tries = retry === false ? { maxAttempts: 1 } : retry;
  const limits = { timeoutMs, deadlineMs, pollMs, maxPollMs };
  const begun = begin(call, { ...tries, ...limits, goal, renewable: shared.renewable });
  const startedAt = performance.now();
  let slept = 0;
  // Time passes as the clock says, or as the sleeps say where somebody else does them.
  const elapsed = () => Math.max(performance.now() - startedAt, slept);
  const clock = () => (now === undefined ? Date.now() : Number(now) + elapsed());
  const timeLeft = () => {
    const left = goal === "end" ? begun.deadlineMs - elapsed() : Number.POSITIVE_INFINITY;
    return left > 0 ? Math.min(begun.timeoutMs, left) : begun.timeoutMs;
  };
  let { run: state, call: sending } = begun;
  let wasSent = false;
  /** @type {any} */
  const result = {};
  try {
    signal?.throwIfAborted();
    let held = shared.credentials();
    for (let number = 1; ; number += 1) {
      const credentials = await heed(held, signal);
      const host = shared.host(`${sending.endpoint ?? sending.operation.split(":")[0]} ${sending.region}`);
      const request = prepare(sending, credentials, { now: clock() + host.skewMs });
      signal?.throwIfAborted();
      wasSent = true;
      const { reply, error } = await exchange(request, options, timeLeft());
      const { tokens, skewMs } = host;
      const times = /** @type {const} */ ([elapsed(), clock(), random()]);
      const advanced = advance(state, begun.call, sending, reply, tokens, skewMs, ...times);
      state = advanced.run;
      Object.assign(host, { tokens: advanced.tokens, skewMs: advanced.skewMs });
      const { outcome, sent, settled, done, waitMs, renew, call: next, end, finalState } = advanced.step;
      onAttempt?.({
        number,
        request: shown(request, credentials),
        outcome,
        ...(error !== undefined && { error }),
        ...(!done && { delayMs: waitMs }),
      });
      if (settled) {
        if (sent !== "parts") result[sent === "call" ? "cancel" : "last"] = outcome;
        number = 0;
        onUpdate?.(outcome);
      }
      if (done) return { outcome, result: { ...result, end, ...(finalState && { finalState }) } };
      if (renew) held = shared.credentials(held);
      if (next) sending = next;
      if (waitMs > 0) {
        await heed((options.sleep ?? sleep)(waitMs, signal), signal);
        slept += waitMs;
      }
    }
  } catch (error) {
    throw signal?.aborted ? aborted(wasSent) : error;
  }
}

/** @type {typeof import("../index.js").send} */
export const send = async (call, options) => (await run(call, options, "answer")).outcome;

/** @type {typeof import("../index.js").callOff} */
export const callOff = async (call, options) => (await run(call, options, "end")).result;
