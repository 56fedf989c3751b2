// What all call-offs of one send, callOff or callOffAll share, and the one way in which any of them sends a request.
import * as core from "../../dist/calloff_bg.js";
import { abortable } from "../abort.js";
import { guarded } from "../core/boundary.js";
import { CalloffError, invalid } from "../error.js";
import { prepare } from "../functions.js";
import { CredentialsSource } from "./credentials.js";
import { exchange } from "./exchange.js";
import { maskOutcomes, shown } from "./secrets.js";
import { systemClock } from "./time.js";

/**
 * @typedef {import("../../index.js").Call} Call
 * @typedef {import("../../index.js").CallOffState} State
 * @typedef {import("../../index.js").HostState} HostState
 * @typedef {import("../../index.js").Outcome} Outcome
 * @typedef {import("../../index.js").CallOffAllOptions} Options
 * @typedef {"end" | "answer" | "tasks"} Goal
 * @typedef {import("./task.js").Task} Task
 */

const begin = /* @__PURE__ */ guarded(core.beginCallOff);
const plan = /* @__PURE__ */ guarded(core.planRequests);
const take = /* @__PURE__ */ guarded(core.takeReply);

/** @param {boolean} wasSent */
export const aborted = (wasSent) =>
  new CalloffError(
    wasSent ? "Aborted; what was sent may have taken effect" : "Aborted before this call was sent",
    { code: "aborted" },
  );

/** One attempt's limit where none is given. */
const TIMEOUT_MS = 10_000;

export class Session {
  /** @type {Map<string, HostState>} */
  #hosts = new Map();
  /** @type {import("./reachable.js").Known} */
  #pages = new Map();
  #options;
  #limits;
  /** What all states have in common, as JSON. @type {string | undefined} */
  #common;

