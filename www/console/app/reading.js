// Texts: what a pasted one means, and the task that it names.
import { idField, isComplete } from "../model/place.js";
import { ask } from "./calling.js";
import { explainOf } from "./engine.js";
import { rowFor, settle, show, takeTasks } from "./listing.js";

/** @import { App, Place, TaskView } from "../types.d.ts" */

const PAUSE_MS = 150;
/** Longer ones are cut: nobody reads them. */
const MAX_TEXT = 2_000_000;
let timer = 0;

/** @param {App} app @param {string} text */
export function readText(app, text) {
  const explain = { text: text.slice(0, MAX_TEXT), isLoading: text !== "" };
  app.state.explain = explain;
  app.update();
  clearTimeout(timer);
  if (text === "") return;
  timer = window.setTimeout(async () => {
    const read = await explainOf(app);
    if (app.state.explain !== explain) return;
    app.state.explain = { text: explain.text, isLoading: false, explanation: read(explain.text) };
    app.announce(app.state.explain.explanation?.summary ?? "");
    app.update();
  }, PAUSE_MS);
}

/** The place of the operation that a text names. @param {App} app */
export function namedPlace({ state: { explain, places } }) {
  const operation = explain.explanation?.call?.operation ?? explain.explanation?.operation;
  return places.find(
    ({ cancel, list }) =>
      [cancel.id, list.id, cancel.statusOperation].includes(operation) && operation !== undefined,
  );
}

/** @param {App} app @param {Place} place */
function tell(app, place) {
  const { region, params = {} } = app.state.explain.explanation?.call ?? {};
  const own = Object.fromEntries(
    Object.keys(place.params).flatMap((name) =>
      typeof params[name] === "string" ? [[name, params[name]]] : [],
    ),
  );
  settle(app, place, { ...(region && place.list.regions.includes(region) && { region }), params: own });
}

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
  ask(app, [rowFor(engine, place, task)]);
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
