// The keyboard's list, and the palette: all that one can do, by its name.
import { html, nothing } from "lit-html";
import { leave, leaveNow } from "../app/entry.js";
import { onDialogCancel } from "../app/keyboard.js";
import { refresh, show } from "../app/listing.js";
import { closeDialog, go, openDialog } from "../app/navigation.js";
import { practice } from "../app/practising.js";
import { openHistory } from "../app/recording.js";
import { chooseLetters } from "../app/settings.js";
import { shortcuts, writtenKeys } from "../model/keys.js";
import { visibleRows } from "../model/rows.js";
import { commandsView } from "./commands.js";
import { icon } from "./icons.js";
import { serviceName } from "./parts.js";

/** @import { App } from "../types.d.ts" */

/** @param {App} app @param {string} title @param {unknown} body @param {string} [kind] */
export const dialog = (app, title, body, kind = "") => html`
  <dialog class=${kind} aria-labelledby="dialog-title" @cancel=${(/** @type {Event} */ event) => onDialogCancel(app, event)}
    @click=${(/** @type {Event} */ { target, currentTarget }) => target === currentTarget && closeDialog(app)}>
    <div class="dialog-body">
      <header><h2 id="dialog-title">${title}</h2>
        <button type="button" class="ghost square" aria-label=${app.state.t.close} @click=${() => closeDialog(app)}>${icon("close")}</button></header>
      ${body}
    </div>
  </dialog>`;

/** @param {App} app */
function helpView(app) {
  const { t, letters } = app.state;
  return dialog(
    app,
    t.keys.title,
    html`
      <label class="check"><input type="checkbox" .checked=${letters} @change=${(/** @type {any} */ { target }) => chooseLetters(app, target.checked)} /> ${t.keys.letters}</label>
      <p class="help">${t.keys.lettersHelp}</p>
      <dl class="keys">${shortcuts.map((shortcut) => html`<div><dt>${writtenKeys(shortcut).map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${t.keys.list[shortcut.id]}</dd></div>`)}</dl>`,
  );
}

/** All that can be done here. @param {App} app */
function commandsOf(app) {
  const { t, work, places } = app.state;
  const own = work
    ? [
        { name: t.rail.everything, run: () => show(app, "all") },
        ...places.map((place) => ({
          name: `${serviceName(t, place.cancel)}${work.kind === "worker" ? ` · ${place.profile.name}` : ""}`,
          run: () => show(app, place.id),
        })),
        { name: t.list.refresh, run: () => refresh(app) },
        { name: t.history.title, run: () => openHistory(app) },
        { name: work.kind === "alone" ? t.bar.forget : t.bar.signOut, run: () => leave(app) },
      ]
    : [
        { name: t.doors.practice, run: () => practice(app) },
        { name: t.doors.connect, run: () => go(app, "connect") },
        { name: t.doors.signin, run: () => go(app, "signin") },
      ];
  return [
    ...own,
    { name: t.explain.title, run: () => go(app, "explain") },
    { name: t.keys.title, run: () => openDialog(app, "help") },
  ];
}

/** @param {App} app */
function paletteView(app) {
  const { t, paletteQuery } = app.state;
  const words = paletteQuery.toLowerCase().split(/\s+/);
  const found = commandsOf(app).filter(({ name }) =>
    words.every((word) => name.toLowerCase().includes(word)),
  );
  const choose = (/** @type {(() => void) | undefined} */ run) => {
    closeDialog(app);
    run?.();
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (found[0]) choose(found[0].run);
  };
  return dialog(
    app,
    t.palette.title,
    html`
      <form @submit=${submit}>
        <input type="search" autofocus aria-label=${t.palette.placeholder} placeholder=${t.palette.placeholder} .value=${paletteQuery}
          @input=${(/** @type {any} */ { target }) => {
            app.state.paletteQuery = target.value;
            app.update();
          }} />
      </form>
      <ul class="palette-list">${found.map(({ name, run }) => html`<li><button type="button" class="rail-entry" @click=${() => choose(run)}>${name}</button></li>`)}</ul>
      ${found.length === 0 ? html`<p class="help">${t.palette.none}</p>` : nothing}`,
    "palette",
  );
}

/** The calls of the selection, or of the row that the keyboard is at. @param {App} app */
function copyView(app) {
  const { t, selection, cursor } = app.state;
  const rows =
    selection.size > 0 ? [...selection.values()] : visibleRows(app.state).filter(({ key }) => key === cursor);
  return dialog(
    app,
    t.copy.title,
    commandsView(
      app,
      rows.flatMap(({ call }) => call ?? []),
    ),
  );
}

/** Leaving would end a run. @param {App} app */
function leaveView(app) {
  const { t } = app.state;
  return dialog(
    app,
    t.leave.title,
    html`
      <p>${t.leave.help}</p>
      <p class="buttons">
        <button type="button" autofocus @click=${() => closeDialog(app)}>${t.leave.no}</button>
        <button type="button" class="danger" @click=${() => leaveNow(app)}>${t.leave.yes}</button>
      </p>`,
  );
}

/** @param {App} app */
export function dialogView(app) {
  if (app.state.dialog === "leave") return leaveView(app);
  if (app.state.dialog === "copy") return copyView(app);
  if (app.state.dialog === "help") return helpView(app);
  if (app.state.dialog === "palette") return paletteView(app);
  return nothing;
}
