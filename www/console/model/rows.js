// The rows of the list: which are shown, in which order, and which of those that were chosen can be called off.

/** @import { App, Row, State, Sort, Tab, TaskView } from "../types.d.ts" */

/** Every state's tab. @type {Record<string, Tab>} */
const TABS = {
  queued: "running",
  running: "running",
  unknown: "running",
  canceling: "ending",
  deleting: "ending",
};

/** @param {TaskView} task @returns {Tab} */
export const tabOf = ({ state, terminal }) => (terminal ? "ended" : (TABS[state] ?? "ended"));

/** Since when it runs: Unix milliseconds. A time without a zone is taken for this machine's. @param {TaskView} task */
export const sinceOf = ({ startedAt, createdAt }) => {
  const time = Date.parse(startedAt ?? createdAt ?? "");
  return Number.isNaN(time) ? undefined : time;
};

/** The rows of the places that are shown. @param {State} state @returns {Row[]} */
export const rowsOf = ({ places, shown, listings }) =>
  places
    .filter(({ id }) => shown === "all" || shown === id)
    .flatMap(({ id }) => listings.get(id)?.rows ?? []);

/** @param {Row[]} rows @returns {Record<Tab, number>} */
export function tabCounts(rows) {
  const counts = { running: 0, ending: 0, ended: 0, all: rows.length };
  for (const { task } of rows) counts[tabOf(task)] += 1;
  return counts;
}

/** What a search looks through, by row. @type {WeakMap<Row, string>} */
const words = new WeakMap();

/** @param {Row} row */
function wordsOf(row) {
  const known = words.get(row);
  if (known !== undefined) return known;
  const { task, place } = row;
  const { id, type, source, rawState, state, parents = {} } = task;
  const all = [id, type, source, rawState, state, place.cancel.id, ...Object.values(parents)]
    .join(" ")
    .toLowerCase();
  words.set(row, all);
  return all;
}

/** @type {Record<Sort["by"], (row: Row) => string | number>} */
const SORT_KEYS = {
  state: ({ task }) => task.state,
  task: ({ task }) => task.id,
  type: ({ task, place }) => `${place.cancel.id} ${task.type ?? ""}`,
  age: ({ task }) => sinceOf(task) ?? Number.POSITIVE_INFINITY,
  done: ({ task }) => task.progress ?? -1,
};

/** @param {Row[]} rows @param {Sort} sort */
function sorted(rows, { by, isDown }) {
  const order = isDown ? -1 : 1;
  return rows
    .map((row) => ({ row, key: SORT_KEYS[by](row) }))
    .sort((a, b) => (a.key < b.key ? -order : a.key > b.key ? order : 0))
    .map(({ row }) => row);
}

/** The rows as they are shown. @param {State} state */
export function visibleRows(state) {
  const wanted = state.query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rowsOf(state).filter(
    (row) =>
      (state.tab === "all" || tabOf(row.task) === state.tab) &&
      wanted.every((word) => wordsOf(row).includes(word)),
  );
  return sorted(found, state.sort);
}

/** Why a row cannot be called off, or undefined where it can. @param {Row} row @returns {"ended" | "ending" | "state" | "no-call" | undefined} */
export function whyNot({ task, call }) {
  if (!call) return "no-call";
  if (task.terminal) return "ended";
  if (tabOf(task) === "ending") return "ending";
  return task.cancelable === false ? "state" : undefined;
}

/** @param {Iterable<Row>} rows */
export function splitRows(rows) {
  const all = [...rows];
  return {
    rows: /** @type {import("../types.d.ts").Question["rows"]} */ (all.filter((row) => !whyNot(row))),
    leftOut: all.flatMap((row) => {
      const why = whyNot(row);
      return why ? [{ row, why }] : [];
    }),
  };
}
