// A task of callOffAll(): its call, and where its call-off stands, in as few bytes as it takes. What is equal for many
// tasks is held once, and what the core does not need between two requests does not go to it.

/** @typedef {import("../../index.js").CancelCall} CancelCall */
/** @typedef {import("../../index.js").Outcome} Outcome */

/** At most so many objects are held for all. */
const MAX_SHARED = 1_000;

/**
 * The same value, held once.
 * @template T
 * @param {Map<string, any>} pool by its JSON
 * @param {T} value
 * @returns {T}
 */
function shared(pool, value) {
  const key = JSON.stringify(value);
  const known = pool.get(key);
  if (known === undefined && pool.size < MAX_SHARED) pool.set(key, value);
  return known ?? value;
}

export class Task {
  /** Whether its cancel call was sent. */
  wasSent = false;
  /** When its next request is due. */
  dueAt = 0;
  /** Whom it goes to. @type {{ host: string, open: number } | undefined} */
  lane;
  /** The last look's outcome without the task, which all have in common that were asked for together. @type {any} */
  look;
  /** What its state and its cancel call's outcome have in common with those of many. @type {any} */
  #state;
  /** @type {any} */
  #cancel;
  /** What is its own, as JSON without names: of its state, of that outcome, and the task as the last look showed it. */
  #own = "[[]]";

  /** @param {number} index @param {CancelCall} call */
  constructor(index, call) {
    this.index = index;
    this.call = call;
  }

  /**
   * Keeps where it stands.
   * @param {Map<string, any>} pool what many tasks have in common, the same for all of them
   * @param {any} state
   * @param {any} [like] the last look's outcome of another task in the same reply
   */
  keep(pool, { v, next, dueAt, cancel, last, host, limits, group = "", most = 1, ...rest }, like) {
    this.dueAt = dueAt;
    const {
      call: { params, ...place },
      startedAt,
      deadlineAt,
      acceptedAt,
      pollMs,
      ...common
    } = rest;
    this.#state = shared(pool, { place, common, operation: next.operation, group, most });
    let [, told, view] = this.#owned;
    if (cancel) {
      const { requestId, serverTime, task, ...outcome } = cancel;
      this.#cancel = shared(pool, outcome);
      told = [requestId, serverTime, task];
    }
    if (last) {
      const { task, tasks, ...look } = last;
      const isOwn = tasks?.length === 1 && tasks[0].state === task?.state;
      const isLike = isOwn && like?.verdict === look.verdict && like.advice === look.advice;
      this.look = isLike ? like : isOwn ? look : last;
      view = isOwn ? task : undefined;
    }
    this.#own = JSON.stringify([[params, startedAt, deadlineAt, acceptedAt, pollMs], told, view]);
  }

  /** What is its own. @returns {[state: any[], told: any[] | null, view: any]} */
  get #owned() {
    return JSON.parse(this.#own);
  }

  /** The operation that is next. @returns {string} */
  get operation() {
    return this.#state.operation;
  }

  /** What tasks have in common that can be asked for together with it. @returns {string} */
  get group() {
    return this.#state.group;
  }

  /** How many can be asked for together. @returns {number} */
  get most() {
    return this.#state.most;
  }

  /** Its state, without the outcomes and what all states have in common. @returns {any} */
  get state() {
    const { place, common } = this.#state;
    const [[params, startedAt, deadlineAt, acceptedAt, pollMs]] = this.#owned;
    const call = { ...place, params };
    const own = { call, dueAt: this.dueAt, startedAt, deadlineAt, pollMs };
    return { ...own, ...(acceptedAt !== null && { acceptedAt }), ...common };
  }

  /**
   * It is sent for the first time now: its deadline counts from here.
   * @param {number} now
   */
  start(now) {
    const [[params, startedAt, deadlineAt, ...times], ...outcomes] = this.#owned;
    const later = now - startedAt;
    if (later <= 0) return;
    this.dueAt = now;
    const newDeadlineAt = Math.min(deadlineAt + later, Number.MAX_SAFE_INTEGER);
    this.#own = JSON.stringify([[params, now, newDeadlineAt, ...times], ...outcomes]);
  }

  /** The cancel call's outcome. @returns {Outcome | undefined} */
  get cancel() {
    if (!this.#cancel) return undefined;
    const [requestId, serverTime, task] = this.#owned[1] ?? [];
    const own = Object.entries({ requestId, serverTime, task }).filter(([, value]) => value !== null);
    return { ...this.#cancel, ...Object.fromEntries(own) };
  }

  /** The last look's outcome. @returns {Outcome | undefined} */
  get last() {
    const [, , view] = this.#owned;
    return view ? { ...this.look, task: view, tasks: [view] } : this.look;
  }
}
