// What a reply means.
import type { Call } from "./call.js";
import type { OperationId } from "./operations.js";
import type { Headers, Response } from "./platform.js";

/** What a reply means, in one word. */
export type Verdict =
  /** The provider took the cancellation; the task winds down. */
  | "accepted"
  /** The task is canceled (or purged), finally. */
  | "canceled"
  /** Nothing was changed. */
  | "dry-run-passed"
  /** A status or list call answered: see tasks. */
  | "ok"
  /** It ended before: nothing to cancel. */
  | "already-ended"
  /** No such task, file system or data flow. */
  | "not-found"
  /** Busy, or the task's present state forbids it. */
  | "conflict"
  /** This resource, edition or region cannot do it. */
  | "unsupported"
  /** The provider rejected a parameter. */
  | "invalid-request"
  /** Bad, expired or missing credentials, or a signature that did not match. */
  | "unauthenticated"
  /** Signed with a clock too far off: serverTime says what time it is there. */
  | "clock-skew"
  /** Known, but not allowed. */
  | "forbidden"
  /** Too many requests: wait, and send again. */
  | "throttled"
  /** Their failure, or a copy of this request arrived before: whether the task was canceled is unknown until asked. */
  | "provider-fault"
  /** The reply is not the provider's (a proxy's page, a redirect), broke off, or is about another task: unknown likewise. */
  | "unrecognized";

/** The state of a task, in the same words for every provider. */
export type TaskState =
  | "queued"
  | "running"
  | "canceling"
  | "canceled"
  | "succeeded"
  | "failed"
  | "expired"
  | "deleting"
  /** The provider's word is none that is documented: see rawState. */
  | "unknown";

/** One task, whatever the provider calls its parts. */
export interface TaskView {
  id: string;
  state: TaskState;
  /** The provider's own word: "EXECUTING", "DOING", "Completed" … */
  rawState: string;
  /** It has ended, and stays as it is. */
  terminal: boolean;
  /** May it be canceled in this state? null: the provider does not say. */
  cancelable: boolean | null;
  /** What it does, in the provider's word: "EXPORT_TO_REPOSITORY" … */
  type?: string;
  /** What it works on: a file system, a bucket, a path. */
  source?: string;
  /** 0..1, only where the provider gives a total or a ratio. */
  progress?: number;
  /** Exact counts, as decimal strings where they may pass 2^53. */
  counts?: { total?: string; succeeded?: string; failed?: string; bytesTotal?: string; bytesDone?: string };
  /** ISO 8601. No "Z" where the provider gives no zone. */
  createdAt?: string;
  startedAt?: string;
  endedAt?: string;
  /** Why it failed, in the provider's words. */
  failure?: string;
  /** The parent ids that the cancel call needs, under the vendor's names. */
  parents?: Record<string, string>;
}

/** A reply, read: what it means, and what to do next. */
export interface Outcome {
  operation: OperationId;
  verdict: Verdict;
  /** accepted, canceled, dry-run-passed or ok */
  ok: boolean;
  /** 0 where no reply came. */
  httpStatus: number;
  /** The vendor's code, without namespace or URI: "DataRepositoryTaskEnded", "SFS.TURBO.0106" … */
  code?: string;
  message?: string;
  requestId?: string;
  /** May the very same call be sent again? Then after how long, where the provider said so. */
  retryable: boolean;
  /** Milliseconds; only where retryable. */
  retryAfterMs?: number;
  /** The provider's clock, from the Date header or a message on clocks: Unix milliseconds. */
  serverTime?: number;
  /** The task of a cancel or status call; all tasks of a list call. */
  task?: TaskView;
  tasks?: TaskView[];
  nextToken?: string;
  /** The cause, as far as it is known, and what to do next. */
  advice: string;
  /** Where the vendor documents this code or operation. */
  docs: string;
}

/** An answer as it came: the status, and what there is of headers and body. */
export interface Reply {
  status: number;
  headers?: Headers | Record<string, string> | [string, string][];
  body?: string;
}

/**
 * Total: any status, headers and body give an outcome; it never throws.
 * @example
 * const body = '{"errCode":"SFS.TURBO.0106","errMsg":"The task does not exist"}';
 * const { verdict, advice } = interpret("sfsturbo:DeleteHpcCacheTask", { status: 400, body });
 */
export function interpret(call: Call | OperationId, reply: Reply): Outcome;

/**
 * The same for a Response, whose body it reads.
 * @example
 * const response = await fetch(toRequest(stop, credentials));
 * const { verdict, advice } = await interpretResponse(stop, response);
 */
export function interpretResponse(call: Call | OperationId, response: Response): Promise<Outcome>;
