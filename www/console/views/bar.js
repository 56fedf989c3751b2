// The bar at the top, and the strip that says that it is practice.
import { html, nothing } from "lit-html";
import { leave } from "../app/entry.js";
import { openDialog } from "../app/navigation.js";
import { chooseFault, startOver } from "../app/practising.js";
import { chooseLanguage, chooseTheme } from "../app/settings.js";
import { formats } from "../model/format.js";
import { languages } from "../texts/index.js";
import { faults } from "../work/practice.js";
import { icon } from "./icons.js";
import { foreign } from "./parts.js";

/** @import { App, State } from "../types.d.ts" */

/** Keys that expire within that time are told of. */
const DAY_MS = 86_400_000;
const SOON_MS = 600_000;

/** @type {Record<State["theme"], State["theme"]>} */
const nextTheme = { auto: "dark", dark: "light", light: "auto" };

/** @param {App} app */
function expiryView({ state: { t, lang, now, work } }) {
  const left = (work?.expiresAt || Number.POSITIVE_INFINITY) - now;
  if (left > DAY_MS) return nothing;
  const text = left > 0 ? t.bar.expires(formats(lang).duration(left)) : t.bar.expired;
  return html`<span class=${left < SOON_MS ? "wait" : "who"}>${icon("clock")} ${text}</span>`;
}

/** @param {App} app */
function whoView(app) {
  const { t, work } = app.state;
  if (!work || work.isPractice) return nothing;
  const isAlone = work.kind === "alone";
  return html`
    ${expiryView(app)}
    <span class="who" title=${isAlone ? t.bar.keysHeld : t.bar.key}>${icon("key")} ${foreign(work.who)}</span>
    <button type="button" class="quiet" @click=${() => leave(app)}>${isAlone ? t.bar.forget : t.bar.signOut}</button>`;
}

/** @param {App} app */
export function barView(app) {
  const { t, lang, theme, work } = app.state;
  return html`
    <header class="bar">
      ${
        work
          ? html`<button type="button" class="ghost square only-narrow" aria-label=${t.bar.menu} popovertarget="rail">${icon("menu")}</button>`
          : nothing
      }
      <span class="brand"><span class="mark"></span>calloff</span>
      <span class="fill"></span>
      ${whoView(app)}
      <button type="button" class="ghost" title=${t.bar.commands} @click=${() => openDialog(app, "palette")}><kbd>Ctrl K</kbd></button>
      <button type="button" class="ghost square" title=${t.bar.help} aria-label=${t.bar.help} @click=${() => openDialog(app, "help")}>?</button>
      <button type="button" class="ghost square" title="${t.bar.theme}: ${t.themes[theme]}" aria-label="${t.bar.theme}: ${t.themes[theme]}"
        @click=${() => chooseTheme(app, nextTheme[theme])}>${icon("theme")}</button>
      <select class="ghost" aria-label=${t.bar.language} @change=${async (/** @type {any} */ { target }) => {
        await chooseLanguage(app, target.value);
        target.value = app.state.lang;
      }}>
        ${Object.entries(languages).map(([id, { name }]) => html`<option value=${id} lang=${id} ?selected=${id === lang}>${name}</option>`)}
      </select>
    </header>`;
}

/** @param {App} app */
export function stripView(app) {
  const { t, lang, work, fault, isBusy, isEntering } = app.state;
  const offset = work?.clock?.offsetMs ?? 0;
  const clock =
    offset === 0
      ? nothing
      : html`
        <div class="strip clock" role="region" aria-label=${t.bar.clockTitle}>${icon("clock")}
          <span>${t.bar.clock(formats(lang).duration(Math.abs(offset)), offset > 0)}</span>
          <button type="button" class="quiet" @click=${() => {
            work?.clock?.reset();
            app.update();
          }}>${t.bar.clockReset}</button>
        </div>`;
  if (!work?.isPractice && !isEntering) return clock;
  return html`
    <div class="strip practice" role="region" aria-label=${t.bar.practice}>
      <strong>${t.bar.practice}</strong>
      <label>${t.bar.fault}
        <select name="fault" ?disabled=${isBusy} @change=${(/** @type {any} */ { target }) => chooseFault(app, target.value)}>
          ${Object.keys(faults).map((id) => html`<option value=${id} ?selected=${id === fault}>${t.faults[id]}</option>`)}
        </select>
      </label>
      <span class="fill"></span>
      <button type="button" class="quiet" ?disabled=${isBusy} @click=${() => startOver(app)}>${t.bar.reset}</button>
      <button type="button" class="quiet" @click=${() => leave(app)}>${t.bar.leavePractice}</button>
    </div>
    ${clock}`;
}
