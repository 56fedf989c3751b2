// The tasks that a lane holds in its memory: those that were not sent yet, in their order, and those that wait for
// their next request, by the time at which that is due.
import { Queue } from "../../../pkg/lib/network/queue.js";

/**
 * @typedef {object} Task
 * @property {number} id
 * @property {number} phase as in its row
 * @property {any} state a CallOffState
 * @property {string} [told] what the provider said of it last, in short
 * @property {number} attempts requests that were for it
 */

/** How many tasks one request can ask for, and some to choose among. */
const MAX_LOOK = 64;

export class Tasks {
  /** @type {Map<number, Task>} */
  #held = new Map();
  /** What ended since somebody began to read tasks: it may be among those read. @type {Set<number>} */
  #ended = new Set();
  /** @type {Task[]} */
  #fresh = [];
  /** How many of them are taken out at the front. */
  #taken = 0;
  /** @type {Queue<Task>} */
  #waiting = new Queue(({ state }) => state.dueAt);

  get size() {
    return this.#held.size;
  }
  get freshSize() {
    return this.#fresh.length - this.#taken;
  }
  /** When the next look is due. */
  get dueAt() {
    return this.#waiting.dueAt;
  }

  /** @param {number} id */
  has(id) {
    return this.#held.has(id) || this.#ended.has(id);
  }

  /** Somebody begins to read tasks. */
  beginRead() {
    this.#ended.clear();
  }

  /** @param {Task} task one that is new here, or that nothing is under way for any more */
  put(task) {
    this.#held.set(task.id, task);
    if (task.phase === 0) this.#fresh.push(task);
    else this.#waiting.push(task);
  }

  /** @param {Task} task one that is over */
  drop(task) {
    this.#held.delete(task.id);
    this.#ended.add(task.id);
  }

  /** Takes out what was not sent yet, in its order. @param {number} max @returns {Task[]} */
  takeFresh(max) {
    const tasks = this.#fresh.slice(this.#taken, this.#taken + max);
    this.#taken += tasks.length;
    if (this.#taken > 1_000 && this.#taken * 2 > this.#fresh.length) {
      this.#fresh = this.#fresh.slice(this.#taken);
      this.#taken = 0;
    }
    return tasks;
  }

  /** Takes out what is due first, and what it may be asked for together with. @returns {Task[]} */
  takeWaiting() {
    const tasks = [];
    while (tasks.length < MAX_LOOK && this.#waiting.size > 0)
      tasks.push(/** @type {Task} */ (this.#waiting.pop()));
    return tasks;
  }

  /** Puts back at the front what was taken out and not sent. @param {Task[]} tasks */
  putBack(tasks) {
    for (const task of tasks.toReversed()) {
      if (task.phase > 0) this.put(task);
      else if (this.#taken > 0) {
        this.#taken -= 1;
        this.#fresh[this.#taken] = task;
      } else this.#fresh.unshift(task);
    }
  }
}
