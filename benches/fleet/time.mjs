// Time that exists only on paper: a queue of what happens when. It passes as soon as nobody has anything left to do.
import { setImmediate } from "node:timers/promises";
import { Queue } from "../../pkg/lib/network/queue.js";

/** @typedef {{ at: number, act: (() => void) | undefined }} Event */

export class PaperTime {
  /** @type {Queue<Event>} */
  #events = new Queue(({ at }) => at);
  /** Unix milliseconds. */
  now;

  /** @param {number} start */
  constructor(start) {
    this.now = start;
  }

  /**
   * @param {number} ms
   * @param {() => void} act
   * @returns {Event}
   */
  after(ms, act) {
    const event = { at: this.now + ms, act };
    this.#events.push(event);
    return event;
  }

  /**
   * @param {number} ms
   * @param {AbortSignal} [signal]
   * @returns {Promise<void>}
   */
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      const event = this.after(ms, resolve);
      signal?.addEventListener("abort", () => {
        event.act = undefined;
        reject(signal.reason);
      });
    });
  }

  /**
   * Lets time pass until this work is done.
   * @template T
   * @param {Promise<T>} work
   * @returns {Promise<T>}
   */
  async pass(work) {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    work.then(end, end);
    for (;;) {
      // By then everything that could go on has gone on.
      await setImmediate();
      if (isOver) return work;
      const event = this.#events.pop();
      if (!event) throw new Error("nothing is going to happen any more, and the work is not done");
      if (!event.act) continue;
      this.now = Math.max(this.now, event.at);
      event.act();
    }
  }
}

/**
 * Numbers in 0..1 that look like chance, and are the same each time (mulberry32).
 * @param {number} seed
 */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
