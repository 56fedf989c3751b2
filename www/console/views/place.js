// Where to look: the region, and the ids that the list call cannot do without.
import { html, nothing } from "lit-html";
import { setPlace } from "../app/listing.js";
import { isComplete, regionsOf, requiredOf } from "../model/place.js";
import { serviceName, tasksName } from "./parts.js";

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

/** @param {App} app @param {Place} place */
export function placeView(app, place) {
  const { t } = app.state;
  return html`
    <div class="place">
      <h1>${serviceName(t, place.cancel)} <small>${tasksName(t, place.cancel, place.list)}</small></h1>
      ${regionField(app, place)}
      ${requiredOf(place.list).map(
        ({ name, label, example, help }) => html`
          <label class="field small" title=${help}><span>${label}</span>
            <input name=${name} spellcheck="false" autocapitalize="off" autocomplete="off" placeholder=${example}
              .value=${place.params[name] ?? ""}
              @change=${(/** @type {any} */ { target }) => setPlace(app, place, { params: { [name]: target.value.trim() } })} />
          </label>`,
      )}
    </div>
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
