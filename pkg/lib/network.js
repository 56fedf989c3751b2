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
    stop = () => reject(aborted(true));
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
    if (signal?.aborted) throw aborted(true);
    // A redirect is not followed: it would carry what was signed to somewhere else.
    const sent = fetch(url, { ...init, redirect: "manual", signal: controller.signal });
    const response = await heed(sent, controller.signal);
    if (response.status === 0) throw new TypeError("redirected");
    reply.status = response.status;
    reply.headers = response.headers;
    reply.body = await heed(response.text(), controller.signal);
    return { reply };
  } catch (error) {
    if (signal?.aborted) throw aborted(true);
    const isLate = controller.signal.aborted;
    stop();
    reply.bodyError = isLate
      ? `no whole reply came within ${timeoutMs} ms`
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

/**
 * @param {Options} options
 * @param {boolean} renewable
 * @param {boolean} toTheEnd
 */
function planFrom({ retry, deadlineMs, pollMs, maxPollMs }, renewable, toTheEnd) {
  const tries = retry === false ? { maxAttempts: 1 } : retry;
  return { ...tries, deadlineMs, pollMs, maxPollMs, renewable, toTheEnd };
}

/**
 * Runs a call to its settled outcome, or to the end of its task.
 * @param {Call} call
 * @param {Options} options
 * @param {boolean} toTheEnd
 * @param {ReturnType<typeof share>} [shared]
 */
export async function run(call, options, toTheEnd, shared = share(options ?? {})) {
  const { now, signal, timeoutMs = 10_000, random = Math.random, onAttempt, onUpdate } = options ?? {};
  const rest = options?.sleep ?? sleep;
  const begun = begin(call, planFrom(options ?? {}, shared.renewable, toTheEnd));
  if (signal?.aborted) throw aborted(false);
  const startedAt = performance.now();
  let slept = 0;
  // Time passes as the clock says, or as the sleeps say where somebody else does them.
  const elapsed = () => Math.max(performance.now() - startedAt, slept);
  const clock = () => (now === undefined ? Date.now() : Number(now) + elapsed());
  const { deadlineMs } = begun;
  let { run: state, call: sending } = begun;
  let held = shared.credentials();
  /** @type {any} */
  const result = {};
  for (let number = 1; ; number += 1) {
    const credentials = await heed(held, signal);
    const key = `${sending.endpoint ?? sending.operation.split(":")[0]} ${sending.region}`;
    const host = shared.host(key);
    const request = prepare(sending, credentials, { now: clock() + host.skewMs });
    const remaining = toTheEnd && deadlineMs > elapsed() ? deadlineMs - elapsed() : timeoutMs;
    const { reply, error } = await exchange(request, options, Math.min(timeoutMs, remaining));
    const advanced = advance(
      state,
      begun.call,
      sending,
      reply,
      host.tokens,
      host.skewMs,
      elapsed(),
      clock(),
      random(),
    );
    state = advanced.run;
    host.tokens = advanced.tokens;
    host.skewMs = advanced.skewMs;
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
      await heed(rest(waitMs, signal), signal);
      slept += waitMs;
    }
  }
}

/** @type {typeof import("../index.js").send} */
export const send = async (call, options) => (await run(call, options, false)).outcome;

/** @type {typeof import("../index.js").callOff} */
export const callOff = async (call, options) => (await run(call, options, true)).result;
