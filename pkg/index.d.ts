// The public interface of calloff, by hand; a test holds it to what operations() says.
//
// Everything is synchronous, except what awaits a Response or the network. Nothing here logs, stores or echoes a secret.

/* ───────────── 1. A call: plain data, in the vendor's own words ───────────── */

/**
 * What each operation takes, spelled exactly as the vendor's API reference spells it.
 * The ids of the operations are the vendor's own permission names, `service:Operation`.
 */
export interface OperationMap {
  /**
   * Amazon FSx for Lustre, API 2018-03-01: cancels a task that is PENDING or EXECUTING.
   * @see https://docs.aws.amazon.com/fsx/latest/APIReference/API_CancelDataRepositoryTask.html
   */
  "fsx:CancelDataRepositoryTask": {
    /** "task-" and at least 17 lower-case hexadecimal digits, at most 128 characters in all. */
    TaskId: string;
  };

  /**
   * AWS Snow Device Management, API 2021-08-04: asks to cancel a task that is still queued.
   * @see https://docs.aws.amazon.com/snowball/latest/api-reference/API_edgemanage_CancelTask.html
   */
  "snow-device-management:CancelTask": {
    /** 1 to 64 characters. */
    taskId: string;
  };

  /**
   * Alibaba Cloud NAS (CPFS for Lingjun 2.6.0 and later), API 2017-06-26: cancels a data streaming subtask that is
   * CREATED or RUNNING.
   * @see https://www.alibabacloud.com/help/en/cpfs/developer-reference/api-nas-2017-06-26-canceldataflowsubtask
   */
  "nas:CancelDataFlowSubTask": {
    /** The file system, such as "bmcpfs-290w65p03ok64ya****". */
    FileSystemId: string;
    /** The data flow, such as "df-194433a5be31****". */
    DataFlowId: string;
    /** The data flow task, such as "task-38aa8e890f45****". */
    DataFlowTaskId: string;
    /** The data streaming subtask, such as "subTaskId-370kyfmyknxcyzw****". */
    DataFlowSubTaskId: string;
    /** true: only check, change nothing. The vendor's default is false. */
    DryRun?: boolean;
    /** Makes the request idempotent: ASCII, at most 64 characters, unique to the request. */
    ClientToken?: string;
  };

  /**
   * Huawei Cloud SFS Turbo, API v1: deletes an import or export task.
   * @see https://support.huaweicloud.com/intl/en-us/api-sfsturbo/DeleteHpcCacheTask.html
   */
  "sfsturbo:DeleteHpcCacheTask": {
    /** The project that owns the file system. */
    project_id: string;
    /** The file system. */
    share_id: string;
    /** The import or export task. */
    task_id: string;
  };

  /**
   * Amazon FSx for Lustre: finds data repository tasks, or tells what became of some.
   * @see https://docs.aws.amazon.com/fsx/latest/APIReference/API_DescribeDataRepositoryTasks.html
   */
  "fsx:DescribeDataRepositoryTasks": {
    /** Only these: at most 50. */
    TaskIds?: string[];
    /**
     * Only tasks that meet all of these: at most 3, with at most 20 values each. `Name` is "file-system-id",
     * "task-lifecycle", "data-repository-association-id" or "file-cache-id".
     */
    Filters?: { Name: string; Values: string[] }[];
    /** The most tasks of a page, at least 1. */
    MaxResults?: number;
    /** The next page: `nextToken` of the outcome before. */
    NextToken?: string;
  };

  /**
   * AWS Snow Device Management: tells what became of a task.
   * @see https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/DescribeTask
   */
  "snow-device-management:DescribeTask": {
    /** 1 to 64 characters. */
    taskId: string;
  };

  /**
   * AWS Snow Device Management: finds tasks.
   * @see https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/ListTasks
   */
  "snow-device-management:ListTasks": {
    /** "IN_PROGRESS", "CANCELED" or "COMPLETED". */
    state?: string;
    /** 1 to 100. */
    maxResults?: number;
    nextToken?: string;
  };

  /**
   * AWS Snow Device Management: finds the executions of a task, one a device. Only these can be QUEUED.
   * @see https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/ListExecutions
   */
  "snow-device-management:ListExecutions": {
    /** 1 to 64 characters. */
    taskId: string;
    /** "QUEUED", "IN_PROGRESS", "CANCELED", "FAILED", "SUCCEEDED", "REJECTED" or "TIMED_OUT". */
    state?: string;
    /** 1 to 100. */
    maxResults?: number;
    nextToken?: string;
  };

