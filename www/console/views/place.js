// Where to look: the region, and the ids that the list call cannot do without.
import { html, nothing } from "lit-html";
import { setPlace } from "../app/listing.js";
import { pasteInto } from "../app/reading.js";
import { isComplete, listCall, regionsOf, requiredOf } from "../model/place.js";
import { english, serviceName, tasksName } from "./parts.js";

/** @import { App, Place } from "../types.d.ts" */

/** @param {App} app @param {Place} place */
function regionField(app, place) {
  const { t } = app.state;
  const regions = regionsOf(place);
  return html`
    <label class="field small"><span>${t.bar.region}</span>
      <select name="region" @change=${(/** @type {any} */ { target }) => setPlace(app, place, { region: target.value })}>
        ${place.region === "" ? html`<option value="" selected>${t.bar.chooseRegion}</option>` : nothing}
        ${regions.map((region) => html`<option value=${region} ?selected=${region === place.region}>${region}</option>`)}
      </select>
    </label>`;
}

/** What is pasted into one field may fill all of them. @param {App} app @param {Place} place @param {ClipboardEvent} event */
function paste(app, place, { clipboardData, target }) {
  const text = clipboardData?.getData("text") ?? "";
  const input = /** @type {HTMLInputElement} */ (target);
  pasteInto(app, place, text).then((isTaken) => {
    if (isTaken) input.value = place.params[input.name] ?? "";
  });
}

/** The engine's findings on the fields that somebody has filled in. @param {App} app @param {Place} place */
function findingsOf({ state: { engine } }, place) {
  if (place.region === "") return [];
  const given = (/** @type {string} */ path) => place.params[path.replace("params.", "")] !== "";
  return (engine?.validate(listCall(place)) ?? []).filter(({ path }) => given(path));
}

/** @param {App} app @param {Place} place */
export function placeView(app, place) {
  const { t } = app.state;
  return html`
    <div class="place">
      <h1 tabindex="-1">${serviceName(t, place.cancel)} <small>${tasksName(t, place.cancel, place.list)}</small></h1>
      ${regionField(app, place)}
      ${requiredOf(place.list).map(
        ({ name, label, example, help }) => html`
          <label class="field small"><span lang="en" title=${help}>${label}</span>
            <input name=${name} spellcheck="false" autocapitalize="off" autocomplete="off" placeholder=${example}
              .value=${place.params[name] ?? ""}
              @paste=${(/** @type {ClipboardEvent} */ event) => paste(app, place, event)}
              @change=${(/** @type {any} */ { target }) => setPlace(app, place, { params: { [name]: target.value.trim() } })} />
          </label>`,
      )}
    </div>
    ${findingsOf(app, place).map(({ severity, message }) => html`<p class=${severity === "error" ? "fault" : "help"}>${english(message)}</p>`)}
    ${
      isComplete(place)
        ? nothing
        : html`<p class="note">${t.list.needs(
            [
              ...(place.region ? [] : [t.bar.region]),
              ...requiredOf(place.list)
                .filter(({ name }) => !place.params[name])
                .map(({ label }) => label),
            ].join(", "),
          )}</p>`
    }`;
}
