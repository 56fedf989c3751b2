// What the programs of this folder say to each other.

/** Something with the headers of a signed request; the peers do not agree on the rest. */
export interface Signed {
  headers: HeadersInit;
}
/** Every file of signers/ has one, except the empty one. What can be kept between two requests is kept. */
export type MakeSigner = (subject: typeof import("./subject.mjs")) => () => Signed | Promise<Signed>;

export type Cancel = import("calloff").Call<"fsx:CancelDataRepositoryTask">;
export interface Surroundings {
  credentials: typeof import("./subject.mjs").credentials;
  region: string;
  concurrency: number;
  /** FSx: what it replies to a request for a target with a body. */
  answer: (target: string, body: string) => { status: number; headers: Record<string, string>; body: string };
  /** Instead of the wait between canceling a task and asking for its state. */
  wait: () => Promise<void>;
}
/** Every file of cancelers/ has one. It cancels each task, asks for its state, and tells that. */
export type CallOffTasks = (
  calls: AsyncIterable<Cancel>,
  surroundings: Surroundings,
  ended: (state: string | undefined) => void,
) => Promise<void>;
/** How a process of many.mjs stood after so many tasks: the milliseconds that they took, and bytes. */
export interface Mark {
  ms: number;
  /** What was in use after a full garbage collection. */
  heap: number;
  /** The most that was seen up to here. */
  peakHeap: number;
  peakRss: number;
}
