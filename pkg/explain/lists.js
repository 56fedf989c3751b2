// Whose list tasks are of that stand without their reply around them: by their names, or by the form of their values.
import { known, operationAnswering } from "./catalogue.js";
import { LISTS } from "./words.js";

/**
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {typeof LISTS[number]} List
 * @typedef {{ answer: Operation, json: string }} Answer the reply as its vendor sends it
 */

/** The lists that a text may have. @param {Operation[]} likely whose replies it has most likely */
export const listsFor = (likely) =>
  LISTS.filter(
    ({ operation, isVague }) => !isVague || likely.some(({ service }) => operation.startsWith(`${service}:`)),
  );

/** Members that may hold a state, and places in a row: `expected`, `from` and `severity` hold something else. */
const STATE_NAME = /^\d|^.$|st|life/i;

/** A row as a task of the list. @param {List} list @param {unknown} row its cells or members @returns {object | undefined} */
export function itemOf({ id, state, form, states, others = [] }, row) {
  if (!(row instanceof Object)) return undefined;
  if (id in row && state in row) return row;
  const names = Object.keys(row);
  const values = Object.values(row).map(String);
  const [own, another] = values.filter((value) => form.test(value));
  const seen = values.filter((value, at) => states.test(value) && STATE_NAME.test(names[at] ?? ""));
  const last = seen.pop();
  if (!own || another || !last) return undefined;
  // Of several words nobody knows which is the state now; of several numbers it is the last.
  if (seen.some((value) => value > "A" && value !== last)) return undefined;
  // Beside a day or a time it is the level of a log.
  if (last === "ERROR" && /\d[:-]\d\d[:-]\d/.test(values.join())) return undefined;
  const more = others.map(([name, other]) => [name, values.find((value) => other.test(value))]);
  return Object.fromEntries([[id, form.exec(own)?.[1] ?? own], [state, last], ...more]);
}

/**
 * @param {List} list @param {object[]} items its tasks
 * @param {Operation[]} near the operation that was told last before
 * @returns {Answer | undefined}
 */
export function answerOf({ operation, path }, items, near) {
  // What a cancel or status call answers is one task, without a list around it.
  const single = items.length > 1 ? [] : near.filter(({ kind }) => kind !== "list");
  const own = operationAnswering(items[0], single);
  const body = own
    ? items[0]
    : path.reduceRight((/** @type {object} */ inner, name) => ({ [name]: inner }), items);
  const answer =
    own ??
    operationAnswering(
      body,
      known().all.filter(({ id }) => id === operation),
    );
  return answer && { answer, json: JSON.stringify(body) };
}
