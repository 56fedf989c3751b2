// A task of callOffAll(): its call, and where its call-off stands, in as few bytes as it takes. What is equal for many
// tasks is held once, and what the core does not need between two requests does not go to it.

/** @typedef {import("../../index.js").CancelCall} CancelCall */
/** @typedef {import("../../index.js").Outcome} Outcome */

/** At most so many texts are held for all. */
const MAX_TEXTS = 1_000;
/** Texts of calloff and names of the vendors, which come again and again. @type {Map<string, string>} */
const texts = new Map();

/**
 * The same text, held once.
 * @param {string} text
 */
function shared(text) {
  const known = texts.get(text);
  if (known === undefined && texts.size < MAX_TEXTS) texts.set(text, text);
  return known ?? text;
}

/**
 * @template {{ operation: string, advice: string, docs: string }} T
 * @param {T} outcome
 * @returns {T}
 */
const compact = (outcome) => ({
  ...outcome,
  operation: shared(outcome.operation),
  advice: shared(outcome.advice),
  docs: shared(outcome.docs),
});

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
  /** The rest of its state, as JSON without the first brace. */
  text = "";
  /** The cancel call's outcome. @type {Outcome | undefined} */
  cancel;
  /** The last look's outcome, which may be the same for many, and the task in it. @type {any} */
  look;
  /** @type {any} */
  view;

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
  keep({ v, call, next, dueAt, cancel, last, host, limits, group = "", most = 1, ...rest }, like) {
    this.dueAt = dueAt;
    this.operation = shared(next.operation);
    this.group = shared(group);
    this.most = most;
    this.text = JSON.stringify({ v, call, dueAt, ...rest }).slice(1);
    if (cancel) this.cancel = compact(cancel);
    if (last) this.#keepLook(last, like);
  }

  /**
   * It is sent for the first time now: its deadline counts from here.
   * @param {number} now
   */
  start(now) {
    const state = JSON.parse(`{${this.text}`);
    const later = now - state.startedAt;
    if (later <= 0) return;
    const deadlineAt = Math.min(state.deadlineAt + later, Number.MAX_SAFE_INTEGER);
    this.dueAt = now;
    this.text = JSON.stringify({ ...state, startedAt: now, dueAt: now, deadlineAt }).slice(1);
  }

  /** @param {any} last @param {any} like */
  #keepLook(last, like) {
    const { task, tasks, ...look } = last;
    const isOwn = tasks?.length === 1 && tasks[0].state === task?.state;
    this.view = isOwn ? task : undefined;
    if (!isOwn) this.look = compact(last);
    else this.look = like?.verdict === look.verdict && like.advice === look.advice ? like : compact(look);
  }

  /** The last look's outcome. @returns {Outcome | undefined} */
  get last() {
    return this.view ? { ...this.look, task: this.view, tasks: [this.view] } : this.look;
  }
}
