// A run: the tasks that are being called off, and what became of each.

/** @import { Counts, Run, RunChange, RunRow } from "../types.d.ts" */

/** @param {string} id @param {number} at @returns {Run} */
export const newRun = (id, at) => ({ id, at, total: 0, rows: new Map(), isStopped: false, isOver: false });

/** What a row's event says: the provider's word for the task, or what the page knows. @param {RunRow} row */
const wordOf = ({ state, last, cancel, finalState, error }) => {
  if (state === "failed") return error?.code ?? state;
  if (state === "canceling") return last?.task?.state ?? cancel?.verdict ?? "sent";
  return finalState ?? state;
};

/** @param {Run} run @param {string} key @param {RunChange} change @param {number} now */
export function applyChange(run, key, change, now) {
  const { at = now, ...told } = change;
  const before = run.rows.get(key);
  /** @type {RunRow} */
  const row = {
    .../** @type {any} */ ({ key, id: "", profile: "", state: "waiting", events: [] }),
    ...before,
    ...told,
  };
  const what = wordOf(row);
  if (row.state !== "waiting" && row.events.at(-1)?.what !== what) row.events = [...row.events, { at, what }];
  run.rows.set(key, row);
}

/** @param {Run} run @returns {Counts} */
export function countsOf({ rows, total }) {
  const counts = { waiting: 0, canceling: 0, confirmed: 0, refused: 0, unconfirmed: 0, failed: 0 };
  for (const { state } of rows.values()) counts[state] += 1;
  counts.waiting += Math.max(0, total - rows.size);
  return { ...counts, total: Math.max(total, rows.size) };
}

/** @param {Counts} counts */
export const endedOf = ({ total, waiting, canceling }) => total - waiting - canceling;

/** It had ended before anybody called it off. @param {RunRow} row */
export const hadEnded = ({ cancel }) => cancel?.verdict === "already-ended";

/** How a row stands, in one word: its state, told apart where that helps. @param {RunRow} row */
export const endOf = (row) => (row.state === "confirmed" && hadEnded(row) ? "hadEnded" : row.state);

/**
 * What is to be kept of a run or sent to a colleague: no secret is in it.
 * @param {Run} run
 */
export function reportOf(run) {
  const { total, ...counts } = countsOf(run);
  const numbers = Object.entries(counts).filter(([, count]) => count > 0);
  const lines = [...run.rows.values()].map(({ id, state, finalState, call, cancel, error }) =>
    [
      state,
      id,
      call.operation,
      call.region,
      finalState ?? "",
      cancel?.code ?? error?.code ?? "",
      cancel?.requestId ?? "",
    ].join("\t"),
  );
  return [
    `calloff ${new Date(run.at).toISOString()} ${run.id}`,
    [`${total} tasks`, ...numbers.map(([name, count]) => `${count} ${name}`)].join(", "),
    ...lines,
    "",
  ].join("\n");
}
