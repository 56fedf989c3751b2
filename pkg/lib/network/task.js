// A task of callOffAll(): its call, and where its call-off stands, in as few bytes as it takes. What is equal for many
// tasks is held once, and what the core does not need between two requests does not go to it.

/** @typedef {import("../../index.js").CancelCall} CancelCall */
/** @typedef {import("../../index.js").Outcome} Outcome */

/** At most so many texts and objects are held for all. */
const MAX_SHARED = 1_000;
/** What comes again and again, by its JSON. @type {Map<string, any>} */
const held = new Map();

/**
 * The same value, held once.
 * @template T
 * @param {T} value
 * @returns {T}
 */
function shared(value) {
  const key = JSON.stringify(value);
  const known = held.get(key);
  if (known === undefined && held.size < MAX_SHARED) held.set(key, value);
  return known ?? value;
}

export class Task {
  /** Whether its cancel call was sent. */
  wasSent = false;
  /** When its next request is due. */
  dueAt = 0;
  /** The operation that this is, what tasks have in common that can be asked for together with it, and how many can. */
  operation = "";
  group = "";
  most = 1;
  /** Whom it goes to. @type {{ host: string, open: number } | undefined} */
  lane;
  /** The last look's outcome without the task, which all have in common that were asked for together. @type {any} */
  look;
  /** What its state and its cancel call's outcome have in common with many. @type {any} */
  #state;
  /** @type {any} */
  #cancel;
  /** What is its own, as JSON: of its state, of the cancel call's outcome, and the task as the last look showed it. */
  #own = "[]";

  /** @param {number} index @param {CancelCall} call */
  constructor(index, call) {
    this.index = index;
    this.call = call;
  }

  /**
   * Keeps where it stands.
   * @param {any} state
   * @param {any} [like] the last look's outcome of another task in the same reply
   */
  keep({ v, next, dueAt, cancel, last, host, limits, group = "", most = 1, ...rest }, like) {
    this.dueAt = dueAt;
    this.operation = shared(next.operation);
    this.group = shared(group);
    this.most = most;
    const {
      call: { params, ...place },
      startedAt,
      deadlineAt,
      acceptedAt,
      pollMs,
      ...common
    } = rest;
    this.#state = shared({ place, common });
    let [, told, view] = this.#owned;
    if (cancel) {
      const { requestId, serverTime, task, ...outcome } = cancel;
      this.#cancel = shared(outcome);
      told = { requestId, serverTime, task };
    }
    if (last) {
      const { task, tasks, ...look } = last;
      const isOwn = tasks?.length === 1 && tasks[0].state === task?.state;
      const isLike = isOwn && like?.verdict === look.verdict && like.advice === look.advice;
      this.look = isLike ? like : isOwn ? look : last;
      view = isOwn ? task : undefined;
    }
    this.#own = JSON.stringify([{ params, startedAt, deadlineAt, acceptedAt, pollMs }, told, view]);
  }

  /** What is its own. @returns {[state: any, told: any, view: any]} */
  get #owned() {
    return JSON.parse(this.#own);
  }

  /** Its state, without the outcomes and what all states have in common. @returns {any} */
  get state() {
    const { place, common } = this.#state;
    const [{ params, ...times }] = this.#owned;
    return { call: { ...place, params }, dueAt: this.dueAt, ...times, ...common };
  }

  /**
   * It is sent for the first time now: its deadline counts from here.
   * @param {number} now
   */
  start(now) {
    const [own, ...outcomes] = this.#owned;
    const later = now - own.startedAt;
    if (later <= 0) return;
    this.dueAt = now;
    own.startedAt = now;
    own.deadlineAt = Math.min(own.deadlineAt + later, Number.MAX_SAFE_INTEGER);
    this.#own = JSON.stringify([own, ...outcomes]);
  }

  /** The cancel call's outcome. @returns {Outcome | undefined} */
  get cancel() {
    return this.#cancel && { ...this.#cancel, ...this.#owned[1] };
  }

  /** The last look's outcome. @returns {Outcome | undefined} */
  get last() {
    const [, , view] = this.#owned;
    return view ? { ...this.look, task: view, tasks: [view] } : this.look;
  }
}
