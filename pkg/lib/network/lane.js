// The call-offs behind one host: those that were not sent yet, in their order, and those that wait for their next
// request, by the time at which it is due. Operations may have paces of their own, so each has a channel.
import { Queue } from "./queue.js";

/** @typedef {import("./task.js").Task} Task */

/** Tasks that are offered for one request, at most. */
const MAX_OFFER = 1_000;
/** Places at the front of an array that may be empty before it is made anew. */
const MAX_EMPTY = 1_000;

class Channel {
  /** The pace allows nothing before. */
  blockedUntil = 0;
  /** Tasks that were not sent yet. @type {Task[]} */
  #fresh = [];
  /** How many of them are taken out at the front. */
  #taken = 0;
  /** Tasks that were sent, by group; those without one stand together, and are asked for one by one. @type {Map<string, Queue<Task>>} */
  #groups = new Map();
  /** The groups by their first task; an entry is no longer true when another came first. @type {Queue<{ at: number, group: Queue<Task> }>} */
  #order = new Queue(({ at }) => at);

  /** @param {Task} task */
  add(task) {
    if (!task.wasSent) this.#fresh.push(task);
    else this.#wait(task);
  }

  /** @param {Task} task */
  #wait(task) {
    let group = this.#groups.get(task.group);
    if (!group) {
      group = new Queue(({ dueAt }) => dueAt);
      this.#groups.set(task.group, group);
    }
    const isFirst = task.dueAt < group.dueAt;
    group.push(task);
    if (isFirst) this.#order.push({ at: task.dueAt, group });
  }

  /** When the first task that was sent is due. */
  get dueAt() {
    for (;;) {
      const first = this.#order.first;
      if (!first || first.group.dueAt === first.at) return this.#order.dueAt;
      this.#order.pop();
    }
  }

  /** When there is something to send. */
  get nextAt() {
    return Math.max(this.hasFresh ? 0 : this.dueAt, this.blockedUntil);
  }

  get hasFresh() {
    return this.#taken < this.#fresh.length;
  }

  /** Takes out the tasks that the request for the first due one might be for. @returns {Task[]} */
  takeDue() {
    const group = this.#order.pop()?.group;
    const first = group?.pop();
    if (!group || !first) return [];
    const tasks = [first];
    const most = Math.min(first.most, MAX_OFFER);
    while (tasks.length < most && group.size > 0) tasks.push(/** @type {Task} */ (group.pop()));
    if (group.size > 0) this.#order.push({ at: group.dueAt, group });
    else this.#groups.delete(first.group);
    return tasks;
  }

  /** Takes out the next task that was not sent yet. @returns {Task[]} */
  takeFresh() {
    const task = /** @type {Task} */ (this.#fresh[this.#taken]);
    this.#taken += 1;
    if (this.#taken > MAX_EMPTY && this.#taken * 2 > this.#fresh.length) {
      this.#fresh = this.#fresh.slice(this.#taken);
      this.#taken = 0;
    }
    return [task];
  }

  /** Puts back what was taken out and not sent. @param {Task} task */
  putBack(task) {
    if (task.wasSent) return this.#wait(task);
    if (this.#taken === 0) return this.#fresh.unshift(task);
    this.#taken -= 1;
    this.#fresh[this.#taken] = task;
  }

  /** All that is in it, in no order. @returns {Task[]} */
  drain() {
    const tasks = this.#fresh.slice(this.#taken);
    for (const group of this.#groups.values())
      while (group.size > 0) tasks.push(/** @type {Task} */ (group.pop()));
    return tasks;
  }
}

export class Lane {
  /** Requests under way. */
  underWay = 0;
  /** Tasks that have not come to their end. */
  open = 0;
  /** By operation. @type {Map<string, Channel>} */
  #channels = new Map();

  /** @param {string} host */
  constructor(host) {
    this.host = host;
  }

  /** @param {string} operation */
  #channel(operation) {
    let channel = this.#channels.get(operation);
    if (!channel) {
      channel = new Channel();
      this.#channels.set(operation, channel);
    }
    return channel;
  }

  /** @param {Task} task that is to be sent, for the first time or again */
  add(task) {
    this.#channel(task.operation).add(task);
  }

  /** Puts back what was taken out and not sent. @param {Task[]} tasks */
  putBack(tasks) {
    for (const task of tasks) this.#channel(task.operation).putBack(task);
  }

  /** The pace allows this operation nothing before. @param {string} operation @param {number} until */
  block(operation, until) {
    this.#channel(operation).blockedUntil = until;
  }

  /** When there is something to send next. */
  get nextAt() {
    let at = Number.POSITIVE_INFINITY;
    for (const channel of this.#channels.values()) at = Math.min(at, channel.nextAt);
    return at;
  }

  /**
   * Takes out the tasks of the next request: all those that it might be for. What was sent before goes first, since a
   * look may free the place of many tasks.
   * @param {number} now
   * @returns {Task[]}
   */
  take(now) {
    const open = [...this.#channels.values()].filter(({ blockedUntil }) => blockedUntil <= now);
    const [due] = open.filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    if (due) return due.takeDue();
    return open.find(({ hasFresh }) => hasFresh)?.takeFresh() ?? [];
  }

  /** Takes out everything, in no order. @returns {Task[]} */
  drain() {
    const tasks = [...this.#channels.values()].flatMap((channel) => channel.drain());
    this.#channels.clear();
    return tasks;
  }
}
