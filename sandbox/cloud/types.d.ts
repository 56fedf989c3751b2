// The shapes that the practice cloud's files share.

/** A request as a service sees it: the mount prefix is off `path`, and still on `url`, which is what was signed. */
export interface Call {
  method: string;
  url: URL;
  path: string;
  headers: Headers;
  body: string;
  /** Unix milliseconds, by the practice cloud's clock. */
  now: number;
  requestId: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** What is known of a request before its body and signature are read; for a preflight, of the request to come. */
export interface Shape {
  path: string;
  has(header: string): boolean;
  /** A header's value, empty where there is none; a preflight tells the names alone. */
  get(header: string): string;
}

/** What a state is to a task, where time takes the task from it, and after how long. */
export interface State {
  phase: "queued" | "running" | "canceling" | "ended";
  /** A state without one is left by a call, or never. */
  to?: string;
  afterSeconds?: number;
  /** The name of an id: a task is left in this state until those before it that have the same id have ended. */
  queuesBy?: string;
}
export type Lifecycle = Record<string, State>;

/** All times are Unix milliseconds. */
export interface Task {
  /** Its place in the books: tasks are listed in the order in which they were seeded. */
  number: number;
  ids: Record<string, string>;
  state: string;
  /** When it came into this state. */
  since: number;
  created: number;
  started?: number;
  /** When it first came into a state in which it is being canceled. */
  canceling?: number;
  /** When it first came into a state in which nothing runs any more. */
  ended?: number;
  /** How many cancel calls took effect on it. */
  cancels: number;
  /** Of the cancel calls that got as far as the task, whether they took effect or not. */
  clientTokens: Set<string>;
  /** Time does not move this task; calls still do. */
  stuck?: boolean;
  /** It runs until it is called off. */
  endless?: boolean;
  /** It ends by itself just before the first cancel call gets to it. */
  endsAtCancel?: boolean;
  /** States of what the task belongs to, under the vendor's names. */
  parents?: Record<string, string>;
  /** What status and list calls show of it, over what they would show otherwise. */
  details?: Record<string, unknown>;
}
/** A task to seed: how long ago it came into its state, and how long ago it was created. */
export type Seed = Pick<Task, "ids" | "state"> &
  Partial<Pick<Task, "stuck" | "endless" | "endsAtCancel" | "parents" | "details">> & {
    sinceSeconds?: number;
    ageSeconds?: number;
  };

/** One service's tasks, as of now. */
export interface Shelf {
  /** Those that have all these ids, in the order of the books. */
  find(ids: Record<string, string>): Task[];
  /** The same, one by one as they are asked for, from after a place in the books on. */
  list(ids: Record<string, string>, after: number): Iterable<Task>;
  has(ids: Record<string, string>): boolean;
  /** The ids under a name that contain a text. */
  idsWith(name: string, part: string): string[];
  phaseOf(task: Task): State["phase"] | undefined;
  /** How much of its work is done, from 0 to 1. */
  progressOf(task: Task): number;
  /** A cancel call has got as far as the task, which may end just then. */
  reach(task: Task, clientToken?: string): void;
  /** The cancel call takes effect. */
  cancel(task: Task, state: string): void;
}

/** What an operation works with. */
export interface Desk {
  call: Call;
  shelf: Shelf;
  memory: Memory;
}

/** What a service remembers of earlier calls, until the next reset. */
export interface Memory {
  /** When each was used, in Unix milliseconds. */
  nonces: Map<string, number>;
  /** By idempotency token. */
  replies: Map<string, { parameters: string; reply: Reply }>;
}

export type Credentials =
  | { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  | { authToken: string };
/** Who may call: the name of the user, and the credentials that prove it. */
export type Users = Record<string, Credentials>;

/** The vendor's parameters as they came: texts, where they come in the URL. */
// biome-ignore lint/suspicious/noExplicitAny: each operation knows its own.
export type Params = Record<string, any>;
export interface Route {
  operation: string;
  params: Params;
}

/** By name. The two that are named here are those that other faults and refusals are made from. */
export type Faults = Record<string, Fault> & { throttled: ErrorFault; "expired-token": ErrorFault };

export interface Service {
  id: string;
  /** Whose service it is, by the name that it has in calloff's catalogue. */
  provider: string;
  users: Users;
  claims(shape: Shape): boolean;
  /** The user that signed the call. @throws Refusal */
  authenticate(desk: Desk): string | Promise<string>;
  /** Which operation, on what; undefined when there is none such. @throws Refusal */
  route(call: Call): Route | undefined;
  operations: Record<string, (params: Params, desk: Desk) => Reply>;
  /** What an unknown operation and a user without permission are told. @throws Refusal */
  unknownOperation(call: Call): never;
  forbid(route: Route, user: string, call: Call): never;
  /** Status and message of each error code. */
  errors: Record<string, { status: number; message: string }>;
  /** A refusal in the vendor's own shape. */
  refusal(
    error: { code: string; message: string; status: number; details: Record<string, unknown> },
    call: Call,
  ): Reply;
  newRequestId(): string;
  /** On every reply of the service. */
  headers(call: Call): Record<string, string>;
  /** What a preflight is answered, and what a page may read of a reply. */
  cors: { preflight: Record<string, string>; reply: Record<string, string> };
  faults: Faults;
  lifecycle: Lifecycle;
  /** A seed with all ids that a task has to have. */
  complete(seed: Seed): Seed;
  seeds: Seed[];
}

/** An error, by its code. */
export interface ErrorFault {
  code: string;
  message?: (call: Call) => string;
  headers?: (call: Call) => Record<string, string>;
}
/**
 * What becomes of the connection: it is cut before the call takes effect, or after that before the reply, or half-way
 * through the reply's body; or the body stalls there.
 */
export interface ConnectionFault {
  connection: "reset" | "lost-reply" | "cut-body" | "slow-body";
}
export type Fault = ErrorFault | ConnectionFault | Reply;
export interface NamedFault {
  name: string;
  fault: Fault;
}
