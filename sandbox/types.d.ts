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
  authorization: string;
  has(header: string): boolean;
}

/** Where a task in a state goes by itself, and after how long. A state that is missing here stays. */
export type Lifecycle = Record<string, { to: string; afterSeconds: number }>;

export interface Task {
  ids: Record<string, string>;
  state: string;
  /** Unix milliseconds at which it came into this state. */
  since: number;
  /** Time does not move this task; calls still do. */
  stuck?: boolean;
  /** States of what the task belongs to, under the vendor's names. */
  parents?: Record<string, string>;
}
/** A task to seed: `sinceSeconds` says how long ago it came into its state. */
export type Seed = Omit<Task, "since"> & { sinceSeconds?: number };

/** One service's tasks, as of now. */
export interface Shelf {
  /** Those that have all these ids. */
  find(ids: Record<string, string>): Task[];
  move(task: Task, state: string): void;
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

export interface Route {
  operation: string;
  ids: Record<string, string>;
}

export interface Service {
  id: string;
  users: Users;
  claims(shape: Shape): boolean;
  /** The user that signed the call. @throws Refusal */
  authenticate(desk: Desk): string | Promise<string>;
  /** Which operation, on what; undefined when there is none such. @throws Refusal */
  route(call: Call): Route | undefined;
  operations: Record<string, (ids: Record<string, string>, desk: Desk) => Reply>;
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
  faults: Record<string, Fault>;
  lifecycle: Lifecycle;
  seeds: Seed[];
}

/** A fault: an error by its code, or a reply given whole. */
export type Fault =
  | { code: string; message?: (call: Call) => string; headers?: Record<string, string> }
  | Reply;
