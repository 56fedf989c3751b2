// Keeps of many labels those that matter: what may begin a reply, and what stands near that. A large log is full of others.

/** @typedef {import("./labels.js").Label} Label */

const BEGINNINGS = new Set(["code", "name", "operation", "event", "reply"]);
/** So many labels around a beginning may tell more of it. */
const AROUND = 24;
/** As many are kept in any case: a text of usual length is read whole. */
const ALWAYS = 4000;
const MOST_BEGINNINGS = 1500;
const MOST_LABELS = 10_000;

export class Nearby {
  /** @param {readonly number[]} places where else something begins, in order */
  constructor(places) {
    this.places = places;
    this.passed = 0;
    this.beginnings = 0;
    this.open = 0;
    /** @type {Label[]} */
    this.kept = [];
    /** The last ones that were not kept. @type {Label[]} */
    this.pending = [];
  }

  /** Whether no more labels are kept, but for secrets. */
  get isFull() {
    return this.kept.length > MOST_LABELS || (this.beginnings >= MOST_BEGINNINGS && this.open <= 0);
  }

  /** @param {Label} label */
  add(label) {
    const { kept, pending } = this;
    if (label.role === "secret" || label.role === "secret-line") {
      kept.push(label);
      return;
    }
    if (this.isFull) return;
    if (this.begins(label)) {
      for (const earlier of pending) kept.push(earlier);
      pending.length = 0;
      this.open = AROUND;
    } else if (kept.length > ALWAYS && this.open-- <= 0) {
      if (pending.length >= AROUND) pending.shift();
      pending.push(label);
      return;
    }
    kept.push(label);
  }

  /** @param {Label} label */
  begins({ role, at }) {
    let passes = false;
    while ((this.places[this.passed] ?? Number.POSITIVE_INFINITY) <= at) {
      this.passed++;
      passes = true;
    }
    return (passes || BEGINNINGS.has(role)) && this.beginnings++ < MOST_BEGINNINGS;
  }
}
