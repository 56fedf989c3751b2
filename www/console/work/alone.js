// Working alone: this page signs and sends, with keys that are in its memory and nowhere else.
import { groupBy } from "../model/group.js";
import { keepRun, readHistory } from "../model/history.js";
import { Trouble } from "../model/problem.js";

/** @import { CancelCall, Credentials, Outcome, TaskView } from "calloff" */
/** @import { Engine, Profile, RunChange, ToCallOff, Watch, Work } from "../types.d.ts" */

/** A smaller difference of clocks is not told: providers take it. */
const MIN_OFFSET_MS = 60_000;

/**
 * Nothing stays behind at the signal, which is that of many sleeps.
 * @param {number} ms
 * @param {AbortSignal} [signal]
 */
async function sleep(ms, signal) {
  signal?.throwIfAborted();
  await new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve(undefined);
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** How far the provider's clock is from this machine's, once that is known. */
function ownTime() {
  const time = { offsetMs: 0 };
  return {
    time,
    /** For one call, which corrects itself; from the next on it is known before. */
    clock() {
      const { offsetMs } = time;
      return {
        now: () => Date.now() + offsetMs,
        sleep,
      };
    },
    /** @param {Outcome | undefined} outcome */
    heed(outcome) {
      if (outcome?.verdict !== "clock-skew" || outcome.serverTime === undefined) return;
      const offset = outcome.serverTime - Date.now();
      time.offsetMs = Math.abs(offset) < MIN_OFFSET_MS ? 0 : offset;
    },
  };
}

/** @typedef {{ outcome?: Outcome, error?: unknown }} Attempt */

/** Whether a task that a reply names is the one that a call is for. @param {TaskView} task @param {CancelCall} call */
const isOf = ({ parents = {} }, { params }) =>
  Object.entries(parents).every(([name, value]) => {
    const own = /** @type {any} */ (params)[name];
    return own === undefined || String(own) === value;
  });

/** What became of a task whose call-off broke off. @param {any} error a CalloffError @returns {RunChange} */
function failureOf(error) {
  const { code, message, outcome, wasSent } = error;
  return {
    state: wasSent ? "unconfirmed" : "failed",
    error: { code, message },
    ...(outcome && { cancel: outcome }),
  };
}

/**
 * @param {object} options
 * @param {Engine} options.engine
 * @param {{ profile: Profile, credentials: Credentials }[]} options.keys
 * @param {string} options.who
 * @param {number} [options.expiresAt] Unix milliseconds
 * @returns {Work}
 */
export function workAlone({ engine, keys, who, expiresAt = 0 }) {
  const held = new Map(keys.map(({ profile, credentials }) => [profile.name, credentials]));
  const { time, clock, heed } = ownTime();
  /** @type {Map<string, { calls: ToCallOff[], controller: AbortController }>} */
  const begun = new Map();

  /** @param {Profile} profile @param {AbortSignal} signal */
  const options = ({ name }, signal) => ({
    credentials() {
      const credentials = held.get(name);
      if (credentials) return credentials;
      throw new Trouble({ code: "forgotten", message: "" });
    },
    clock: clock(),
    signal,
    onAttempt: (/** @type {Attempt} */ { outcome }) => heed(outcome),
  });

  /**
   * Calls off the tasks of one operation in one region, whose ids tell them apart but for those of other parents.
   * @param {Profile} profile
   * @param {(ToCallOff & { key: string })[]} calls
   * @param {Watch} watch
   * @param {AbortSignal} signal
   */
  async function runGroup(profile, calls, { tell, lost }, signal) {
    const own = groupBy(calls, ({ id }) => id);
    /** @param {Outcome} outcome */
    const onUpdate = (outcome) => {
      const at = Date.now();
      const isLook = outcome.verdict === "ok";
      for (const task of outcome.tasks ?? (outcome.task ? [outcome.task] : [])) {
        const part = { ...outcome, task };
        for (const { key, call } of own.get(task.id) ?? [])
          if (isOf(task, call))
            tell(key, { at, state: "canceling", ...(isLook ? { last: part } : { cancel: part }) });
      }
    };
    const asked = options(profile, signal);
    /** @param {Attempt} attempt */
    const onAttempt = (attempt) => {
      asked.onAttempt(attempt);
      lost(attempt.error !== undefined || attempt.outcome?.httpStatus === 0);
    };
    const items = engine.callOffAll(
      calls.map(({ call }) => call),
      { ...asked, onAttempt, onUpdate },
    );
    for await (const { index, result, error } of items) {
      const key = calls[index]?.key ?? "";
      if (error) tell(key, { at: Date.now(), ...failureOf(error) });
      else {
        const { end, finalState, cancel, last } = result;
        const at = Date.now();
        tell(key, {
          at,
          state: end,
          cancel,
          ...(last && { last }),
          ...(finalState && { finalState }),
        });
      }
    }
  }

  return {
    kind: "alone",
    who,
    isPractice: false,
    mayCallOff: true,
    expiresAt,
    profiles: keys.map(({ profile }) => profile),

    list: (profile, call, signal) => engine.listTasks(call, options(profile, signal)),

    async start(calls, id) {
      begun.set(id, { calls, controller: new AbortController() });
      return id;
    },

    async watch(id, watch) {
      const run = begun.get(id);
      if (!run) throw new Trouble({ code: "no-such-job", message: id });
      const calls = run.calls.map((one, index) => ({ ...one, key: `${id}:${index}` }));
      for (const { key, call, profile, id: task } of calls)
        watch.tell(key, { call, profile: profile.name, id: task, state: "waiting" });
      const signal = AbortSignal.any([run.controller.signal, watch.signal]);
      const groups = groupBy(
        calls,
        ({ profile, call }) => `${profile.name} ${call.operation} ${call.region}`,
      );
      await Promise.all(
        [...groups.values()].map((own) => runGroup(/** @type {any} */ (own[0]).profile, own, watch, signal)),
      );
      begun.delete(id);
    },

    async stop(id) {
      begun.get(id)?.controller.abort();
    },

    runs: async () => readHistory().runs,
    async entries(search) {
      const words = search.toLowerCase();
      return readHistory().entries.filter((entry) => JSON.stringify(entry).toLowerCase().includes(words));
    },
    keep: (run) => keepRun(run, who),
    clock: {
      get offsetMs() {
        return time.offsetMs;
      },
      reset() {
        time.offsetMs = 0;
      },
    },
    forget() {
      // First nothing more is sent, so that nobody asks for keys that are gone.
      for (const { controller } of begun.values()) controller.abort();
      held.clear();
    },
  };
}
