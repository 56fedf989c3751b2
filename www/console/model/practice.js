// The practice cloud beside this page: keys out of public documentation, and tasks that nobody will miss.

/** @import { OperationSpec } from "calloff" */
/** @import { Draft } from "./draft.js" */
/**
 * The practice cloud's own books: its tasks, by service, and who may call it, by provider.
 * @typedef {{
 *   services: Record<string, { tasks: { ids: Record<string, string>, state: string }[] }>,
 *   keys: Record<string, Record<string, Record<string, string>>>,
 * }} Books
 */

const endpoint = new URL("cloud", document.baseURI).href;

/** @returns {Promise<Books>} */
export const readBooks = async () => {
  const response = await fetch(`${endpoint}/_control/state`);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
};

/** The tasks that an operation is for: those that have all the ids that it asks for. What has the same ids is one
 *  task to the caller, in several states at once (on several devices, say).
 *  @param {OperationSpec} spec @param {Books} books */
export const tasksFor = (spec, books) => {
  const service = spec.id.slice(0, spec.id.indexOf(":"));
  const names = spec.fields.filter(({ required }) => required).map(({ name }) => name);
  /** @type {Map<string, { ids: Record<string, string>, states: string[] }>} */
  const found = new Map();
  for (const { ids, state } of books.services[service]?.tasks ?? []) {
    if (!names.every((name) => name in ids)) continue;
    const own = Object.fromEntries(names.map((name) => [name, String(ids[name])]));
    const key = JSON.stringify(own);
    found.set(key, { ids: own, states: [...(found.get(key)?.states ?? []), state] });
  }
  return [...found.values()];
};

/** Fills in all that the practice cloud asks for, with the first task that can be canceled.
 *  @param {Draft} draft @param {Books} books */
export const enterPractice = (draft, books) => {
  const { spec } = draft;
  draft.set("endpoint", endpoint);
  draft.set("region", spec.regions[0] ?? "");
  draft.set("credentials", "access-key");
  for (const [name, value] of Object.entries(books.keys[spec.provider.id]?.user ?? {})) {
    draft.set(`credentials.${name}`, value);
  }
  const stuck = tasksFor(spec, books).find(({ states }) =>
    states.some((state) => spec.cancelableStates?.includes(state)),
  );
  if (stuck) draft.setIds(stuck.ids);
};
