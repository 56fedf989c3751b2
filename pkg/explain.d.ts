// `calloff/explain`: what a text means that an operator pastes. An entry of its own, so that who does not need it does
// not load it.
import type { Call, OperationId, Outcome } from "./index.js";

export interface Explanation {
  /**
   * What kind of text it is: a reply (status, headers, body or parts of them), an error as an SDK or CLI prints it, an
   * audit event, a failure of the network, something that names a task (an id, ARN, URL, command, curl line, JSON), or
   * nothing known.
   */
  kind: "reply" | "error" | "event" | "network" | "call" | "nothing";
  /** Read as a reply to this operation; absent when nothing tells. */
  operation?: OperationId;
  /**
   * Each reply or error that the text holds, in its order, at most 500; [] when it holds none. Never a verdict on mere
   * prose. `httpStatus` is 0 where neither the text nor the vendor's documentation of the code has one.
   */
  outcomes: Outcome[];
  /** What the text tells of a call: all that is known of it, possibly not enough to send. */
  call?: { operation?: OperationId; region?: string; endpoint?: string; params?: Record<string, unknown> };
  /**
   * Where in the text each thing was found, to mark it: "code", "status", "operation", "request id", "task id",
   * "region" … In the order of the text.
   */
  found: { what: string; text: string; start: number; end: number }[];
  /** One or two sentences for people. */
  summary: string;
}

/**
 * Total: any text gives an explanation, in linear time; nothing is sent, and secrets in it are masked in what comes out.
 * @example
 * const { outcomes } = explain("An error occurred (DataRepositoryTaskEnded) when calling the CancelDataRepositoryTask operation: ended");
 * console.log(outcomes[0]?.verdict, outcomes[0]?.advice);
 * @param hint the call that the text answers, or its operation: used where the text itself does not tell
 */
export function explain(text: string, hint?: Call | OperationId): Explanation;