  /** @param {Options} options that have been checked */
  constructor(options) {
    this.#options = options;
    this.credentials = new CredentialsSource(options.credentials);
    this.clock = options.clock ?? systemClock();
    this.random = options.random ?? Math.random;
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    const { retry, timeoutMs, deadlineMs, pollMs, maxPollMs } = options;
    this.#limits = {
      retry,
      timeoutMs,
      deadlineMs,
      pollMs,
      maxPollMs,
      renewable: this.credentials.isRenewable,
    };
  }

  /** The time by the clock, in whole milliseconds: a state has no fractions. */
  now() {
    const now = this.clock.now();
    if (Number.isFinite(now) && now >= 0) return Math.ceil(now);
    throw invalid([{ path: "options.clock.now()", code: "range", text: "expected Unix milliseconds" }]);
  }

  /**
   * Waits until then. Where the clock wakes too early, others have their turn first: without one nothing else would
   * ever happen, not even an abort.
   * @param {number} until
   * @param {AbortSignal | undefined} signal
   */
  async sleep(until, signal) {
    await abortable(this.clock.sleep(Math.max(until - this.now(), 0), signal), signal);
    if (this.now() < until) await new Promise((resolve) => setTimeout(resolve));
  }

  /**
   * @param {Call} call
   * @param {Goal} goal
   * @returns {any} its state
   */
  begin(call, goal) {
    return begin(call, this.#limits, this.now(), this.random(), goal);
  }

  /**
   * Begins for callOffAll(), whose tasks share the limits.
   * @param {Call} call
   * @returns {any} its state
   */
  beginOne(call) {
    const state = this.begin(call, "end");
    this.#common ??= `"v":${state.v},"limits":${JSON.stringify(state.limits)},"next":true,`;
    return state;
  }

  /**
   * The states of tasks behind one host, as JSON. There is always a next request, whatever it is.
   * @param {string} host
   * @param {readonly Task[]} tasks
   */
  #write(host, tasks) {
    const shared = `{"host":${JSON.stringify(host)},${this.#common}`;
    return `[${tasks.map(({ state }) => shared + JSON.stringify(state).slice(1))}]`;
  }

  /** @param {string} host @returns {HostState} */
  #host(host) {
    return this.#hosts.get(host) ?? core.newHost(this.#options.requestsPerSecond ?? Number.POSITIVE_INFINITY);
  }

  /**
   * What to send now for a state.
   * @param {State} state
   */
  plan(state) {
    return this.#plan(state.host, JSON.stringify([state]));
  }

  /**
   * What to send next for tasks behind one host.
   * @param {string} host
   * @param {readonly Task[]} tasks
   */
  planFor(host, tasks) {
    return this.#plan(host, this.#write(host, tasks));
  }

  /**
   * @param {string} host
   * @param {string} states
   * @returns {{ send: { call: Call, states: number[] }[], waitUntil?: number }} one request at most
   */
  #plan(host, states) {
    const planned = plan(states, JSON.stringify(this.#host(host)), this.now(), this.random(), 1);
    this.#hosts.set(host, planned.host);
    return planned;
  }

  /**
   * Sends one request for a state, and takes in what comes back.
   * @param {Call} call
   * @param {State} state
   * @param {AbortSignal | undefined} signal
   * @param {() => void} [onSent] told as soon as the request is on its way
   */
  send(call, state, signal, onSent) {
    return this.#send(call, state.host, state, () => JSON.stringify([state]), signal, onSent);
  }

  /**
   * Sends one request for some tasks behind one host, and takes in what comes back.
   * @param {string} host
   * @param {Call} call
   * @param {readonly Task[]} tasks
   * @param {AbortSignal} signal
   * @param {() => void} onSent told as soon as the request is on its way
   */
  async sendFor(host, call, tasks, signal, onSent) {
    const first = /** @type {Task} */ (tasks[0]).state;
    const taken = await this.#send(call, host, first, () => this.#write(host, tasks), signal, onSent);
    // A look without a reply says less than the one before. A redirect is one, though a browser shows no status of it.
    const isSilent = first.asking === "status" && taken.outcome.httpStatus === 0 && taken.outcome.retryable;
    for (const [place, state] of taken.states.entries())
      if (isSilent && tasks[place]?.look) delete state.last;
    return taken;
  }

  /**
   * @param {Call} call
   * @param {string} host
   * @param {any} first the first of the states that it is for
   * @param {() => string} write what writes all of them
   * @param {AbortSignal | undefined} signal
   * @param {() => void} [onSent]
   * @returns {Promise<{ states: any[], outcome: Outcome }>}
   */
  async #send(call, host, first, write, signal, onSent) {
    const { random, credentials } = this;
    const timeoutMs = this.#timeLimit(first);
    if (first.renew) credentials.renew(this.#refused);
    const held = await credentials.get(timeoutMs, signal);
    const skewMs = /** @type {any} */ (this.#host(host)).skewMs;
    const request = prepare(call, held, { now: this.now() + skewMs });
    signal?.throwIfAborted();
    onSent?.();
    const { fetch = globalThis.fetch, onAttempt } = this.#options;
    const limitMs = this.#timeLimit(first);
    const { reply, error, advice } = await exchange(request, fetch, limitMs, signal, this.#pages);
    const taken = take(call, write(), reply, JSON.stringify(this.#host(host)), this.now(), random());
    this.#hosts.set(host, taken.host);
    const kept = taken.states.flatMap((/** @type {any} */ state) => [state.cancel, state.last]);
    const told = [taken.outcome, ...kept].filter((outcome) => outcome !== undefined);
    if (advice) for (const outcome of told) if (outcome.message === reply.bodyError) outcome.advice = advice;
    maskOutcomes(told, held);
    const [next] = taken.states;
    if (next.renew) this.#refused = held;
    tell(onAttempt, {
      number: (first.sends ?? 0) + 1,
      request: shown(request),
      outcome: taken.outcome,
      ...(error !== undefined && { error }),
      ...(next.next && { delayMs: Math.max(next.dueAt - this.now(), 0) }),
    });
    return taken;
  }

  /** The credentials that were refused last. @type {any} */
  #refused;

  /**
   * One attempt's limit: no longer than the deadline. A request that begins just before it, as the last look does,
   * has all its time.
   * @param {any} state
   */
  #timeLimit({ goal, deadlineAt }) {
    const left = goal ? Number.POSITIVE_INFINITY : deadlineAt - this.now();
    return left > 1_000 ? Math.min(this.timeoutMs, left) : this.timeoutMs;
  }
}

/**
 * Tells a callback of the caller's. What goes wrong in it costs no task its outcome, and no program its process.
 * @template T
 * @param {((value: T) => unknown) | undefined} callback
 * @param {T} value
 */
export function tell(callback, value) {
  try {
    Promise.resolve(callback?.(value)).catch(() => {});
  } catch {
    // It is for show.
  }
}

/** Whether the present call has its last outcome, or is sent again. @param {any} state */
export const isSettled = (state) => !state.sends;

/**
 * @param {any} state a call-off's at its end
 * @returns {import("../../index.js").CallOffResult}
 */
export const toResult = ({ cancel, last, end, finalState }) => ({
  cancel,
  ...(last && { last }),
  end,
  ...(finalState && { finalState }),
});
