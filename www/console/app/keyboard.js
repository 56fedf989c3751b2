// What keys do. Nothing is called off by a key without the question.
import { shortcutFor } from "../model/keys.js";
import { visibleRows } from "../model/rows.js";
import { ask, confirm, dismiss } from "./asking.js";
import { clearSelection, inspect, select, selectAll, selectTo } from "./choosing.js";
import { copy } from "./clipboard.js";
import { focusCursor, giveUpFocus } from "./focus.js";
import { refresh, show } from "./listing.js";
import { closeDialog, go, openDialog } from "./navigation.js";
import { openHistory } from "./recording.js";

/** @import { App, Row, State } from "../types.d.ts" */

/** The letter that was typed just before, for a moment. */
let before = "";
const PAIR_MS = 1_000;

/** @param {App} app @returns {Row | undefined} */
const cursorRow = ({ state }) => visibleRows(state).find(({ key }) => key === state.cursor);

/** @param {App} app @param {number} step */
function move(app, step) {
  const { state } = app;
  const keys =
    state.view === "run"
      ? [...(state.run?.rows.keys() ?? [])].slice(0, state.limit)
      : visibleRows(state)
          .slice(0, state.limit)
          .map(({ key }) => key);
  const from = keys.indexOf(state.cursor);
  const to = from < 0 ? 0 : Math.min(keys.length - 1, Math.max(0, from + step));
  state.cursor = keys[to] ?? "";
  if (state.inspected) state.inspected = state.cursor;
  app.update();
  focusCursor();
}

/** @type {Record<string, (app: App, key: string) => void>} */
const actions = {
  search: () => document.getElementById("search")?.focus(),
  next: (app) => move(app, 1),
  previous: (app) => move(app, -1),
  select(app) {
    const row = cursorRow(app);
    if (row && app.state.view === "list") select(app, row);
  },
  selectTo(app) {
    const row = cursorRow(app);
    if (row && app.state.view === "list") selectTo(app, row);
  },
  selectAll: (app) => app.state.view === "list" && selectAll(app),
  clear(app) {
    const { state } = app;
    const drawer = document.querySelector("[popover]:popover-open");
    if (drawer instanceof HTMLElement) drawer.hidePopover();
    else if (state.inspected) inspect(app, state.inspected, false);
    else if (state.view !== "list") go(app, "list");
    else if (state.selection.size > 0) clearSelection(app);
  },
  inspect: (app) => app.state.cursor && inspect(app, app.state.cursor),
  callOff(app) {
    if (app.state.view !== "list") return;
    const row = cursorRow(app);
    if (app.state.selection.size > 0) ask(app);
    else if (row) ask(app, [row]);
  },
  refresh: (app) => refresh(app),
  copyId(app) {
    const id = cursorRow(app)?.task.id ?? app.state.run?.rows.get(app.state.cursor)?.id;
    if (id) copy(app, id);
  },
  copyAs: (app) => (app.state.selection.size > 0 || cursorRow(app)) && openDialog(app, "copy"),
  place(app, key) {
    const place = app.state.places[Number(key) - 1];
    if (key === "0") show(app, "all");
    else if (place) show(app, place.id);
  },
  reply: (app) => go(app, "explain"),
  runs: (app) => app.state.work && openHistory(app),
  palette: (app) => openDialog(app, "palette"),
  help: (app) => openDialog(app, "help"),
};

/** Where typing means text. @param {EventTarget | null} target */
const isText = (target) =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !["checkbox", "radio"].includes(target.type));

/** Enter and Space are for the button that has the focus. @param {EventTarget | null} target @param {string} key */
const isOwnKey = (target, key) =>
  (target instanceof Element && target.closest("button, a, summary") && (key === "Enter" || key === " ")) ||
  (target instanceof HTMLInputElement && key === " ");

/** Arrow keys go from row to row; elsewhere they are the browser's, for scrolling and for radio buttons. @param {State} state @param {EventTarget | null} target */
const areRowKeys = ({ work, view }, target) =>
  work !== undefined &&
  ["list", "run"].includes(view) &&
  !(target instanceof Element && target.closest("aside, nav, [popover], [type=radio]"));

/** @param {App} app @param {KeyboardEvent} event */
export function onKey(app, event) {
  const { state } = app;
  const { key, target } = event;
  const shortcut = shortcutFor(event, before, state.letters);
  before = key === "g" ? "g" : "";
  if (before) setTimeout(() => (before = ""), PAIR_MS);
  const isDialog = state.question !== undefined || state.dialog !== undefined;
  if (state.question && (event.ctrlKey || event.metaKey) && key === "Enter") return confirm(app);
  // Dialogs close by themselves on Escape.
  if (!shortcut || shortcut.id === "confirm" || isDialog) return;
  if (isText(target) && !event.ctrlKey && !event.metaKey) {
    if (key === "Escape") giveUpFocus();
    return;
  }
  if (event.repeat && !["next", "previous"].includes(shortcut.id)) return;
  if (isOwnKey(target, key)) return;
  if (key.startsWith("Arrow") && !areRowKeys(state, target)) return;
  event.preventDefault();
  actions[shortcut.id]?.(app, key);
}

/** Escape, in a dialog. @param {App} app @param {Event} event */
export function onDialogCancel(app, event) {
  event.preventDefault();
  if (app.state.question) dismiss(app);
  else closeDialog(app);
}
