// A run: the tasks that are being called off, and what became of each.

/** @import { Counts, Run, RunChange, RunRow } from "../types.d.ts" */

/** A job's id, as the Worker gives it. */
const JOB_ID = /^[0-9a-f]{32}$/;

/** The jobs that a run's id names, and whether it names nothing else. @param {string} text */
export function jobIdsIn(text) {
  const parts = [...new Set(text.split(","))];
  const ids = parts.filter((part) => JOB_ID.test(part));
  return { ids, isWhole: ids.length === parts.length };
}

/** @param {string} id @param {number} [at] @returns {Run} */
export const newRun = (id, at) => ({
  id,
  total: 0,
  rows: new Map(),
  isStopped: false,
  isOver: false,
  ...(at !== undefined && { at }),
});

/** States in which a task shows that it was called off. */
const ENDING = ["canceling", "deleting", "canceled"];

/** It was sent, and nothing yet shows that it was heard. @param {RunRow} row */
const isTrying = ({ state, cancel, last }) =>
  state === "canceling" && !cancel?.ok && !ENDING.includes(last?.task?.state ?? "");

/** What a row's event says: the provider's word for the task, or what the page knows. @param {RunRow} row */
const wordOf = ({ state, last, cancel, finalState, error }) => {
  if (state === "failed") return error?.code ?? state;
  if (state === "canceling") return last?.task?.state ?? cancel?.verdict ?? "sent";
  return finalState ?? state;
};

/** @param {RunRow} row */
const hasEnded = ({ state }) => state !== "waiting" && state !== "canceling";

/** @param {Run} run @param {string} key @param {RunChange} change */
export function applyChange(run, key, change) {
  const { at, ...told } = change;
  const before = run.rows.get(key);
  /** @type {RunRow} */
  const row = {
    .../** @type {any} */ ({ key, id: "", profile: "", state: "waiting", events: [] }),
    ...before,
    ...told,
  };
  // What comes late changes no end.
  if (before && hasEnded(before) && !hasEnded(row)) return;
  const what = wordOf(row);
  if (row.state !== "waiting" && row.events.at(-1)?.what !== what)
    row.events = [...row.events, { what, ...(at !== undefined && { at }) }];
  run.rows.set(key, row);
}

/** @param {Run} run @returns {Counts} */
export function countsOf({ rows, total, counts: told }) {
  const counts = { waiting: 0, canceling: 0, confirmed: 0, refused: 0, unconfirmed: 0, failed: 0 };
  let trying = 0;
  for (const row of rows.values()) {
    counts[row.state] += 1;
    if (isTrying(row)) trying += 1;
  }
  // The Worker counts its tasks itself: it knows of all of them.
  if (told) return { ...told, trying: Math.min(trying, told.canceling) };
  counts.waiting += Math.max(0, total - rows.size);
  return { ...counts, total: Math.max(total, rows.size), trying };
}

/** The parts that add up to all of them, in this order, without those that are empty. @param {Counts} counts */
export function partsOf({ confirmed, canceling, trying = 0, refused, unconfirmed, failed, waiting }) {
  const parts = {
    confirmed,
    canceling: canceling - trying,
    trying,
    refused,
    unconfirmed,
    failed,
    waiting,
  };
  return Object.entries(parts).filter(([, count]) => count > 0);
}

/** When its last task ended, where that is known of all of them. @param {Run} run */
export function lastEndOf({ rows, total }) {
  const times = [...rows.values()].map(({ events }) => events.at(-1)?.at);
  const known = times.filter((at) => at !== undefined);
  return known.length > 0 && known.length >= total ? Math.max(...known) : undefined;
}

/** @param {Counts} counts */
export const endedOf = ({ total, waiting, canceling }) => total - waiting - canceling;

/** It had ended before anybody called it off. @param {RunRow} row */
export const hadEnded = ({ cancel }) => cancel?.verdict === "already-ended";

/** How a row stands, in one word: its state, told apart where that helps. @param {RunRow} row */
export function endOf(row) {
  if (row.state === "confirmed" && hadEnded(row)) return "hadEnded";
  return isTrying(row) ? "trying" : row.state;
}

/** This page stopped asking after it had sent the call: how it ended is not known. @param {RunRow} row */
export const wasLeft = ({ state, error }) => state === "unconfirmed" && error !== undefined;

/**
 * What is to be kept of a run or sent to a colleague: no secret is in it.
 * @param {Run} run
 */
export function reportOf(run) {
  const counts = countsOf(run);
  const { total } = counts;
  const lines = [...run.rows.values()].map((row) => {
    const { id, finalState, call, cancel, error } = row;
    return [
      row.state === "confirmed" ? row.state : endOf(row),
      id,
      call.operation,
      call.region,
      finalState ?? "",
      cancel?.code ?? error?.code ?? "",
      cancel?.requestId ?? "",
    ].join("\t");
  });
  const more = total - run.rows.size;
  return [
    ["calloff", run.at === undefined ? "" : new Date(run.at).toISOString(), run.id].filter(Boolean).join(" "),
    [`${total} tasks`, ...partsOf(counts).map(([name, count]) => `${count} ${name}`)].join(", "),
    ...lines,
    ...(more > 0 ? [`${more} more`] : []),
    "",
  ].join("\n");
}
