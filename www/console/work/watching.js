// Watching jobs of the Worker to their end: the numbers as it counts them, and the tasks one by one.
// A parser of event streams, since EventSource sends no Authorization.
import { EventSourceParserStream } from "eventsource-parser/stream";
import { isOver, STATES } from "../../job.js";
import { Trouble } from "../model/problem.js";

/** @import { Counts, RunChange, Watch } from "../types.d.ts" */

/** @typedef {(path: string, options?: { signal?: AbortSignal, headers?: Record<string, string> }) => Promise<Response>} Call */

const PAGE_TASKS = 500;
/** Rows of a job that are shown one by one; its numbers are of all. */
const MAX_ROWS = 5_000;
/** Pages of the record that are read for the times of a run that is opened later. */
const MAX_RECORD_PAGES = 6;
const PAGE_ENTRIES = 500;
const RETRY_MS = 2_000;
/** The Worker writes every 15 seconds at least: who hears nothing for so long has lost the connection, as after a sleep. */
const MAX_SILENCE_MS = 45_000;

/** The numbers of some jobs together. @param {Iterable<any>} jobs @returns {Counts} */
export function countsOfJobs(jobs) {
  const counts = /** @type {Counts} */ (Object.fromEntries(["total", ...STATES].map((name) => [name, 0])));
  for (const job of jobs) {
    counts.total += job.taken;
    for (const name of STATES) counts[name] += job[name];
  }
  return counts;
}

/** A task of a job as a change of a row. @param {string} profile @param {any} task @returns {RunChange} */
const changeOf = (profile, { call, state, finalState, cancel, last, error }) => ({
  profile,
  call,
  state,
  ...(finalState && { finalState }),
  ...(cancel && { cancel }),
  ...(last && { last }),
  ...(error && { error }),
});

/** @param {unknown} error */
const isFinal = (error) => error instanceof Trouble && (error.problem.httpStatus ?? 500) < 429;

/**
 * Ends a stream that is silent for too long, or that nobody wants any more.
 * @param {AbortSignal} unwanted
 */
function untilSilent(unwanted) {
  const controller = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(), MAX_SILENCE_MS);
  };
  wait();
  const heard = new TransformStream({
    transform(chunk, out) {
      wait();
      out.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
  return { signal: AbortSignal.any([unwanted, controller.signal]), heard };
}

/** Watches one job. */
class JobWatch {
  /** The last event that came, from which a new stream goes on. @type {string | undefined} */
  #lastId;

  /**
   * @param {Call} call
   * @param {string} id
   * @param {Watch} watch
   * @param {(job: any) => void} told of the job, as often as there is something new
   */
  constructor(call, id, watch, told) {
    this.call = call;
    this.id = id;
    this.watch = watch;
    this.told = told;
  }

  /** @param {string} path @returns {Promise<any>} */
  async #get(path) {
    const signal = AbortSignal.any([this.watch.signal, AbortSignal.timeout(MAX_SILENCE_MS)]);
    return (await this.call(path, { signal })).json();
  }

  /** @param {string} profile @param {any} task @param {Partial<RunChange>} when */
  #tell(profile, task, when) {
    if (task.index < MAX_ROWS)
      this.watch.tell(`${this.id}:${task.index}`, { ...changeOf(profile, task), ...when });
  }

  /** What the record has of each task, oldest first. @returns {Promise<Map<number, any[]>>} */
  async #readRecord() {
    /** @type {Map<number, any[]>} */
    const entries = new Map();
    let cursor = "";
    for (let count = 0; count < MAX_RECORD_PAGES; count += 1) {
      const page = await this.#get(
        `/api/history?search=${this.id}&limit=${PAGE_ENTRIES}${cursor && `&cursor=${cursor}`}`,
      );
      for (const entry of page.entries)
        if (entry.job === this.id && entry.index !== undefined)
          entries.set(entry.index, [entry, ...(entries.get(entry.index) ?? [])]);
      cursor = page.cursor;
      if (!cursor) return entries;
    }
    // The first steps of some tasks are beyond what was read: a part of the times would be as false as wrong ones.
    return new Map();
  }

  /** @param {any} task @param {any[]} entries @returns {Partial<RunChange>} */
  #eventsFrom({ finalState }, entries) {
    const events = entries.flatMap(({ at, what, verdict, end }) => {
      const word = end ? (finalState ?? end) : what === "cancel" && verdict;
      return word ? [{ at: Date.parse(at), what: word }] : [];
    });
    return events.length > 0 ? { events } : {};
  }

  /** Tells of every task as it is now. @param {any} job @param {boolean} isFirst */
  async #tellTasks({ profile }, isFirst) {
    const { isOld } = this.watch;
    const record = isFirst && isOld ? await this.#readRecord() : new Map();
    // Of a run that just began, all that is found is news.
    const at = isFirst && !isOld ? { at: Date.now() } : {};
    let cursor = "0";
    for (let count = 0; cursor && count < MAX_ROWS; ) {
      const page = await this.#get(`/api/jobs/${this.id}/tasks?limit=${PAGE_TASKS}&cursor=${cursor}`);
      for (const task of page.tasks)
        this.#tell(profile, task, { ...at, ...this.#eventsFrom(task, record.get(task.index) ?? []) });
      count += page.tasks.length;
      cursor = page.cursor;
    }
  }

  /** Reads one stream of events to its end. @param {string} profile */
  async #readEvents(profile) {
    const { lost, isOld } = this.watch;
    const { signal, heard } = untilSilent(this.watch.signal);
    const response = await this.call(`/api/jobs/${this.id}/events`, {
      signal,
      headers: this.#lastId ? { "last-event-id": this.#lastId } : {},
    });
    lost(false);
    const stream = response.body
      ?.pipeThrough(heard)
      .pipeThrough(/** @type {any} */ (new TextDecoderStream()));
    if (response.status === 204 || !stream) return;
    const reader = stream.pipeThrough(new EventSourceParserStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { event, id, data } = /** @type {any} */ (part.value);
      // What comes without an id tells how things stand, and not that they just came to be so.
      const isNews = id !== undefined || !isOld;
      if (id) this.#lastId = id;
      if (event === "task") this.#tell(profile, JSON.parse(data), isNews ? { at: Date.now() } : {});
      else if (event === "progress") this.told(JSON.parse(data));
    }
  }

  /** To the job's end. */
  async run() {
    const { signal, lost } = this.watch;
    for (let isFirst = true; ; ) {
      try {
        const job = await this.#get(`/api/jobs/${this.id}`);
        this.told(job);
        if (isFirst || isOver(job)) await this.#tellTasks(job, isFirst);
        isFirst = false;
        if (isOver(job)) return;
        await this.#readEvents(job.profile);
      } catch (error) {
        if (signal.aborted || isFinal(error)) throw error;
        lost(true);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}

/**
 * Watches jobs as one run. Those that are there are watched to their end even where another is not.
 * @param {Call} call
 * @param {string[]} ids
 * @param {Watch} watch
 */
export async function watchJobs(call, ids, watch) {
  /** @type {Map<string, any>} */
  const jobs = new Map();
  /** @param {any} job */
  const told = (job) => {
    jobs.set(job.id, job);
    const [at = 0] = [...jobs.values()].map(({ createdAt }) => Date.parse(createdAt)).sort((a, b) => a - b);
    watch.told({ at, counts: countsOfJobs(jobs.values()) });
  };
  const ends = await Promise.allSettled(ids.map((id) => new JobWatch(call, id, watch, told).run()));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
