// Working alone: this page signs and sends, with keys that are in its memory and nowhere else.
import { groupBy } from "../model/group.js";
import { keepRun, readHistory } from "../model/history.js";
import { outcomeProblem, problemOf, Trouble } from "../model/problem.js";
import { isThere } from "../model/reach.js";

/** @import { Credentials, Outcome } from "calloff" */
/** @import { Engine, Profile, Run, ToCallOff, Watch, Work } from "../types.d.ts" */

/** A smaller difference of clocks is nobody's concern. */
const MIN_OFFSET_MS = 60_000;

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
        /** @param {number} ms @param {AbortSignal} [signal] */
        sleep: (ms, signal) =>
          /** @type {Promise<void>} */ (
            new Promise((resolve, reject) => {
              const timer = setTimeout(resolve, ms);
              signal?.addEventListener("abort", () => {
                clearTimeout(timer);
                reject(signal.reason);
              });
            })
          ),
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
    onAttempt: (/** @type {{ outcome?: Outcome }} */ { outcome }) => heed(outcome),
  });

  /** Tells rows of what an outcome says of their tasks. @param {Map<string, string>} keysById @param {Watch["tell"]} tell */
  const teller = (keysById, tell) => (/** @type {Outcome} */ outcome) => {
    const isLook = outcome.verdict === "ok";
    for (const task of outcome.tasks ?? (outcome.task ? [outcome.task] : [])) {
      const key = keysById.get(task.id);
      const part = { ...outcome, task };
      if (key) tell(key, { state: "canceling", ...(isLook ? { last: part } : { cancel: part }) });
    }
  };

  /** @param {Profile} profile @param {(ToCallOff & { key: string })[]} calls @param {Watch} watch @param {AbortSignal} signal */
  async function runProfile(profile, calls, { tell }, signal) {
    const ids = new Map(calls.map(({ id, key }) => [id, key]));
    const items = engine.callOffAll(
      calls.map(({ call }) => call),
      { ...options(profile, signal), onUpdate: teller(ids, tell) },
    );
    for await (const { index, call, result, error } of items) {
      const key = calls[index]?.key ?? "";
      if (error) tell(key, { state: "failed", error: { code: error.code, message: error.message } });
      else {
        const { end, finalState, cancel, last } = result;
        const isShut = cancel.httpStatus === 0 && (await isThere(engine.build(call).url));
        tell(key, { state: end, cancel, isShut, ...(last && { last }), ...(finalState && { finalState }) });
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

    async *list(profile, call, signal) {
      try {
        yield* engine.listTasks(call, options(profile, signal));
      } catch (/** @type {any} */ error) {
        if (error.outcome?.httpStatus !== 0) throw new Trouble(problemOf(error));
        const isShut = await isThere(engine.build(call).url);
        throw new Trouble({ ...outcomeProblem(error.outcome), isShut });
      }
    },

    async start(calls) {
      const id = crypto.randomUUID();
      begun.set(id, { calls, controller: new AbortController() });
      return id;
    },

    async watch(id, watch) {
      const run = begun.get(id);
      if (!run) throw new Trouble({ code: "no-such-job", message: id });
      const calls = run.calls.map((one, index) => ({ ...one, key: `${id}:${index}` }));
      watch.total(calls.length);
      for (const { key, call, profile, id: task } of calls)
        watch.tell(key, { call, profile: profile.name, id: task, state: "waiting" });
      const signal = AbortSignal.any([run.controller.signal, watch.signal]);
      const groups = groupBy(calls, ({ profile }) => profile);
      await Promise.all([...groups].map(([profile, own]) => runProfile(profile, own, watch, signal)));
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
      held.clear();
      for (const { controller } of begun.values()) controller.abort();
    },
  };
}
