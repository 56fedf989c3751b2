// The network around the core: sends what the core says, waits as long as it says, and hands it what came back.
import * as core from "../../dist/calloff_bg.js";
import { guarded } from "../core/boundary.js";
import { CalloffError, invalid } from "../error.js";
import { prepare } from "../functions.js";

/**
 * @typedef {import("../../index.js").Call} Call
 * @typedef {import("../../index.js").Credentials} Credentials
 * @typedef {import("../../index.js").CallOffOptions} Options
 * @typedef {import("../../index.js").HttpRequest} HttpRequest
 * @typedef {import("../../index.js").Outcome} Outcome
 */

const begin = /* @__PURE__ */ guarded(core.begin);
const advance = /* @__PURE__ */ guarded(core.advance);

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
async function heed(promise, signal) {
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
    // Timers drop fractions, and would wake a little too early.
    timer = /** @type {any} */ (setTimeout(resolve, Math.min(Math.ceil(ms), MOST_MS)));
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
 * The credentials, if they come in time.
 * @param {Promise<Credentials>} credentials
 * @param {number} timeoutMs
 * @param {AbortSignal | undefined} signal
 */
async function within(credentials, timeoutMs, signal) {
  let timer;
  const late = new Promise((_, reject) => {
    const text = `options.credentials gave none within ${Math.ceil(timeoutMs)} ms`;
    const stop = () => reject(new CalloffError(text, { code: "credentials" }));
    timer = setTimeout(stop, Math.min(timeoutMs, MOST_MS));
  });
  try {
    return /** @type {Credentials} */ (await heed(Promise.race([credentials, late]), signal));
  } finally {
    clearTimeout(timer);
  }
}

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
      const host = hosts.get(key) ?? { tokens: Number.NaN, skewMs: 0 };
      hosts.set(key, host);
      return host;
    },
  };
}

/**
 * What the calls to one host have in common.
 * @param {Call} call
 */
const hostOf = ({ endpoint, operation, region, variants = [] }) =>
  endpoint ? new URL(endpoint).host : [operation.split(":")[0], region, ...variants].join(" ");

/**
 * One request and its reply. A failure of the network is a reply, too.
 * @param {HttpRequest} request
 * @param {Options} options
 * @param {AbortSignal | undefined} signal
 * @param {number} timeoutMs
 * @returns {Promise<{ reply: any, error?: unknown }>}
 */
async function exchange({ url, ...init }, { fetch = globalThis.fetch }, signal, timeoutMs) {
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
    if (isLate) reply.bodyError = `no whole reply came within ${Math.ceil(timeoutMs)} ms`;
    else if (reply.status) reply.bodyError = "the body could not be read to its end";
    else reply.bodyError = `no reply came: ${networkFault(error)}`;
    return { reply, error };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * Why nothing came, as far as the platform says: Node has a code, browsers say nothing.
 * @param {any} error
 */
function networkFault(error) {
  const code = error?.cause?.code ?? error?.code;
  return typeof code === "string" && /^[A-Z_]{1,40}$/.test(code)
    ? `${code}, on the way to the provider`
    : "the network failed, or the page's origin is not allowed to read it";
}

const MASK = "********";

/**
 * A request as it may be shown: without its tokens.
 * @param {HttpRequest} request
 * @returns {HttpRequest}
 */
function shown(request) {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    /-(security|auth)-token$/.test(name) ? MASK : value,
  ]);
  return { ...request, headers: Object.fromEntries(headers) };
}

/**
 * Takes the secrets out of what a provider says.
 * @param {any} outcome
 * @param {any} credentials
 */
function mask(outcome, { secretAccessKey, sessionToken, authToken }) {
  const held = [secretAccessKey, sessionToken, authToken].filter(Boolean);
  const secrets = held.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  /** @param {any} object @param {string[]} fields */
  const clean = (object, fields) => {
    for (const field of fields)
      for (const secret of secrets) if (object[field]) object[field] = object[field].replaceAll(secret, MASK);
  };
  clean(outcome, ["message", "code", "requestId", "docs"]);
  for (const task of [outcome.task, ...(outcome.tasks ?? [])]) if (task) clean(task, ["failure"]);
}

/**
 * What the options hold must be what it is taken for, before anything is sent.
 * @param {any} options
 */
