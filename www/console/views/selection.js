// What was chosen, and the way to the question.
import { html, nothing } from "lit-html";
import { ask } from "../app/asking.js";
import { clearSelection } from "../app/choosing.js";
import { openDialog } from "../app/navigation.js";
import { splitRows } from "../model/rows.js";

/** @import { App } from "../types.d.ts" */

/** @param {App} app */
export function selectionView(app) {
  const { t, selection, work } = app.state;
  if (selection.size === 0) return nothing;
  const { rows, leftOut } = splitRows(selection.values());
  return html`
    <div class="selection" role="group" aria-label=${t.selection.selected(selection.size)}>
      <span><b>${t.selection.selected(selection.size)}</b>
        ${leftOut.length > 0 ? html`<span class="wide"> · ${t.selection.can(rows.length)} · ${t.selection.cannot(leftOut.length)}</span>` : nothing}</span>
      <span class="fill"></span>
      <button type="button" class="quiet" @click=${() => clearSelection(app)}>${t.selection.clear}</button>
      <button type="button" class="quiet wide" @click=${() => openDialog(app, "copy")}>${t.copy.title}…</button>
      ${
        work?.mayCallOff
          ? html`<button type="button" class="danger" ?disabled=${rows.length === 0} @click=${() => ask(app)}>${t.selection.callOff(rows.length)}</button>`
          : html`<span>${t.bar.viewer}</span>`
      }
    </div>`;
}
