// The call-offs behind one host: those that were not sent yet, in their order, and those that wait for their next
// look, by the time at which they are due. What can be asked for together stands in one queue.
import { Queue } from "./queue.js";

/** @typedef {{ index: number, call: import("../../index.js").CancelCall, state: any, wasSent: boolean }} Task */

/** How many tasks one look can be for, and some to choose among. */
const MAX_LOOK = 64;

export class Lane {
  /** Tasks that were not sent yet. @type {Task[]} */
  #fresh = [];
  /** How many of them are taken out at the front. */
  #taken = 0;
  /** By group; what has none is asked for by itself. @type {Map<string, Queue<Task>>} */
  #waiting = new Map();
  /** The host takes nothing before. */
  blockedUntil = 0;

  get hasFresh() {
    return this.#taken < this.#fresh.length;
  }

  /** @param {Task} task a task that was not sent yet */
  add(task) {
    // What was taken out does not stay for ever.
    if (this.#taken > 1_000 && this.#taken * 2 > this.#fresh.length) {
      this.#fresh = this.#fresh.slice(this.#taken);
      this.#taken = 0;
    }
    this.#fresh.push(task);
  }

  /** @param {Task} task a task that waits for its next request */
  wait(task) {
    const { dueAt, group = "" } = task.state;
    let queue = this.#waiting.get(group);
    if (!queue) {
      queue = new Queue();
      this.#waiting.set(group, queue);
    }
    queue.push(dueAt, task);
  }

  /** When there is something to send next. */
  get nextAt() {
    let at = this.hasFresh ? 0 : Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.#waiting.values()) at = Math.min(at, dueAt);
    return Math.max(at, this.blockedUntil);
  }

  /**
   * Takes out the tasks of the next request: all those that it might be for.
   * @param {number} now
   * @returns {Task[]}
   */
  take(now) {
    for (const [group, queue] of this.#waiting) {
      if (queue.dueAt > now) continue;
      const tasks = [];
      const max = group === "" ? 1 : MAX_LOOK;
      while (tasks.length < max && queue.size > 0) tasks.push(/** @type {Task} */ (queue.pop()));
      if (queue.size === 0) this.#waiting.delete(group);
      return tasks;
    }
    const task = this.#fresh[this.#taken];
    if (!task) return [];
    this.#taken += 1;
    return [task];
  }

  /** Puts back what was taken out and not sent. @param {Task[]} tasks */
  putBack(tasks) {
    for (const task of tasks) {
      if (task.wasSent) this.wait(task);
      else if (this.#taken > 0) {
        this.#taken -= 1;
        this.#fresh[this.#taken] = task;
      } else this.#fresh.unshift(task);
    }
  }

  /** Takes out everything, in no order. @returns {Task[]} */
  drain() {
    const tasks = this.#fresh.slice(this.#taken);
    for (const queue of this.#waiting.values())
      while (queue.size > 0) tasks.push(/** @type {Task} */ (queue.pop()));
    this.#fresh = [];
    this.#taken = 0;
    this.#waiting.clear();
    return tasks;
  }
}
