// What can be wrong: the findings of a call, and the one class of error.
import type { Outcome } from "./outcome.js";

/** The kinds of findings. */
export type FindingCode =
  /** It is missing. */
  | "required"
  /** It is of another type, such as a number where text belongs. */
  | "type"
  /** It is too short or too long, or has too many items. */
  | "length"
  /** It does not have the documented form. */
  | "pattern"
  /** It is none of the operations, variants or documented words; of these, the vendor may know more. */
  | "enum"
  /** The number is too small or too great. */
  | "range"
  /** There is no such parameter, option or other member. */
  | "unknown"
  /** It could reach another resource than the one that it names. */
  | "unsafe"
  /** It has the mask of a documentation page, such as "****". */
  | "placeholder";

/** One thing that is wrong with a call, credentials or options, or looks wrong. */
export interface Finding {
  /** Where: "region", "endpoint", "params.TaskId", "credentials.secretAccessKey" … */
  path: string;
  code: FindingCode;
  /**
   * "error" breaks a documented rule or could reach another resource; "warning" is only suspicious (an id with the
   * **** mask of a documentation page, an unknown region, a word that the vendor does not document). Only errors stop
   * build().
   */
  severity: "error" | "warning";
  /** One sentence with the limit and what was found: "TaskId: expected at most 128 characters, found 205". */
  message: string;
}

/** What the caller of a function that threw can do about it. */
export type CalloffErrorCode =
  /** Mend the call or the options: `findings` has everything that is wrong. */
  | "invalid"
  /** Mend what was given to sign with. */
  | "credentials"
  /** Nothing: `options.signal` aborted. */
  | "aborted"
  /** Anything else. */
  | "internal";

/**
 * The only class that this package throws. Its text never holds a secret.
 * @example
 * try {
 *   build({ operation: "snow-device-management:CancelTask", region: "us-west-2", params: { taskId: ".." } });
 * } catch (error) {
 *   if (error instanceof CalloffError) console.log(error.code, error.findings);
 * }
 */
export class CalloffError extends Error {
  readonly name: "CalloffError";
  readonly code: CalloffErrorCode;
  /** What is wrong, as validate() tells it. */
  readonly findings: readonly Finding[];
  /** Of listTasks(): what the provider answered instead of tasks. Of callOff(): the cancel call's, before an abort. */
  readonly outcome?: Outcome;
  /**
   * Of send(), callOff() and callOffAll(): whether anything was sent for this task. If so, it may have taken effect: look
   * at the task.
   */
  readonly wasSent?: boolean;
}
