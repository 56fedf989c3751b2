// Many call-offs at once: callOffAll(). A task that waits holds no slot, status calls are merged, and every host is
// asked at the pace that it takes.
import { toError } from "../core/boundary.js";
import { CalloffError, invalid } from "../error.js";
import { Lane } from "./lane.js";
import { check } from "./options.js";
import { aborted, isSettled, Session, tell, toResult } from "./session.js";
import { Task } from "./task.js";

/**
 * @typedef {import("../../index.js").CancelCall} CancelCall
 * @typedef {import("../../index.js").CallOffAllOptions} Options
 */

const CONCURRENCY = 16;
const MAX_IN_FLIGHT = 10_000;
/** Calls that are taken from a source without a pause. */
const PIECE = 64;
/** Progress is told at most so often. */
const PROGRESS_MS = 250;

/** @param {any} calls */
function iterate(calls) {
  const iterator = calls?.[Symbol.asyncIterator] ?? calls?.[Symbol.iterator];
  if (typeof iterator !== "function")
    throw invalid([{ path: "calls", code: "type", text: "expected calls to iterate over" }]);
  return iterator.call(calls);
}

class Fleet {
  /** Hosts with tasks, by name. @type {Map<string, Lane>} */
  #lanes = new Map();
  /** Requests under way, each with what ends it early. @type {Set<AbortController>} */
  #underWay = new Set();
  /** What many tasks have in common. @type {Map<string, any>} */
  #pool = new Map();
  /** Tasks that were taken from the source and have not come to their end. */
  #open = 0;
  /** Results that nobody has taken yet. @type {any[]} */
  #ready = [];
  /** Goes on with whoever waits for a result. */
  #goOnReading = () => {};
  #isWoken = false;
  #isPulling = false;
  /** The source has no more, or threw. */
  #isDrained = false;
  /** @type {{ error: unknown } | undefined} */
  #broken;
  #isStopped = false;
  /** Ends the wait for what is due next. */
  #timer = new AbortController();
  #timerAt = Number.POSITIVE_INFINITY;
  #toldAt = Number.NEGATIVE_INFINITY;
  #told = "";

  /**
   * @param {any} calls
   * @param {Options} options
   */
  constructor(calls, options) {
    this.options = options;
    this.source = iterate(calls);
    this.calls = calls;
    this.session = new Session(options);
    this.concurrency = options.concurrency ?? CONCURRENCY;
    this.maxInFlight = options.maxInFlight ?? MAX_IN_FLIGHT;
    this.progress = {
      taken: 0,
      ...(Array.isArray(calls) && { total: calls.length }),
      waiting: 0,
      canceling: 0,
      confirmed: 0,
      refused: 0,
      unconfirmed: 0,
      failed: 0,
      requests: 0,
      throttled: 0,
    };
  }

