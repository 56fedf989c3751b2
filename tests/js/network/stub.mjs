// A network, a clock and a source of chance that only exist on paper, with notes of all that was asked of them.

/** When every case begins, by our clock. */
export const START = Date.UTC(2026, 10, 21, 10);

export const keys = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};

/**
 * @typedef {{ status: number, body?: unknown, headers?: Record<string, string> }} Reply as data; the body becomes JSON,
 *   unless it is text
 * @typedef {{ url: string, method: string, headers: Record<string, string>, body?: string, redirect: string,
 *   signal: AbortSignal }} Sent
 * @typedef {Reply | ((request: Sent) => any)} Answer a reply, or what stands in for fetch
 */

/**
 * @param {number} status
 * @param {unknown} [body]
 * @param {Record<string, string>} [headers]
 * @returns {Reply}
 */
export const reply = (status, body = {}, headers = {}) => ({ status, body, headers });

/** A connection that breaks before there is a reply. */
export const lost = () => Promise.reject(new TypeError("connection reset"));

/** @param {Reply} reply */
export const toResponse = ({ status, body, headers = {} }) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });

/** @param {Answer} answer @param {Sent} request */
export const respond = (answer, request) =>
  typeof answer === "function" ? answer(request) : Promise.resolve(toResponse(answer));

const MOST_REQUESTS = 2000;

/**
 * Answers in the order given, the last one for ever; or one function for all.
 * @param {Answer[] | ((request: Sent) => any)} answers
 * @param {Record<string, any>} [more] other options, or another value for these; `sleep`, which the clock's waits for
 */
export function network(answers, more) {
  const { sleep: _, ...rest } = more ?? {};
  /** @type {Sent[]} */
  const requests = [];
  /** @type {any[]} */
  const attempts = [];
  /** @type {import("calloff").Outcome[]} */
  const updates = [];
  /** @type {number[]} */
  const slept = [];
  let now = START;
  /** @type {any} */
  const options = {
    credentials: keys,
    clock: {
      now: () => now,
      // The time that it is told to sleep counts as passed.
      sleep: async (/** @type {number} */ ms, /** @type {AbortSignal} */ signal) => {
        slept.push(ms);
        now += ms;
        await more?.sleep?.(ms, signal);
      },
    },
    random: () => 0.5,
    fetch(/** @type {string} */ url, /** @type {any} */ init) {
      const request = { url, ...init };
      requests.push(request);
      // A case that has no end would never fail.
      if (requests.length > MOST_REQUESTS) throw new Error("there is no end to the requests");
      const list = typeof answers === "function" ? [answers] : answers;
      const answer = list[Math.min(requests.length, list.length) - 1];
      return respond(/** @type {Answer} */ (answer), request);
    },
    onAttempt: (/** @type {any} */ attempt) => attempts.push(attempt),
    onUpdate: (/** @type {any} */ outcome) => updates.push(outcome),
    ...rest,
  };
  return { requests, attempts, updates, slept, options };
}

/**
 * What was attempted, a line each: "2 fsx:CancelDataRepositoryTask provider-fault, then 50".
 * @param {any[]} attempts
 */
export const told = (attempts) =>
  attempts.map(({ number, outcome, delayMs }) => {
    const then = delayMs === undefined ? "" : `, then ${delayMs}`;
    return `${number} ${outcome.operation} ${outcome.verdict}${then}`;
  });

/** A turn of the runtime's own event loop, after which everything that can go on has gone on. */
export const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Waits for what is about to happen: some turns, and not for ever.
 * @param {() => boolean} hasHappened
 */
export async function until(hasHappened) {
  for (let turns = 0; turns < 200 && !hasHappened(); turns += 1) await turn();
}

/**
 * Freezes plain data through and through, so that whoever changes it is found out.
 * @template T
 * @param {T} data
 * @returns {T}
 */
export function frozen(data) {
  if (typeof data === "object" && data !== null) Object.values(data).forEach(frozen);
  return Object.freeze(data);
}
