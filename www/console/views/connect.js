// Keys, typed or pasted, for somebody who works alone.
import { html, nothing } from "lit-html";
import { connect } from "../app/entry.js";
import { chooseVendor, draftFaults, pasteKeys, setKey } from "../app/keys.js";
import { go } from "../app/navigation.js";
import { vendorsOf } from "../model/place.js";
import { letsPagesCall } from "../model/reach.js";
import { problemBox } from "./parts.js";

/** @import { App } from "../types.d.ts" */

/**
 * @param {App} app
 * @param {"accessKeyId" | "secretAccessKey" | "sessionToken" | "token" | "endpoint"} name
 * @param {{ label: string, hint?: string, help?: string, isSecret?: boolean, fault?: string | undefined }} options
 */
function field(app, name, { label, hint, help, isSecret = false, fault }) {
  const { draft } = app.state;
  const shown = draft.judged.has(name) ? fault : undefined;
  const about = [shown && `${name}-fault`, help && `${name}-help`].filter(Boolean).join(" ");
  return html`
    <div class="field">
      <label for="key-${name}">${label}${hint ? html` <em>${hint}</em>` : nothing}</label>
      <input
        id="key-${name}"
        type=${isSecret ? "password" : "text"}
        name=${name}
        autocomplete=${isSecret ? "new-password" : "off"}
        spellcheck="false"
        autocapitalize="off"
        aria-invalid=${shown ? "true" : "false"}
        aria-describedby=${about || nothing}
        .value=${draft[name]}
        @input=${(/** @type {any} */ { target }) => setKey(app, name, target.value)}
        @blur=${() => {
          if (draft[name]) draft.judged.add(name);
          app.update();
        }} />
      ${shown ? html`<span class="fault" id="${name}-fault">${label}: ${shown}</span>` : nothing}
      ${help ? html`<span class="help" id="${name}-help">${help}</span>` : nothing}
    </div>`;
}

/** @param {App} app */
export function connectView(app) {
  const { t, engine, draft, isBusy, problem } = app.state;
  if (!engine) return html`<p class="card" aria-busy="true">${t.loading}</p>`;
  const vendors = vendorsOf(engine.operations());
  const faults = draftFaults(app);
  const takesToken = engine
    .operations()
    .some(({ provider, credentials }) => provider.id === draft.vendor && credentials.includes("auth-token"));
  const vendorName = vendors.find(([id]) => id === draft.vendor)?.[1] ?? "";
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    for (const name of Object.keys(draft)) draft.judged.add(name);
    if (Object.keys(faults).length === 0) connect(app);
    app.update();
    requestAnimationFrame(() =>
      /** @type {HTMLElement | null} */ (document.querySelector('[aria-invalid="true"]'))?.focus(),
    );
  };
  return html`
    <form class="card" @submit=${submit} autocomplete="off" novalidate>
      <h1 tabindex="-1">${t.connect.title}</h1>
      <p class="help">${t.connect.promise}</p>
      ${problemBox(app, problem)}
      <fieldset class="choice">
        <legend>${t.connect.vendor}</legend>
        ${vendors.map(
          ([id, name]) => html`
            <label><input type="radio" name="vendor" .checked=${draft.vendor === id}
              @change=${() => chooseVendor(app, id)} /> ${name}</label>`,
        )}
      </fieldset>
      ${letsPagesCall(draft.vendor, draft.endpoint) ? nothing : html`<p class="note">${t.connect.shut(vendorName)}</p>`}
      <div class="field"><label for="pasted">${t.connect.paste}</label>
        <textarea id="pasted" name="pasted" class="secret" rows="2" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="pasted-help"
          @input=${(/** @type {any} */ { target }) => {
            pasteKeys(app, target.value);
            target.value = "";
          }}></textarea>
        <span class="help" id="pasted-help" aria-live="polite">${draft.note || t.connect.pasteHelp}</span>
      </div>
      ${field(app, "accessKeyId", { label: t.connect.accessKeyId, fault: faults.accessKeyId })}
      ${field(app, "secretAccessKey", { label: t.connect.secretAccessKey, isSecret: true, fault: faults.secretAccessKey })}
      ${field(app, "sessionToken", { label: t.connect.sessionToken, hint: t.connect.optional, isSecret: true, fault: faults.sessionToken })}
      ${takesToken ? html`<p class="or">${t.connect.or}</p>${field(app, "token", { label: t.connect.token, isSecret: true, fault: faults.token })}` : nothing}
      <details ?open=${draft.endpoint !== ""}>
        <summary>${t.connect.advanced}</summary>
        ${field(app, "endpoint", { label: t.connect.endpoint, help: t.connect.endpointHelp, fault: faults.endpoint })}
      </details>
      <div class="buttons">
        <button type="button" @click=${() => go(app, "list")}>${t.connect.back}</button>
        <button class="primary" ?disabled=${isBusy}>${t.connect.open}</button>
      </div>
    </form>`;
}
