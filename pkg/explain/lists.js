// Whose list tasks are of that stand without their reply around them: by their names, or by the form of their values.
import { known, operationAnswering } from "./catalogue.js";
import { LISTS } from "./words.js";

/**
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {typeof LISTS[number]} List
 * @typedef {{ answer: Operation, json: string }} Answer the reply as its vendor sends it
 */

/** The lists that a text may have, the likely ones first. @param {Operation[]} likely */
export function listsFor(likely) {
  const told = new Set(likely.map(({ service }) => service));
  const isTold = (/** @type {List} */ { operation }) => told.has(operation.replace(/:.*/, ""));
  return [...LISTS.filter(isTold), ...LISTS.filter((list) => !isTold(list) && !list.isVague)];
}

/** A row as a task of the list. @param {List} list @param {unknown} row @returns {object | undefined} */
export function itemOf({ id, state, form, states, others = [] }, row) {
  if (typeof row !== "object" || row === null) return undefined;
  if (id in row && state in row) return row;
  const values = Object.values(row).map(String);
  const [own, another] = values.map((value) => form.exec(value)).filter((match) => match !== null);
  // A number of the row may look like a state: it stands first.
  const last = values.filter((value) => states.test(value)).pop();
  if (!own || another || !last) return undefined;
  // Behind a time it is the level of a log.
  if (last === "ERROR" && /\d:\d\d:\d/.test(values[0] ?? "")) return undefined;
  const more = others.map(([name, other]) => [name, values.find((value) => other.test(value))]);
  return Object.fromEntries([[id, own[1] ?? own[0]], [state, last], ...more]);
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
