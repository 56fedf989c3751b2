// The selection, and the row that the keyboard is at.
import { visibleRows, whyNot } from "../model/rows.js";

/** @import { App, Row, Sort, Tab } from "../types.d.ts" */

/** @param {App} app @param {Row} row @param {boolean} [isOn] */
export function select(app, row, isOn = !app.state.selection.has(row.key)) {
  if (isOn) app.state.selection.set(row.key, row);
  else app.state.selection.delete(row.key);
  app.update();
}

/** @param {App} app */
export function clearSelection(app) {
  app.state.selection.clear();
  app.update();
}

/** All that are shown and can be called off; where they are chosen already, none. @param {App} app */
export function selectAll(app) {
  const rows = visibleRows(app.state).filter((row) => !whyNot(row));
  const isAll = rows.length > 0 && rows.every(({ key }) => app.state.selection.has(key));
  for (const row of rows) {
    if (isAll) app.state.selection.delete(row.key);
    else app.state.selection.set(row.key, row);
  }
  app.update();
}

/** From the last row that was chosen to this. @param {App} app @param {Row} row */
export function selectTo(app, row) {
  const rows = visibleRows(app.state);
  const last = [...app.state.selection.keys()].at(-1);
  const to = rows.findIndex(({ key }) => key === row.key);
  const from = rows.findIndex(({ key }) => key === last);
  // From one that is not shown, nobody sees how far it is.
  for (const one of rows.slice(from < 0 ? to : Math.min(from, to), Math.max(from, to) + 1))
    app.state.selection.set(one.key, one);
  app.update();
}

/** @param {App} app @param {string} key @param {boolean} [isOpen] */
export function inspect(app, key, isOpen = true) {
  app.state.cursor = key;
  app.state.inspected = isOpen ? key : "";
  app.update();
}

/** The keyboard is at this row. @param {App} app @param {string} key */
export function moveTo(app, key) {
  if (app.state.cursor === key) return;
  app.state.cursor = key;
  app.update();
}

/** @param {App} app @param {Tab} tab */
export function setTab(app, tab) {
  app.state.tab = tab;
  app.update();
}

/** @param {App} app @param {string} query */
export function setQuery(app, query) {
  app.state.query = query;
  app.update();
}

/** By this, or the other way round. @param {App} app @param {Sort["by"]} by */
export function sortBy(app, by) {
  const { sort } = app.state;
  app.state.sort = { by, isDown: sort.by === by && !sort.isDown };
  app.update();
}
