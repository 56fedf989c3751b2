// A call-off as data, for what outlives a process: a queue, a workflow engine, a Worker that sleeps between two looks.
import type { Call, CancelCall } from "./call.js";
import type { CallOffOptions, CallOffResult } from "./network.js";
import type { Outcome, Reply, TaskState } from "./outcome.js";

/** Where a call-off stands between two requests: plain JSON without a secret. Keep it anywhere, go on with it anywhere. */
export interface CallOffState {
  /** Another is refused with an error, never misread. */
  readonly v: 1;
  /** The cancel call, with its idempotency token: fixed once, at the beginning. */
  readonly call: CancelCall;
  /** What is to be sent next; absent at the end. */
  readonly next?: Call;
  /** Whom it goes to, such as "fsx.eu-west-1.amazonaws.com": states of one host share its pace and are planned together. */
  readonly host: string;
  /** Not before: Unix milliseconds. */
  readonly dueAt: number;
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** Unix milliseconds. */
  readonly deadlineAt: number;
  /** The cancel call's outcome, once there is one. */
  readonly cancel?: Outcome;
  /** The last thing the provider said of the task, when it was asked. */
  readonly last?: Outcome;
  /** Present at the end. */
  readonly end?: CallOffResult["end"];
  /** The state that it ended in, where that is known. */
  readonly finalState?: TaskState;
}

/** What is shared by all tasks behind one host: retry budget, clock skew, pace. Plain JSON as well; null to begin with. */
export interface HostState {
  readonly v: 1;
}

type Limits = Pick<CallOffOptions, "retry" | "timeoutMs" | "deadlineMs" | "pollMs" | "maxPollMs">;

/** The moment that a step is taken at, since these functions have no clock and no randomness. */
export interface At {
  /** Unix milliseconds. */
  now: number;
  /** A number in 0..1, which spreads the waits. */
  random?: number;
}

/**
 * The call-off of a task, before anything is sent. No I/O.
 * @throws {CalloffError} "invalid"
 * @example
 * const state = beginCallOff(stop, { deadlineMs: 3_600_000 }, { now: Date.now() });
 */
export function beginCallOff(call: CancelCall, limits: Limits | undefined, at: At): CallOffState;

/**
 * What to send now for these call-offs that go to one host: at most `max` requests, status calls of several tasks
 * merged into one wherever the vendor's list call can ask for them together. `waitUntil`: when nothing is due yet, or the
 * host's pace forbids more. No I/O.
 * @example
 * const states = [beginCallOff(stop, undefined, { now: Date.now() })];
 * const { send, host, waitUntil } = planRequests(states, null, { now: Date.now() }, 8);
 * for (const { call } of send) console.log(prepare(call, credentials).url);
 */
export function planRequests(
  states: readonly CallOffState[],
  host: HostState | null,
  at: At,
  max?: number,
): { send: { call: Call; states: number[] }[]; host: HostState; waitUntil?: number };

/**
 * Takes the reply to one of them into every state that it is for; `null` for a reply that never came, or a step that
 * was lost. No I/O.
 * @example
 * const before = [beginCallOff(stop, undefined, { now: Date.now() })];
 * const response = await fetch(toRequest(stop, credentials));
 * const reply = { status: response.status, headers: response.headers, body: await response.text() };
 * const { states, outcome, host } = takeReply(stop, before, reply, null, { now: Date.now() });
 */
export function takeReply(
  sent: Call,
  states: readonly CallOffState[],
  reply: Reply | null,
  host: HostState | null,
  at: At,
): { states: CallOffState[]; outcome: Outcome; host: HostState };
