// Going from one part of the page to another, and what the address says of it.
import { addressIn, fragmentOf } from "../model/fragment.js";
import { regionsOf } from "../model/place.js";
import { dismiss } from "./asking.js";
import { openRun } from "./calling.js";
import { settle, show } from "./listing.js";
import { openHistory } from "./recording.js";
import { emptyDraft } from "./state.js";

/** @import { App, State, View } from "../types.d.ts" */

/** @param {App} app @param {View} view */
export function go(app, view) {
  const { state } = app;
  // Keys and tokens that were typed and not used are not kept for later.
  if (view !== state.view) Object.assign(state, { draft: emptyDraft(), token: "" });
  state.view = view;
  state.inspected = "";
  delete state.problem;
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

/** Looks where the address says. @param {App} app @param {import("../model/fragment.js").PlaceName[]} named */
function settleAll(app, named) {
  for (const { profile, cancel, region, params } of named) {
    const place = app.state.places.find((one) => one.profile.name === profile && one.cancel.id === cancel);
    if (!place || !regionsOf(place).includes(region)) continue;
    const own = Object.fromEntries(Object.keys(place.params).map((name) => [name, params[name] ?? ""]));
    settle(app, place, { region, params: own });
  }
}

/** Somebody went back or forth, or changed the address. @param {App} app */
export function followAddress(app) {
  const { state } = app;
  if (state.question || state.dialog) {
    // Going back closes what lies over the page; the page below stays where it is.
    history.pushState(null, "", `#${fragmentOf(state)}`);
    if (state.question) dismiss(app);
    else closeDialog(app);
    return;
  }
  const {
    view = "list",
    shown,
    tab = "running",
    query = "",
    task = "",
    run,
    places,
  } = addressIn(location.hash);
  settleAll(app, places);
  Object.assign(state, { tab, query });
  if (!state.work) return go(app, view);
  if (view === "history") openHistory(app);
  else if (view === "run" && run) openRun(app, run);
  else if (view === "list" && shown) show(app, state.places.some(({ id }) => id === shown) ? shown : "all");
  else go(app, view === "run" && !state.run ? "list" : view);
  state.inspected = task;
  app.update();
}
