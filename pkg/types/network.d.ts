// The network, for those who want it done for them.
import type { Call, CancelCall, ListCall, StatusCall } from "./call.js";
import type { CalloffError } from "./error.js";
import type { Outcome, TaskState, TaskView } from "./outcome.js";
import type { AbortSignal, Fetch } from "./platform.js";
import type { Credentials, HttpRequest } from "./request.js";

/**
 * Time, for tests and for engines with a clock of their own.
 * @example
 * let time = Date.UTC(2026, 10, 21);
 * const clock: Clock = {
 *   now: () => time,
 *   sleep: async (ms) => {
 *     time += ms;
 *   },
 * };
 * await callOff(stop, { credentials, clock });
 */
export interface Clock {
  /** Unix milliseconds; never goes back. Signing and every deadline go by it. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with signal.reason on abort. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** An option that is not known is an error "invalid", as in a call. */
export interface SendOptions {
  /** Or what gives them; it is asked again after "unauthenticated", once. */
  credentials: Credentials | (() => Credentials | Promise<Credentials>);
  /** Default: the platform's. */
  fetch?: Fetch;
  /** Ends it with an error "aborted"; what was sent by then may have taken effect. */
  signal?: AbortSignal;
  /**
   * Default: { maxAttempts: 3, maxDelayMs: 20000 }, with the AWS SDKs' standard back-off of November 2026. false: each
   * call is sent once. A provider's hint that is longer than maxDelayMs is left to the caller: see retryAfterMs.
   */
  retry?: { maxAttempts?: number; maxDelayMs?: number } | false;
  /** One attempt's limit in milliseconds. Default: 10,000. */
  timeoutMs?: number;
  /**
   * Told of each attempt, with the time until the next one. Tokens in the request are masked; its signature is not.
   * `error` is why no whole reply came: what `fetch` threw, or an error of ours when it came too late.
   */
  onAttempt?: (attempt: {
    number: number;
    request: HttpRequest;
    outcome?: Outcome;
    error?: unknown;
    delayMs?: number;
  }) => void;
  /** Default: the platform's. */
  clock?: Clock;
  /** For tests: a number in 0..1. */
  random?: () => number;
}

/**
 * One operation: signed afresh for each attempt, sent again where that is safe, corrected once for clock skew.
 * Resolves with an outcome, also for a network failure ("provider-fault", httpStatus 0).
 * @throws {CalloffError} "invalid", "credentials" or "aborted"
 * @example
 * const { verdict, advice } = await send(stop, { credentials, timeoutMs: 5_000 });
 */
export function send(call: Call, options: SendOptions): Promise<Outcome>;

export interface CallOffOptions extends SendOptions {
  /** Give up confirming after this long, in milliseconds; a last look may still be under way. Default: 15 minutes. */
  deadlineMs?: number;
  /** First wait between status calls, in milliseconds; grows to maxPollMs. Default: what the vendor advises. */
  pollMs?: number;
  /** Longest wait between status calls, in milliseconds. Default: what the vendor advises, and at least pollMs. */
  maxPollMs?: number;
  /** Told of each settled outcome: of the cancel call, then of each call that asks for the task, or for its parts. */
  onUpdate?: (outcome: Outcome) => void;
}

export interface CallOffResult {
  /** The cancel call's outcome. */
  cancel: Outcome;
  /** The last thing the provider said of the task, when it was asked. */
  last?: Outcome;
  /** "confirmed": it no longer runs. "refused": the provider will not. "unconfirmed": deadline, or unknown. */
  end: "confirmed" | "refused" | "unconfirmed";
  /** The state that it ended in, where that is known: a task may end on its own while it is canceled. */
  finalState?: TaskState;
}

/**
 * Cancels, then asks until the task no longer runs.
 * @throws {CalloffError} "invalid", "credentials" or "aborted"
 * @example
 * const { end, finalState } = await callOff(stop, { credentials, deadlineMs: 60_000 });
 * if (end === "confirmed") console.log("it no longer runs:", finalState);
 */
export function callOff(call: CancelCall, options: CallOffOptions): Promise<CallOffResult>;

export interface CallOffAllOptions extends CallOffOptions {
  /** Requests under way at once. Default 16. A task that waits for its next look holds none. */
  concurrency?: number;
  /** Tasks that were sent and have not come to their end yet, at most. Default 10,000. */
  maxInFlight?: number;
  /** Never more requests a second to one host. Default: as many as the provider takes, found out by itself. */
  requestsPerSecond?: number;
  /** Called at most four times a second, and once at the end. */
  onProgress?: (progress: CallOffProgress) => void;
}

/** How far callOffAll() has come, in tasks and in requests. */
export interface CallOffProgress {
  /** Tasks that were read from the source so far. */
  taken: number;
  /** Where the source is an array. */
  total?: number;
  /** Tasks that were taken and not sent yet. */
  waiting: number;
  /** Tasks whose cancellation was sent, and that have not come to their end yet. */
  canceling: number;
  confirmed: number;
  refused: number;
  unconfirmed: number;
  /** Tasks that came with an error. */
  failed: number;
  /** Requests that were sent, each attempt on its own. */
  requests: number;
  /** Requests that the provider took for too many. */
  throttled: number;
}

/** A result, or the error that kept it from being known: both can be destructured. */
export type CallOffItem = { index: number; call: CancelCall } & (
  | { result: CallOffResult; error?: undefined }
  | { result?: undefined; error: CalloffError }
);

/**
 * Many at once, results as they come, in bounded memory; one failure never stops the rest. After an abort, what was
 * under way comes with an error "aborted", and so does the rest of an array.
 * @example
 * for await (const { index, result, error } of callOffAll([stop], { credentials }))
 *   console.log(index, result ? result.end : error.message);
 */
export function callOffAll(
  calls: Iterable<CancelCall> | AsyncIterable<CancelCall>,
  options: CallOffAllOptions,
): AsyncIterable<CallOffItem>;

/**
 * All pages of a list call, task by task.
 * @throws {CalloffError} as send() does, and "internal" with the `outcome` when the provider does not answer with tasks
 * @example
 * const list = call("snow-device-management:ListTasks", { region: "us-west-2", params: { state: "IN_PROGRESS" } });
 * for await (const task of listTasks(list, { credentials })) console.log(task.id, task.state);
 */
export function listTasks(call: ListCall | StatusCall, options: SendOptions): AsyncIterable<TaskView>;
