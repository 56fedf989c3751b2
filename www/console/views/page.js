// The whole page: bar, strips, rail, what is looked at, details, and the question over all of it.
import { html } from "lit-html";
import { barView, stripView } from "./bar.js";
import { connectView } from "./connect.js";
import { dialogView } from "./dialogs.js";
import { doorsView, signinView } from "./doors.js";
import { explainView } from "./explain.js";
import { historyView } from "./history.js";
import { inspectorView } from "./inspector.js";
import { listView } from "./list.js";
import { skeleton } from "./parts.js";
import { questionView } from "./question.js";
import { railView } from "./rail.js";
import { runStrip, runView } from "./run.js";
import { selectionView } from "./selection.js";

/** @import { App, View } from "../types.d.ts" */

/** @type {Record<View, (app: App) => unknown>} */
const views = {
  list: listView,
  run: runView,
  history: historyView,
  explain: explainView,
  connect: connectView,
  signin: signinView,
};

/** @param {App} app */
function mainView(app) {
  const { work, view, isEntering } = app.state;
  if (isEntering && !work) return skeleton;
  const needsWork = ["list", "run", "history"].includes(view);
  return work || !needsWork ? views[view](app) : doorsView(app);
}

/** @param {App} app */
export function pageView(app) {
  const { work, view, announcement, warning, isEntering } = app.state;
  return html`
    ${barView(app)}
    ${stripView(app)}
    ${runStrip(app)}
    <div class="body ${work || isEntering ? "" : "alone"}">
      ${railView(app)}
      <main id="main">${mainView(app)}${work && view === "list" ? selectionView(app) : ""}</main>
      ${inspectorView(app)}
    </div>
    ${questionView(app)}
    ${dialogView(app)}
    ${warning ? html`<p class="toast">${warning}</p>` : ""}
    <p class="hidden" role="status" aria-live="polite">${announcement}</p>`;
}
