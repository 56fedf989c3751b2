// What the parts of the simulation say to each other.
import type { CancelCall } from "calloff";

/** A provider behind one host, with the tasks that run there. */
export interface Host {
  service: ServiceName;
  region: string;
  /** Tasks to call off. */
  count: number;
  /** Requests a second, from the beginning, or as they change: after how many seconds, to how many. */
  rate: number | [afterS: number, rate: number][];
  /** Requests at once, when there were none for a while. Default: those of one second. */
  burst?: number;
  /** How long a task that was called off goes on, in milliseconds. */
  windDownMs: number;
}

export interface World {
  name: string;
  hosts: Host[];
  /** The share of requests that fail: half of them before they have an effect, half after it. */
  faults?: number;
  /** Calls come so many at a time, so far apart. */
  arrivals?: { count: number; everyMs: number };
  /** What must be reached, where that is more than the usual. */
  maxRequests?: number;
}

export type ServiceName = "fsx" | "nas" | "sfsturbo" | "snow";

/** A request, whoever sends it. */
export type Ask =
  | { kind: "cancel"; task: number; token?: string }
  /** How these tasks are. */
  | { kind: "look"; tasks: number[] }
  /** A page of all tasks. */
  | { kind: "list"; from: number; size: number }
  /** The parts of one task. */
  | { kind: "parts"; task: number };

export type Answer =
  | "throttled"
  | "unavailable"
  | "accepted"
  | { tasks: { task: number; isOver: boolean }[]; total: number; next: number | undefined };

export interface Service {
  /** How many requests a task takes at least. */
  requests: number;
  /** How far apart a script looks. */
  pollMs: number;
  /** Whether the end of a task has to be asked for once more, part by part. */
  hasParts: boolean;
  call(region: string, task: number): CancelCall;
  /** What a request on the wire asks for. */
  read(url: URL, init: { method: string; headers: Record<string, string>; body?: string }): Ask;
  /** What an answer is on the wire. */
  write(answer: Answer, ask: Ask): { status: number; body: unknown; headers?: Record<string, string> };
}

/** How a run went. */
export interface Run {
  ms: number;
  requests: number;
  throttled: number;
  /** Tasks that were said to have ended, and had not. */
  falselyConfirmed: number;
  /** Tasks that were canceled a second time with another token. */
  canceledTwice: number;
  /** Tasks whose end was not seen. */
  unconfirmed: number;
}
