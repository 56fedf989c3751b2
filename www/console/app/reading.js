// Texts: what a pasted one means, and the task that it names.
import { copyOf, idField, isComplete, regionsOf } from "../model/place.js";
import { problemOf } from "../model/problem.js";
import { ask } from "./asking.js";
import { explainOf } from "./engine.js";
import { rowFor, setPlace, settle, show, takeTasks } from "./listing.js";

/** @import { App, Explanation, Place, State, TaskView } from "../types.d.ts" */

const PAUSE_MS = 150;
/** Longer texts are cut, so that reading one never stops the page. */
const MAX_TEXT = 2_000_000;
let timer = 0;

/** @param {App} app @param {string} text */
export function readText(app, text) {
  const explain = { text: text.slice(0, MAX_TEXT), isCut: text.length > MAX_TEXT, isLoading: text !== "" };
  app.state.explain = explain;
  app.update();
  clearTimeout(timer);
  if (text === "") return;
  timer = window.setTimeout(async () => {
    /** @type {State["explain"]} */
    const read = { ...explain, isLoading: false };
    try {
      read.explanation = (await explainOf(app))(explain.text);
    } catch (error) {
      read.problem = problemOf(error);
    }
    if (app.state.explain !== explain) return;
    app.state.explain = read;
    app.announce(read.explanation?.summary ?? "");
  }, PAUSE_MS);
}

/**
 * A pasted ARN, URL or command fills every field of a place that it names.
 * @param {App} app
 * @param {Place} place
 * @param {string} text
 */
export async function pasteInto(app, place, text) {
  // An id alone is what the field is for.
  if (/^[\w-]+$/.test(text.trim())) return false;
  const explain = await explainOf(app);
  const { call } = explain(text, place.list.id);
  if (!call || Object.keys(call.params ?? {}).length === 0) return false;
  setPlace(app, place, told(place, call));
  return true;
}

/** The place of the operation that a text names. @param {App} app */
export function namedPlace({ state: { explain, places } }) {
  const operation = explain.explanation?.call?.operation ?? explain.explanation?.operation;
  const region = explain.explanation?.call?.region;
  const named = places.filter(
    ({ cancel, list }) =>
      [cancel.id, list.id, cancel.statusOperation].includes(operation) && operation !== undefined,
  );
  return named.find((place) => region && regionsOf(place).includes(region)) ?? named[0];
}

/** The region that a text names, where the place's profile does not have it. @param {App} app @param {Place} place */
export function foreignRegion({ state: { explain } }, place) {
  const region = explain.explanation?.call?.region;
  return region && !regionsOf(place).includes(region) ? region : "";
}

/** What a call tells of a place. @param {Place} place @param {NonNullable<Explanation["call"]>} call */
function told(place, { region, params = {} }) {
  const own = Object.fromEntries(
    Object.keys(place.params).flatMap((name) =>
      typeof params[name] === "string" ? [[name, params[name]]] : [],
    ),
  );
  return {
    ...(region && regionsOf(place).includes(region) && { region }),
    params: /** @type {Record<string, string>} */ (own),
  };
}

/** @param {App} app @param {Place} place */
const tell = (app, place) => settle(app, place, told(place, app.state.explain.explanation?.call ?? {}));

/** The id of the task that a text names. @param {App} app @param {Place} place */
export const namedTask = ({ state: { explain } }, place) => {
  const id = explain.explanation?.call?.params?.[idField(place.cancel)];
  return typeof id === "string" ? id : "";
};

/** Shows the list that the text's task is in. @param {App} app @param {Place} place */
export function goThere(app, place) {
  tell(app, place);
  app.state.tab = "all";
  app.state.query = namedTask(app, place);
  show(app, place.id);
}

/** Asks whether to call off the very task that the text names. @param {App} app @param {Place} place */
export function callOffNamed(app, place) {
  const { engine, explain } = app.state;
  if (foreignRegion(app, place)) return;
  tell(app, place);
  if (!engine || !isComplete(place)) return goThere(app, place);
  /** @type {TaskView} */
  const task = {
    id: namedTask(app, place),
    state: "unknown",
    rawState: "?",
    terminal: false,
    cancelable: null,
    parents: /** @type {Record<string, string>} */ (explain.explanation?.call?.params ?? {}),
  };
  ask(app, [rowFor(engine, copyOf(place), task)]);
}

/** Takes the tasks of a list's reply that was pasted. @param {App} app @param {Place} place @param {TaskView[]} tasks */
export function showTasks(app, place, tasks) {
  tell(app, place);
  takeTasks(app, place, tasks);
  app.state.tab = "all";
  app.state.shown = place.id;
  app.state.view = "list";
  app.update();
}
