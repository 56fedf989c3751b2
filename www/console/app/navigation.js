// Going from one part of the page to another, and what the address says of it.
import { addressIn, fragmentOf } from "../model/fragment.js";
import { openRun } from "./calling.js";
import { show } from "./listing.js";
import { openHistory } from "./recording.js";

/** @import { App, State, View } from "../types.d.ts" */

/** @param {App} app @param {View} view */
export function go(app, view) {
  app.state.view = view;
  app.state.inspected = "";
  delete app.state.problem;
  app.update();
}

/** @param {App} app @param {NonNullable<State["dialog"]>} dialog */
export function openDialog(app, dialog) {
  app.state.dialog = dialog;
  app.state.paletteQuery = "";
  app.update();
}

/** @param {App} app */
export function closeDialog(app) {
  delete app.state.dialog;
  app.update();
}

/** What makes another entry in the tab's history. @param {URLSearchParams} fragment */
const placeIn = (fragment) => ["view", "shown", "run"].map((name) => fragment.get(name)).join();

/** The address says where the page is. Before anybody has come in, it keeps what it was called with. @param {App} app */
export function writeAddress({ state }) {
  const before = new URLSearchParams(location.hash.slice(1));
  let fragment = state.work ? fragmentOf(state) : "";
  if (!state.work) {
    const next = new URLSearchParams(before);
    next.delete("view");
    if (state.view !== "list") next.set("view", state.view);
    fragment = next.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
  }
  if (fragment === location.hash.slice(1)) return;
  const isNew = state.work && placeIn(before) !== placeIn(new URLSearchParams(fragment)) && before.has("way");
  const address = fragment ? `#${fragment}` : location.pathname + location.search;
  if (isNew) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Somebody went back or forth, or changed the address. @param {App} app */
export function followAddress(app) {
  const { state } = app;
  const { view = "list", shown, tab = "running", query = "", task = "", run } = addressIn(location.hash);
  Object.assign(state, { tab, query });
  if (!state.work) return go(app, view);
  if (view === "history") openHistory(app);
  else if (view === "run" && run) openRun(app, run);
  else if (view === "list" && shown) show(app, shown);
  else go(app, view);
  state.inspected = task;
  app.update();
}