  /**
   * Alibaba Cloud NAS (CPFS for Lingjun 2.6.0 and later): finds data streaming subtasks.
   * @see https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowsubtasks-bmcpfs
   */
  "nas:DescribeDataFlowSubTasks": {
    FileSystemId: string;
    /**
     * `Key` is "DataFlowIds", "DataFlowTaskIds" or "DataFlowSubTaskIds" (`Value`: up to 10 ids with commas between
     * them), "Status" (words with commas), "SrcFilePath" or "DstFilePath" (up to 1,023 characters).
     */
    Filters?: { Key: string; Value: string }[];
    /** 20 to 100. */
    MaxResults?: number;
    NextToken?: string;
  };

  /**
   * Alibaba Cloud NAS (CPFS 2.2.0, CPFS for Lingjun 2.4.0 and later): cancels a data flow task that is Pending or
   * Executing and whose subtasks no longer run.
   * @see https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-canceldataflowtask-bmcpfs
   */
  "nas:CancelDataFlowTask": {
    FileSystemId: string;
    DataFlowId: string;
    /** The data flow task; the subtask calls name it DataFlowTaskId. */
    TaskId: string;
    /** true: only check, change nothing. */
    DryRun?: boolean;
    /** Makes the request idempotent: ASCII, at most 64 characters, unique to the request. */
    ClientToken?: string;
  };

  /**
   * Alibaba Cloud NAS: finds data flow tasks.
   * @see https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowtasks-bmcpfs
   */
  "nas:DescribeDataFlowTasks": {
    FileSystemId: string;
    /**
     * `Key` is "DataFlowIds" or "TaskIds" (`Value`: up to 10 ids with commas between them), "Status", "TaskActions" or
     * "DataTypes" (words with commas), "Originator", or "CreateTimeBegin" and its like ("2026-11-21T10:15Z").
     */
    Filters?: { Key: string; Value: string }[];
    /** 10 to 100. */
    MaxResults?: number;
    NextToken?: string;
    /** false: without the reports, which is faster. The vendor's default is true. */
    WithReports?: boolean;
  };

  /**
   * Huawei Cloud SFS Turbo: tells what became of a task.
   * @see https://support.huaweicloud.com/intl/en-us/api-sfs/ShowHpcCacheTask.html
   */
  "sfsturbo:ShowHpcCacheTask": { project_id: string; share_id: string; task_id: string };

  /**
   * Huawei Cloud SFS Turbo: finds tasks.
   * @see https://support.huaweicloud.com/intl/en-us/api-sfs/ListHpcCacheTasks.html
   */
  "sfsturbo:ListHpcCacheTasks": {
    project_id: string;
    share_id: string;
    /** "import", "export", "import_metadata" or "preload". */
    type?: string;
    /** "SUCCESS", "DOING", "FAIL" or "DELETING". */
    status?: string;
    /** How many tasks to pass over: `nextToken` of the outcome before, as a number. */
    offset?: number;
    /** The most tasks of a page; the vendor's default is 1,000. */
    limit?: number;
    /** Without a zone, such as "2024-03-18T23:00:00". */
    start_time?: string;
    end_time?: string;
  };
}
export type OperationId = keyof OperationMap;

/** One operation and what it takes: `operation` decides what `params` must hold, and nothing else may be in it. */
export type Call<O extends OperationId = OperationId> = {
  [K in O]: {
    operation: K;
    /** The vendor's region id, e.g. "eu-west-1", "cn-wulanchabu", "cn-north-4". */
    region: string;
    /** Base URL to use instead of the region's own: https, or http on a loopback host. A path prefix is kept. */
    endpoint?: string;
    /** AWS: "fips", "dualstack" or both. Alibaba: "vpc". Not together with `endpoint`. */
    variants?: ("fips" | "dualstack" | "vpc")[];
    params: OperationMap[K];
  };
}[O];

/* ───────────── 2. validate: everything wrong, at once ───────────── */

export interface Finding {
  /** Where: "region", "endpoint", "params.TaskId", "credentials.secretAccessKey" … */
  path: string;
  code: "required" | "type" | "length" | "pattern" | "enum" | "range" | "unknown" | "unsafe" | "placeholder";
  /**
   * "error" breaks a documented rule or could reach another resource; "warning" is only suspicious (an id with
   * the **** mask of a documentation page, an unknown region). Only errors stop build().
   */
  severity: "error" | "warning";
  /** One sentence with the limit and what was found: "TaskId: expected at most 128 characters, found 205". */
  message: string;
}

/** All findings, [] when there is nothing to say. Takes anything at all and never throws. */
export function validate(call: unknown): Finding[];

/* ───────────── 3. build: the request, unsigned ───────────── */

/** How the vendor wants a request signed. */
export type Signing =
  | { scheme: "aws-sigv4"; service: string; region: string }
  | { scheme: "acs3-hmac-sha256" }
  | { scheme: "sdk-hmac-sha256" };

