// The providers of a world: a bucket of tokens for each host, replies that take 50 to 150 ms, and books of what really
// happened to each task.

/**
 * @typedef {import("./types.d.ts").Host} Host
 * @typedef {import("./types.d.ts").Ask} Ask
 * @typedef {import("./types.d.ts").Answer} Answer
 */

const MIN_LATENCY_MS = 50;
const MAX_LATENCY_MS = 150;
/** When a client stops waiting for a reply that was lost. */
const LOST_MS = 3_000;

/**
 * The requests that a host takes in a second, after so many seconds.
 * @param {Host} host
 * @param {number} seconds
 */
export function rateAt({ rate }, seconds) {
  if (typeof rate === "number") return rate;
  return rate.findLast(([after]) => after <= seconds)?.[1] ?? Number.NaN;
}

/** What a host takes at once. @param {Host} host */
export const burstOf = (host) => host.burst ?? Math.max(rateAt(host, 0), 1);

export class Provider {
  requests = 0;
  throttled = 0;
  canceledTwice = 0;
  #tokens;
  #at;
  /** When each task was called off, and with which token. It does not grow, so as not to count as anybody's memory. */
  #canceledAt;
  #tokenOf;

  /**
   * @param {Host} host
   * @param {import("./time.mjs").PaperTime} time
   * @param {() => number} random
   * @param {number} faults
   */
  constructor(host, time, random, faults) {
    this.host = host;
    this.time = time;
    this.random = random;
    this.faults = faults;
    this.start = time.now;
    this.#tokens = burstOf(host);
    this.#at = time.now;
    this.#canceledAt = new Float64Array(host.count).fill(Number.POSITIVE_INFINITY);
    this.#tokenOf = new Int32Array(host.count);
  }

  /** Whether a task no longer runs. @param {number} task */
  isOver(task) {
    return this.time.now >= (this.#canceledAt[task] ?? Number.NaN) + this.host.windDownMs;
  }

  /**
   * A request and its reply, which may be lost.
   * @param {Ask} ask
   * @returns {Promise<Answer>}
   */
  ask(ask) {
    this.requests += 1;
    const latency = MIN_LATENCY_MS + this.random() * (MAX_LATENCY_MS - MIN_LATENCY_MS);
    return new Promise((resolve, reject) => {
      this.time.after(latency / 2, () => {
        const isAdmitted = this.#admits();
        const dice = this.random();
        if (dice < this.faults / 2) return this.time.after(latency / 2, () => resolve("unavailable"));
        const answer = isAdmitted ? this.#answer(ask) : "throttled";
        if (dice < this.faults)
          return this.time.after(LOST_MS, () => reject(new TypeError("the connection was lost")));
        this.time.after(latency / 2, () => resolve(answer));
      });
    });
  }

  #admits() {
    const { now } = this.time;
    const earned = (rateAt(this.host, (now - this.start) / 1000) * (now - this.#at)) / 1000;
    this.#tokens = Math.min(burstOf(this.host), this.#tokens + earned);
    this.#at = now;
    const isAdmitted = this.#tokens >= 1;
    if (isAdmitted) this.#tokens -= 1;
    else this.throttled += 1;
    return isAdmitted;
  }

  /** @param {Ask} ask @returns {Answer} */
  #answer(ask) {
    if (ask.kind === "cancel") {
      this.#cancel(ask.task, ask.token);
      return "accepted";
    }
    const view = (/** @type {number} */ task) => ({ task, isOver: this.isOver(task) });
    if (ask.kind === "list") {
      const { from, size } = ask;
      const left = Array.from({ length: this.host.count }, (_, task) => task);
      // Where canceling removes a task, it is no longer in the list.
      const tasks = this.host.service === "sfsturbo" ? left.filter((task) => !this.isOver(task)) : left;
      const next = from + size < tasks.length ? from + size : undefined;
      return { tasks: tasks.slice(from, from + size).map(view), total: tasks.length, next };
    }
    const tasks = ask.kind === "look" ? ask.tasks : [ask.task];
    return { tasks: tasks.map(view), total: tasks.length, next: undefined };
  }

  /** @param {number} task @param {string} [token] */
  #cancel(task, token = "") {
    const hash = [...token].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, 7);
    if (this.#canceledAt[task] === Number.POSITIVE_INFINITY) {
      this.#canceledAt[task] = this.time.now;
      this.#tokenOf[task] = hash;
    } else if (this.#tokenOf[task] !== hash) this.canceledTwice += 1;
  }
}
