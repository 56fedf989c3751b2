// The history: runs and the record, as the way of working keeps them.
import { problemOf } from "../model/problem.js";

/** @import { App } from "../types.d.ts" */

/** @param {App} app */
export async function readPastRuns(app) {
  const { work } = app.state;
  try {
    const runs = (await work?.runs()) ?? [];
    if (app.state.work === work) app.state.pastRuns = runs;
  } catch {
    // They are shown beside the list; the history itself tells what is wrong.
  }
  app.update();
}

/** @param {App} app @param {string} [search] */
export async function readHistory(app, search = app.state.history.search) {
  const { work } = app.state;
  const history = { ...app.state.history, search, isLoading: true };
  delete history.problem;
  app.state.history = history;
  app.update();
  try {
    history.entries = (await work?.entries(search)) ?? [];
  } catch (error) {
    history.problem = problemOf(error);
  }
  history.isLoading = false;
  app.update();
}

/** @param {App} app */
export function openHistory(app) {
  app.state.view = "history";
  app.state.inspected = "";
  return Promise.all([readPastRuns(app), readHistory(app)]);
}

/** @param {App} app */
export async function saveCsv(app) {
  const { work } = app.state;
  if (!work?.csv) return;
  try {
    const address = URL.createObjectURL(await work.csv());
    Object.assign(document.createElement("a"), { href: address, download: "calloff-history.csv" }).click();
    URL.revokeObjectURL(address);
  } catch (error) {
    app.state.history.problem = problemOf(error);
    app.update();
  }
}
