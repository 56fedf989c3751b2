// How far a lane has read its open tasks in D1, to which more are added meanwhile.

export class Reading {
  /** Open tasks up to this id are in memory. */
  #cursor = 0;
  #hasMore = true;
  /** From this id on there are tasks that the last read may have come too early for. */
  #newFrom = Number.POSITIVE_INFINITY;

  /** Whether there may be more. */
  get isDue() {
    return this.#hasMore || this.#newFrom < Number.POSITIVE_INFINITY;
  }

  /** There are tasks from this id on. @param {number} id */
  tell(id) {
    this.#newFrom = Math.min(this.#newFrom, id);
  }

  /** Somebody begins to read: the tasks after the id that this returns. */
  begin() {
    this.#cursor = Math.min(this.#cursor, this.#newFrom - 1);
    this.#newFrom = Number.POSITIVE_INFINITY;
    return this.#cursor;
  }

  /** These were read, in their order. @param {number[]} ids @param {boolean} isLast nothing came after them */
  end(ids, isLast) {
    this.#cursor = ids.at(-1) ?? this.#cursor;
    this.#hasMore = !isLast;
  }
}
