// One call to the end of what it is sent for: send() and callOff().
import { CalloffError } from "../error.js";
import { check } from "./options.js";
import { aborted, isSettled, Session, tell, toResult } from "./session.js";

/**
 * @typedef {import("../../index.js").Call} Call
 * @typedef {import("../../index.js").Outcome} Outcome
 */

/**
 * @param {Call} call
 * @param {any} options
 * @param {import("./session.js").Goal} goal
 * @param {Session} session
 * @returns {Promise<{ outcome: Outcome, state: any }>}
 */
export async function run(call, options, goal, session) {
  const { signal, onUpdate } = options ?? {};
  let state = session.begin(call, goal);
  let wasSent = false;
  try {
    signal?.throwIfAborted();
    for (;;) {
      const { send, waitUntil } = session.plan(state);
      const [request] = send;
      if (!request) {
        await session.sleep(/** @type {number} */ (waitUntil), signal);
        signal?.throwIfAborted();
        continue;
      }
      const sent = () => {
        wasSent = true;
      };
      const { states, outcome } = await session.send(request.call, state, signal, sent);
      [state] = states;
      if (isSettled(state)) tell(onUpdate, outcome);
      if (!state.next) return { outcome, state };
    }
  } catch (error) {
    const told = signal?.aborted ? aborted(wasSent) : error;
    // What is known of the task by then is not lost.
    if (told instanceof CalloffError)
      Object.assign(told, { wasSent }, state.cancel && { outcome: state.cancel });
    throw told;
  }
}

/** @type {typeof import("../../index.js").send} */
export async function send(call, options) {
  check(options);
  return (await run(call, options, "answer", new Session(/** @type {any} */ (options ?? {})))).outcome;
}

/** @type {typeof import("../../index.js").callOff} */
export async function callOff(call, options) {
  check(options);
  return toResult((await run(call, options, "end", new Session(/** @type {any} */ (options ?? {})))).state);
}
