// What was done by somebody who works alone, kept for as long as the tab lives. No secret is ever in it.
import { countsOf } from "./run.js";

/** @import { Entry, PastRun, Run } from "../types.d.ts" */

const KEY = "calloff-history";
const MAX_RUNS = 50;
const MAX_ENTRIES = 1_000;

/** @typedef {{ runs: PastRun[], entries: Entry[] }} Kept */

/** @returns {Kept} */
export function readHistory() {
  try {
    const { runs = [], entries = [] } = JSON.parse(sessionStorage.getItem(KEY) ?? "");
    return { runs, entries };
  } catch {
    return { runs: [], entries: [] };
  }
}

/** @param {Run} run @param {string} who */
export function keepRun(run, who) {
  const { runs, entries } = readHistory();
  const rows = [...run.rows.values()];
  const profile = [...new Set(rows.map((row) => row.profile))].join(", ");
  const { at: begunAt = Date.now() } = run;
  /** @type {PastRun} */
  const past = { id: run.id, at: new Date(begunAt).toISOString(), who, profile, counts: countsOf(run) };
  const told = rows.map(({ id, call, state, cancel, events, profile: name, error }) => ({
    at: new Date(events.at(-1)?.at ?? begunAt).toISOString(),
    who,
    what: state,
    profile: name,
    run: run.id,
    operation: call.operation,
    task: id,
    ...(cancel && { verdict: cancel.verdict }),
    ...(cancel?.requestId && { requestId: cancel.requestId }),
    ...((cancel?.code ?? error?.code) && { code: cancel?.code ?? error?.code }),
    end: state,
  }));
  const kept = {
    runs: [past, ...runs.filter(({ id }) => id !== run.id)].slice(0, MAX_RUNS),
    entries: [...told, ...entries.filter((entry) => entry.run !== run.id)].slice(0, MAX_ENTRIES),
  };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // No room, or none allowed: the history is a convenience.
  }
}
