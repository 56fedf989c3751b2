// How far a lane has read its open tasks in D1, to which more are added meanwhile.

export class Reading {
  /** Open tasks up to this id are in memory. */
  #cursor = 0;
  #isAllRead = false;

  /** Whether there may be more. */
  get isDue() {
    return !this.#isAllRead;
  }

  /** There are tasks from this id on. @param {number} id */
  tell(id) {
    this.#cursor = Math.min(this.#cursor, id - 1);
    this.#isAllRead = false;
  }

  /** Somebody begins to read: the tasks after the id that this returns. */
  begin() {
    return this.#cursor;
  }

  /** These were read, in their order. @param {number[]} ids @param {boolean} isLast nothing came after them */
  end(ids, isLast) {
    this.#cursor = ids.at(-1) ?? this.#cursor;
    this.#isAllRead = isLast;
  }
}