/**
 * Ready for `fetch(request.url, request)`. Header names are lower-case. `url` is already normalized,
 * `new URL(url).href === url`, so that no HTTP stack can change what was signed.
 */
export interface HttpRequest {
  method: "GET" | "POST" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Never "follow": fetch would take what was signed along to wherever a redirect leads. */
  redirect?: "manual";
}
export interface UnsignedRequest extends HttpRequest {
  signing: Signing;
}

/**
 * The request that the call stands for, without a signature.
 * @throws {CalloffError} "invalid", with every finding, when validate() has an error
 */
export function build(call: Call): UnsignedRequest;

/* ───────────── 4. sign ───────────── */

export type Credentials =
  /** AWS; Alibaba, with the STS token as `sessionToken`; Huawei AK/SK, with its security token there. */
  | { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  /** A Huawei IAM token, sent as X-Auth-Token. */
  | { authToken: string };

export interface SignOptions {
  /** The time to sign with; a Date or Unix milliseconds. Default: the clock. */
  now?: Date | number;
  /** The nonce of acs3-hmac-sha256. Default: a random one. */
  nonce?: string;
  /** Also return what was signed, stage by stage (holds no key material; session tokens are masked). */
  trace?: boolean;
}
export interface Trace {
  canonicalRequest: string;
  stringToSign: string;
  signedHeaders: string[];
  signature: string;
}
export interface SignedRequest extends HttpRequest {
  trace?: Trace;
}

/**
 * Signs any request of these three schemes, ours or not: every header that is present is signed, except those
 * that a network stack may change (user-agent, content-length, accept*, connection, …). A token that the request
 * has already stays, unless the credentials have one. The path is signed as it is written: give `new URL(url).href`,
 * which is what is sent.
 * @throws {CalloffError} "credentials" or "invalid"
 */
export function sign(
  request: UnsignedRequest,
  credentials: Credentials,
  options?: SignOptions,
): SignedRequest;

/**
 * validate, build and sign in one crossing into WebAssembly: the fast path.
 * @throws {CalloffError} "credentials" or "invalid"
 */
export function prepare(call: Call, credentials: Credentials, options?: SignOptions): SignedRequest;

/**
 * The same as prepare(), as a standard Request.
 * @throws {CalloffError} "credentials" or "invalid"
 */
export function toRequest(call: Call, credentials: Credentials, options?: SignOptions): Request;

/* ───────────── 5. interpret: what the reply means ───────────── */

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
  | "throttled"
  /** Their failure: whether the task was canceled is unknown until asked. */
  | "provider-fault"
  /** The reply is not the provider's (a proxy's page, a cut body): unknown likewise. */
  | "unrecognized";

/** One task, whatever the provider calls its parts. */
export interface TaskView {
  id: string;
  state:
    | "queued"
    | "running"
    | "canceling"
    | "canceled"
    | "succeeded"
    | "failed"
    | "expired"
    | "deleting"
    | "unknown";
  /** The provider's own word: "EXECUTING", "DOING", "Completed" … */
  rawState: string;
  terminal: boolean;
  /** May it be canceled in this state? null: the provider does not say. */
  cancelable: boolean | null;
  type?: string;
  source?: string;
  /** 0..1, only where the provider gives a total or a ratio. */
  progress?: number;
  /** Exact counts, as decimal strings where they may pass 2^53. */
  counts?: { total?: string; succeeded?: string; failed?: string; bytesTotal?: string; bytesDone?: string };
  /** ISO 8601. No "Z" where the provider gives no zone. */
  createdAt?: string;
  startedAt?: string;
  endedAt?: string;
  failure?: string;
  /** The parent ids that the cancel call needs, under the vendor's names. */
  parents?: Record<string, string>;
}

export interface Outcome {
  operation: OperationId;
  verdict: Verdict;
  /** accepted, canceled, dry-run-passed or ok */
  ok: boolean;
  httpStatus: number;
  /** The vendor's code, without namespace or URI: "DataRepositoryTaskEnded", "SFS.TURBO.0106" … */
  code?: string;
  message?: string;
  requestId?: string;
  /** May the very same call be sent again? Then after how long, where the provider said so. */
  retryable: boolean;
  /** Milliseconds. */
  retryAfterMs?: number;
  /** The provider's clock, from the Date header: Unix milliseconds. */
  serverTime?: number;
  /** The task of a cancel or status call; all tasks of a list call. */
  task?: TaskView;
  tasks?: TaskView[];
  nextToken?: string;
  /** What the caller should do next, in one or two sentences. */
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

/** Total: any status, headers and body give an outcome; it never throws. */
export function interpret(call: Call | OperationId, reply: Reply): Outcome;

/** The same for a Response, of whose body it reads at most 1 MiB. A redirect, and what another address replied, is "unrecognized". */
export function interpretResponse(call: Call | OperationId, response: Response): Promise<Outcome>;

/* ───────────── 6. The catalogue: what a form, a CLI or a doc page is made from ───────────── */

/** One member of `params`. */
export interface FieldSpec {
  name: string;
  label: string;
  help: string;
  example: string;
  type: "string" | "boolean" | "integer" | "string[]" | "object[]";
  required: boolean;
  /** In Unicode code points. */
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  /** Of an array. */
  maxItems?: number;
  /** The vendor's pattern, valid as an HTML `pattern` attribute. */
  pattern?: string;
  enum?: string[];
  /** The parts of an array's objects. */
  fields?: FieldSpec[];
}
export interface OperationSpec {
  id: OperationId;
  provider: { id: "aws" | "alibaba" | "huawei"; name: string; service: string };
  kind: "cancel" | "status" | "list";
  title: string;
  /** The vendor's page. */
  docs: string;
  /** The permission to grant. */
  permission: string;
  signing: Signing["scheme"];
  /** Credential kinds it takes. */
  credentials: ("access-key" | "auth-token")[];
  fields: FieldSpec[];
  variants: ("fips" | "dualstack" | "vpc")[];
  /** Suggestions for a region picker; not a limit. */
  regions: string[];
  /** Cancel calls: the raw states in which it works, what it needs, and what it does not undo. */
  cancelableStates?: string[];
  requirements?: string[];
  effects?: string[];
  /** Documented error codes and what they mean here. */
  errors: { code: string; httpStatus?: number; verdict: Verdict; meaning: string }[];
  /** The siblings. */
  statusOperation?: OperationId;
  listOperation?: OperationId;
}

/** Every operation that this package knows. */
export function operations(): OperationSpec[];

/* ───────────── 7. The network, when you want it done for you ───────────── */

export interface SendOptions extends Pick<SignOptions, "now"> {
  /** Or what gives them; it is asked again after "unauthenticated", once. */
  credentials: Credentials | (() => Credentials | Promise<Credentials>);
  fetch?: typeof fetch;
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
  /** For tests: the time that it is told to sleep counts as passed. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** For tests: a number in 0..1. */
  random?: () => number;
}

/**
 * One operation: signed afresh for each attempt, sent again where that is safe, corrected once for clock skew.
 * Resolves with an outcome, also for a network failure ("provider-fault", httpStatus 0).
 * @throws {CalloffError} "invalid", "credentials" or "aborted"
 */
export function send(call: Call, options: SendOptions): Promise<Outcome>;

export interface CallOffOptions extends SendOptions {
  /** Give up confirming after this long, in milliseconds; a last look may still be under way. Default: 15 minutes. */
  deadlineMs?: number;
  /** First wait between status calls, in milliseconds; grows to maxPollMs. Default: what the vendor advises. */
  pollMs?: number;
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
  finalState?: TaskView["state"];
}

/**
 * Cancels, then asks until the task no longer runs.
 * @throws {CalloffError} "invalid", "credentials" or "aborted"
 */
export function callOff(call: Call, options: CallOffOptions): Promise<CallOffResult>;

/**
 * Many at once, results as they come, in bounded memory; one failure never stops the rest. `concurrency` is 16 unless
 * given. After an abort, what was under way comes with an error "aborted", and so does the rest of an array.
 */
export function callOffAll(
  calls: Iterable<Call> | AsyncIterable<Call>,
  options: CallOffOptions & { concurrency?: number },
): AsyncIterable<{ index: number; call: Call } & ({ result: CallOffResult } | { error: CalloffError })>;

/**
 * All pages of a list call, task by task.
 * @throws {CalloffError} as send() does, and "internal" with the `outcome` when the provider does not answer with tasks
 */
export function listTasks(call: Call, options: SendOptions): AsyncIterable<TaskView>;

/**
 * The cancel call for a task that a list call (or a status call) returned.
 * @throws {CalloffError} "invalid"
 */
export function cancelCallFor(listCall: Call, task: TaskView): Call;

/* ───────────── 8. Errors ───────────── */

/** The only class this package throws. Its text never holds a secret. */
export class CalloffError extends Error {
  readonly name: "CalloffError";
  /** "invalid": the call; "credentials": what was given to sign with; "aborted": by options.signal; "internal": anything else. */
  readonly code: "invalid" | "credentials" | "aborted" | "internal";
  /** What is wrong, as validate() tells it. */
  readonly findings: readonly Finding[];
  /** Of listTasks(): what the provider answered instead of tasks. Of callOff(): the cancel call's, before an abort. */
  readonly outcome?: Outcome;
}

/** The version of this package. */
export const version: string;