function check({ now, signal, ...callbacks }) {
  /** @type {Parameters<typeof invalid>[0]} */
  const faults = [];
  /** @param {string} name @param {string} text */
  const fault = (name, text) => faults.push({ path: `options.${name}`, code: "type", text });
  for (const name of ["fetch", "sleep", "random", "onAttempt", "onUpdate"])
    if (callbacks[name] !== undefined && typeof callbacks[name] !== "function")
      fault(name, "expected a function");
  if (now !== undefined && typeof now !== "number" && !(now instanceof Date))
    fault("now", "expected a Date or Unix milliseconds");
  if (signal !== undefined && typeof signal?.addEventListener !== "function")
    fault("signal", "expected an AbortSignal");
  if (faults.length > 0) throw invalid(faults);
}

/** @typedef {"answer" | "tasks" | "end"} Goal */

/**
 * Runs a call until there is what it is for: its settled outcome, tasks, or the end of its task.
 * @param {Call} call
 * @param {Options} options
 * @param {Goal} goal
 * @param {ReturnType<typeof share>} [shared]
 * @param {AbortSignal} [signal]
 */
export async function run(call, options, goal, shared = share(options ?? {}), signal = options?.signal) {
  check(options ?? {});
  const { now, random = Math.random, onAttempt, onUpdate } = options ?? {};
  const { retry, timeoutMs, deadlineMs, pollMs, maxPollMs } = options ?? {};
  const tries = retry === false ? { maxAttempts: 1 } : retry;
  const limits = { timeoutMs, deadlineMs, pollMs, maxPollMs };
  const begun = begin(call, { ...tries, ...limits, goal, renewable: shared.renewable });
  const startedAt = performance.now();
  let slept = 0;
  // Time passes as the clock says, or as the sleeps say where somebody else does them.
  const elapsed = () => Math.max(performance.now() - startedAt, slept);
  const clock = () => (now === undefined ? Date.now() : Number(now) + elapsed());
  // One that begins just before the deadline, as the last look does, has all its time.
  const timeLimit = () => {
    const left = goal === "end" ? begun.deadlineMs - elapsed() : Number.POSITIVE_INFINITY;
    return left > 1_000 ? Math.min(begun.timeoutMs, left) : begun.timeoutMs;
  };
  let { run: state, call: sending } = begun;
  let wasSent = false;
  /** @type {any} */
  const result = {};
  try {
    signal?.throwIfAborted();
    let held = shared.credentials();
    for (let number = 1; ; number += 1) {
      const credentials = await within(held, timeLimit(), signal);
      const host = shared.host(hostOf(sending));
      const request = prepare(sending, credentials, { now: clock() + host.skewMs });
      signal?.throwIfAborted();
      wasSent = true;
      const { reply, error } = await exchange(request, options, signal, timeLimit());
      const { tokens, skewMs } = host;
      const times = /** @type {const} */ ([elapsed(), clock(), random()]);
      const advanced = advance(state, begun.call, sending, reply, tokens, skewMs, ...times);
      state = advanced.run;
      Object.assign(host, { tokens: advanced.tokens, skewMs: advanced.skewMs });
      const { outcome, sent, settled, done, waitMs, renew, call: next, end, finalState } = advanced.step;
      mask(outcome, credentials);
      onAttempt?.({
        number,
        request: shown(request),
        outcome,
        ...(error !== undefined && { error }),
        ...(!done && { delayMs: waitMs }),
      });
      if (settled) {
        if (sent === "call") result.cancel = outcome;
        // What the provider said last: silence is not it, and of parts only what the end is due to.
        else if (sent === "status" ? outcome.httpStatus || !result.last : done && end !== "confirmed")
          result.last = outcome;
        number = 0;
        onUpdate?.(outcome);
      }
      if (done)
        return { call: begun.call, outcome, result: { ...result, end, ...(finalState && { finalState }) } };
      if (renew) held = shared.credentials(held);
      if (next) sending = next;
      if (waitMs > 0) {
        await heed((options.sleep ?? sleep)(waitMs, signal), signal);
        slept += waitMs;
      }
    }
  } catch (error) {
    const told = signal?.aborted ? aborted(wasSent) : error;
    // What is known of the task by then is not lost.
    throw told instanceof CalloffError && result.cancel
      ? Object.assign(told, { outcome: result.cancel })
      : told;
  }
}

/** @type {typeof import("../../index.js").send} */
export const send = async (call, options) => (await run(call, options, "answer")).outcome;

/** @type {typeof import("../../index.js").callOff} */
export const callOff = async (call, options) => (await run(call, options, "end")).result;
