// A queue by time: a binary heap, whose first entry is the one that is due first.

/** @template T */
export class Queue {
  /** @type {{ at: number, item: T }[]} */
  #entries = [];

  get size() {
    return this.#entries.length;
  }

  /** When the first entry is due. */
  get dueAt() {
    return this.#at(0);
  }

  /** The first entry, which stays. */
  get first() {
    return this.#entries[0]?.item;
  }

  /** @param {number} at @param {T} item */
  push(at, item) {
    const entries = this.#entries;
    let place = entries.push({ at, item }) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#at(parent) <= at) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  /** @returns {T | undefined} the first entry, which is then no longer in the queue */
  pop() {
    const entries = this.#entries;
    this.#swap(0, entries.length - 1);
    const first = entries.pop();
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      const child = this.#at(left + 1) < this.#at(left) ? left + 1 : left;
      if (this.#at(place) <= this.#at(child)) break;
      this.#swap(place, child);
      place = child;
    }
    return first?.item;
  }

  /** @param {number} place */
  #at(place) {
    return this.#entries[place]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** @param {number} one @param {number} other */
  #swap(one, other) {
    const entries = this.#entries;
    if (one === other || other < 0) return;
    const kept = /** @type {{ at: number, item: T }} */ (entries[one]);
    entries[one] = /** @type {{ at: number, item: T }} */ (entries[other]);
    entries[other] = kept;
  }
}
