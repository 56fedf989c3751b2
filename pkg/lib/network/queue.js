// A queue by time: a binary heap, whose first item is the one that is due first.

/** @template T */
export class Queue {
  /** @type {T[]} */
  #items = [];
  #timeOf;

  /** @param {(item: T) => number} timeOf when an item is due; the same for as long as it is in the queue */
  constructor(timeOf) {
    this.#timeOf = timeOf;
  }

  get size() {
    return this.#items.length;
  }

  /** When the first item is due. */
  get dueAt() {
    return this.#at(0);
  }

  /** The first item, which stays. */
  get first() {
    return this.#items[0];
  }

  /** @param {T} item */
  push(item) {
    const at = this.#timeOf(item);
    let place = this.#items.push(item) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#at(parent) <= at) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  /** @returns {T | undefined} the first item, which is then no longer in the queue */
  pop() {
    const items = this.#items;
    this.#swap(0, items.length - 1);
    const first = items.pop();
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      const child = this.#at(left + 1) < this.#at(left) ? left + 1 : left;
      if (this.#at(place) <= this.#at(child)) break;
      this.#swap(place, child);
      place = child;
    }
    return first;
  }

  /** @param {number} place */
  #at(place) {
    return place < this.#items.length
      ? this.#timeOf(/** @type {T} */ (this.#items[place]))
      : Number.POSITIVE_INFINITY;
  }

  /** @param {number} one @param {number} other */
  #swap(one, other) {
    const items = this.#items;
    if (one === other || other < 0) return;
    const kept = /** @type {T} */ (items[one]);
    items[one] = /** @type {T} */ (items[other]);
    items[other] = kept;
  }
}