  /** @returns {AsyncGenerator<any>} */
  async *run() {
    const { signal } = this.options;
    const stop = () => this.#stop();
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    try {
      for (;;) {
        // Whoever reads makes room; all else goes on by itself, however slowly it reads.
        this.#pump();
        const item = this.#ready.shift();
        if (item) yield item;
        else if (this.#isOver) break;
        else
          await new Promise((resolve) => {
            this.#goOnReading = () => resolve(undefined);
          });
      }
      if (this.#broken) throw this.#broken.error;
      yield* this.#untaken();
    } finally {
      signal?.removeEventListener("abort", stop);
      this.#stop();
      this.#tell(true);
      if (!this.#isDrained) closeSource(this.source);
    }
  }

  get #isOver() {
    return this.#open === 0 && (this.#isStopped || (this.#isDrained && !this.#isPulling));
  }

  /** What was never taken from an array is known all the same. */
  *#untaken() {
    if (!this.#isStopped || !Array.isArray(this.calls)) return;
    for (let index = this.progress.taken; index < this.calls.length; index += 1)
      yield { index, call: this.calls[index], error: Object.assign(aborted(false), { wasSent: false }) };
  }

  /** Ends what is under way, and what waits. */
  #stop() {
    this.#isStopped = true;
    for (const controller of this.#underWay) controller.abort();
    for (const lane of this.#lanes.values()) for (const task of lane.drain()) this.#fail(task);
    this.#timer.abort();
    this.#wake();
  }

  /** Something has happened: sees to it soon, and once for all that happens at the same time. */
  #wake() {
    if (this.#isWoken) return;
    this.#isWoken = true;
    queueMicrotask(() => {
      this.#isWoken = false;
      this.#pump();
      if (this.#ready.length > 0 || this.#isOver) this.#goOnReading();
    });
  }

  /** Sends whatever can be sent now, and sees to it that the rest comes in time. */
  #pump() {
    if (this.#isStopped) return;
    try {
      const now = this.session.now();
      let nextAt = this.#sendDue(now);
      // Where a host's pace stands in the way, calls to other hosts may come after: the source is read on, a piece at
      // a time, so that nobody else has to wait for that.
      for (let taken = 0; this.#canTake() && !this.#isPulling; taken += 1) {
        if (taken === PIECE) {
          setTimeout(() => this.#wake(), 0);
          break;
        }
        this.#pull();
        if (!this.#isPulling) nextAt = this.#sendDue(now);
      }
      this.#wakeAt(Math.min(nextAt, this.#tell()), now);
    } catch (error) {
      // A clock that tells no time: nothing can go on.
      this.#broken ??= { error };
      this.#isDrained = true;
      this.#stop();
    }
  }

  /**
   * Gives each host its turn until none may send.
   * @param {number} now
   * @returns {number} when one may that is not waiting for a reply
   */
  #sendDue(now) {
    for (let hasSent = true; hasSent; ) {
      hasSent = false;
      for (const lane of this.#lanes.values())
        if (this.#hasSlot(lane) && lane.nextAt <= now) hasSent = this.#sendNext(lane, now) || hasSent;
    }
    const free = [...this.#lanes.values()].filter((lane) => this.#hasSlot(lane));
    return Math.min(...free.map(({ nextAt }) => nextAt));
  }

  /**
   * Whether a host may have another request under way. Each has its share of the slots for certain; what is beyond
   * that may be had as long as a quarter is left for the others, so that a slow host does not hold all of them.
   * @param {Lane} lane
   */
  #hasSlot({ underWay }) {
    const { concurrency } = this;
    if (this.#underWay.size >= concurrency) return false;
    return underWay < concurrency / this.#lanes.size || this.#underWay.size < concurrency * 0.75;
  }

  /** Whether there is place for another task, and somebody to take the results. */
  #canTake() {
    const { concurrency, maxInFlight } = this;
    if (this.#isDrained || this.#underWay.size + this.#ready.length >= concurrency) return false;
    return this.#open + this.#ready.length < maxInFlight;
  }

  /**
   * Sends the next request of a host, if its pace allows one.
   * @param {Lane} lane
   * @param {number} now
   */
  #sendNext(lane, now) {
    const tasks = lane.take(now);
    const [first] = tasks;
    if (!first) return false;
    if (!first.wasSent) first.start(now);
    let planned;
    try {
      planned = this.session.planFor(lane.host, tasks);
    } catch (error) {
      this.#spoil(lane, tasks, error);
      return true;
    }
    const { send, waitUntil } = planned;
    const [request] = send;
    const chosen = new Set(request?.states);
    lane.putBack(tasks.filter((_, place) => !chosen.has(place)));
    if (request)
      this.#send(
        lane,
        request.call,
        request.states.map((place) => /** @type {Task} */ (tasks[place])),
      );
    else lane.block(first.operation, waitUntil ?? now);
    return request !== undefined;
  }

  /**
   * @param {Lane} lane
   * @param {import("../../index.js").Call} call
   * @param {Task[]} tasks
   */
  async #send(lane, call, tasks) {
    // Each request has a signal of its own: one signal with a listener for each would be a leak in the eyes of Node.
    const controller = new AbortController();
    this.#underWay.add(controller);
    lane.underWay += 1;
    const { progress } = this;
    try {
      const sent = () => {
        progress.requests += 1;
        for (const task of tasks) {
          if (task.wasSent) continue;
          task.wasSent = true;
          progress.waiting -= 1;
          progress.canceling += 1;
        }
      };
      const taken = await this.session.sendFor(lane.host, call, tasks, controller.signal, sent);
      if (taken.outcome.verdict === "throttled") progress.throttled += 1;
      let like;
      for (const [place, task] of tasks.entries()) {
        this.#goOn(lane, task, taken.states[place], like);
        like = task.look ?? like;
      }
      if (isSettled(taken.states[0])) tell(this.options.onUpdate, taken.outcome);
    } catch (error) {
      if (this.#isStopped) for (const task of tasks) this.#fail(task);
      else this.#spoil(lane, tasks, error);
    }
    this.#underWay.delete(controller);
    lane.underWay -= 1;
    this.#wake();
  }

  /**
   * What kept a request from being sent is the error of the task that it was for in the first place; the others were
   * only taken along.
   * @param {Lane} lane @param {Task[]} tasks @param {unknown} error
   */
  #spoil(lane, [first, ...others], error) {
    this.#fail(/** @type {Task} */ (first), error);
    lane.putBack(others);
  }

  /** @param {Lane} lane @param {Task} task @param {any} state @param {any} like */
  #goOn(lane, task, state, like) {
    if (state.next) {
      task.keep(this.#pool, state, like);
      if (this.#isStopped) this.#fail(task);
      else lane.add(task);
    } else {
      const result = toResult({ cancel: task.cancel, last: task.last, ...state });
      this.progress[result.end] += 1;
      this.#finish(task, { result });
    }
  }

  /** @param {Task} task @param {unknown} [thrown] what broke it off, if it was not the caller */
  #fail(task, thrown = aborted(task.wasSent)) {
    const error = thrown instanceof CalloffError ? thrown : toError(thrown);
    Object.assign(error, { wasSent: task.wasSent }, task.cancel && { outcome: task.cancel });
    this.progress.failed += 1;
    this.#finish(task, { error });
  }

  /** @param {Task} task @param {object} end */
  #finish({ index, call, wasSent, lane }, end) {
    this.#open -= 1;
    if (wasSent) this.progress.canceling -= 1;
    else this.progress.waiting -= 1;
    if (lane) lane.open -= 1;
    if (lane?.open === 0) this.#lanes.delete(lane.host);
    this.#ready.push({ index, call, ...end });
    this.#wake();
  }

  /** Takes another call from the source. */
  #pull() {
    this.#isPulling = true;
    /** @param {any} next */
    const take = (next) => {
      this.#isPulling = false;
      if (next.done) this.#isDrained = true;
      else this.#begin(next.value);
    };
    /** @param {unknown} error */
    const fail = (error) => {
      this.#isPulling = false;
      this.#isDrained = true;
      this.#broken = { error };
    };
    try {
      const next = this.source.next();
      if (!next?.then && !next?.value?.then) return take(next);
      // A call that is promised is waited for, as `for await` does.
      Promise.resolve(next)
        .then(async ({ done, value }) => take({ done, value: await value }))
        .catch(fail)
        .then(() => this.#wake());
    } catch (error) {
      fail(error);
    }
  }

  /** @param {CancelCall} call */
  #begin(call) {
    const task = new Task(this.progress.taken, call);
    this.progress.taken += 1;
    this.progress.waiting += 1;
    this.#open += 1;
    if (this.#isStopped) return this.#fail(task);
    try {
      const state = this.session.beginOne(call);
      task.keep(this.#pool, state);
      const lane = this.#lane(state.host);
      task.lane = lane;
      lane.open += 1;
      lane.add(task);
    } catch (error) {
      this.#fail(task, error);
    }
  }

  /** @param {string} host */
  #lane(host) {
    let lane = this.#lanes.get(host);
    if (!lane) {
      lane = new Lane(host);
      this.#lanes.set(host, lane);
    }
    return lane;
  }

  /** @param {number} at @param {number} now */
  #wakeAt(at, now) {
    if (at === Number.POSITIVE_INFINITY || (this.#timerAt <= at && this.#timerAt > now)) return;
    this.#timer.abort();
    const timer = new AbortController();
    this.#timer = timer;
    this.#timerAt = at;
    const wake = () => {
      if (this.#timer !== timer) return;
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.#wake();
    };
    /** @param {unknown} error */
    const fail = (error) => {
      if (timer.signal.aborted) return;
      // Without a clock nothing more can be done in time.
      this.#broken = { error };
      this.#stop();
    };
    this.session.sleep(at, timer.signal).then(wake, fail);
  }

  /**
   * Tells how far it is, when there is news and not too often.
   * @returns {number} when there is more to tell
   */
  #tell(isLast = false) {
    const { onProgress } = this.options;
    const news = onProgress ? JSON.stringify(this.progress) : this.#told;
    if (!isLast && news === this.#told) return Number.POSITIVE_INFINITY;
    const now = isLast ? 0 : this.session.now();
    if (now < this.#toldAt + PROGRESS_MS && !isLast) return this.#toldAt + PROGRESS_MS;
    this.#toldAt = now;
    this.#told = news;
    tell(onProgress, { ...this.progress });
    return Number.POSITIVE_INFINITY;
  }
}

/** Lets a source go that is not read to its end. @param {any} source */
async function closeSource(source) {
  try {
    await source.return?.();
  } catch {
    // It has nothing more to say.
  }
}

/** @type {typeof import("../../index.js").callOffAll} */
export async function* callOffAll(calls, options) {
  check(options);
  yield* new Fleet(calls, /** @type {any} */ (options ?? {})).run();
}
