// The form, made from the catalogue: a control for each field, and beside it what is wrong with it.

import { html, nothing } from "lit-html";
import { ifDefined } from "lit-html/directives/if-defined.js";
import { live } from "lit-html/directives/live.js";
import { cancelOperations, credentialKinds, hasError } from "../model/draft.js";
import { wordsFor } from "./confirm.js";

/** @import { Finding } from "calloff" */
/** @import { TemplateResult } from "lit-html" */
/** @import { Control, Draft } from "../model/draft.js" */

/**
 * What the form shows, and what it tells the page.
 * @typedef {{
 *   draft: Draft,
 *   findings: Finding[],
 *   sending: boolean,
 *   practice: TemplateResult | typeof nothing,
 *   choose: (operation: string) => void,
 *   set: (path: string, value: string | boolean) => void,
 *   submit: () => void,
 * }} FormModel
 */

const severityWords = { error: "Error", warning: "Warning" };

/** @param {Finding} finding */
export const findingView = ({ severity, message }) =>
  html`<p class="finding ${severity}"><strong>${severityWords[severity]}</strong> ${message}</p>`;

/** @param {Finding[]} findings @param {string} path */
const findingsAt = (findings, path) =>
  findings.filter((finding) => finding.path === path || finding.path.startsWith(`${path}[`));

/** @param {string} path */
const idOf = (path) => path.replaceAll(".", "-");

/**
 * What a control has beside it: help, example and findings, all of which describe it.
 * @param {Control} control @param {Finding[]} findings
 */
const notesView = ({ path, help, example }, findings) => html`
  <div id="${idOf(path)}-notes" class="notes">
    ${help || example ? html`<p>${help} ${example ? html`Example: <code>${example}</code>` : nothing}</p>` : nothing}
    ${findings.map(findingView)}
  </div>`;

/** @param {Control} control */
const labelView = ({ path, label, required }) => html`
  <label for=${idOf(path)}>${label} <span class="mark">${required ? "required" : "optional"}</span></label>`;

/** No maxlength: it would cut a pasted id in silence, where a finding can tell.
 *  @param {Control} control @param {FormModel} model */
const inputView = (control, { draft, findings, set }) => {
  const { path, secret, suggestions } = control;
  const found = findingsAt(findings, path);
  return html`
    <div class="field">
      ${labelView(control)}
      <input
        id=${idOf(path)}
        name=${path}
        type=${secret ? "password" : "text"}
        .value=${live(String(draft.get(path)))}
        @input=${(/** @type {{ target: HTMLInputElement }} */ { target }) => set(path, target.value)}
        ?required=${control.required}
        pattern=${ifDefined(control.pattern)}
        minlength=${ifDefined(control.minLength)}
        list=${ifDefined(suggestions && `${idOf(path)}-list`)}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-describedby="${idOf(path)}-notes"
        aria-invalid=${hasError(found)}
      />
      ${suggestions ? html`<datalist id="${idOf(path)}-list">${suggestions.map((value) => html`<option value=${value}></option>`)}</datalist>` : nothing}
      ${notesView(control, found)}
    </div>`;
};

/** @param {Control} control @param {FormModel} model */
const checkboxView = (control, { draft, findings, set }) => {
  const { path, label } = control;
  const found = findingsAt(findings, path);
  return html`
    <div class="field">
      <label class="choice">
        <input
          id=${idOf(path)}
          name=${path}
          type="checkbox"
          .checked=${live(draft.get(path) === true)}
          @change=${(/** @type {{ target: HTMLInputElement }} */ { target }) => set(path, target.checked)}
          aria-describedby="${idOf(path)}-notes"
          aria-invalid=${hasError(found)}
        />
        <span>${label}</span>
      </label>
      ${notesView({ ...control, example: "" }, found)}
    </div>`;
};

/** @param {Control} control @param {FormModel} model */
const controlView = (control, model) =>
  control.type === "boolean" ? checkboxView(control, model) : inputView(control, model);

/** A choice of one: radio buttons under one name.
 *  @param {string} name @param {string} chosen @param {{ value: string, text: unknown }[]} choices
 *  @param {(value: string) => void} choose */
export const radioView = (name, chosen, choices, choose) =>
  choices.map(
    ({ value, text }) => html`
      <label class="choice">
        <input type="radio" name=${name} .value=${value} .checked=${live(value === chosen)} @change=${() => choose(value)} />
        <span>${text}</span>
      </label>`,
  );

/** @param {FormModel} model */
const operationView = ({ draft: { spec }, choose }) => html`
  <fieldset class="cards">
    <legend>What to cancel</legend>
    ${radioView(
      "operation",
      spec.id,
      cancelOperations.map(({ id, title, provider }) => ({
        value: id,
        text: html`<strong>${title}</strong><small>${provider.service}, ${provider.name}</small>`,
      })),
      choose,
    )}
    <p class="about">
      <a href=${spec.docs} target="_blank" rel="noopener noreferrer">The provider’s reference</a>
      <span>Permission <code>${spec.permission}</code></span>
    </p>
  </fieldset>`;

/** @param {FormModel} model */
const variantsView = ({ draft, findings, set }) => {
  const found = findingsAt(findings, "variants");
  return draft.spec.variants.length === 0
    ? nothing
    : html`
      <div role="group" aria-labelledby="variants-label" aria-describedby="variants-notes" class="field">
        <span id="variants-label" class="label">Variants of the endpoint <span class="mark">optional</span></span>
        <div class="row">
          ${draft.spec.variants.map(
            (variant) => html`
              <label class="choice">
                <input
                  type="checkbox"
                  name="variants.${variant}"
                  .checked=${live(draft.get(`variants.${variant}`) === true)}
                  @change=${(/** @type {{ target: HTMLInputElement }} */ { target }) => set(`variants.${variant}`, target.checked)}
                  aria-invalid=${hasError(found)}
                />
                <span>${variant}</span>
              </label>`,
          )}
        </div>
        ${notesView({ path: "variants", label: "" }, found)}
      </div>`;
};

/** @param {FormModel} model */
const credentialsView = (model) => {
  const { draft, set } = model;
  const kinds = draft.spec.credentials;
  return html`
    <fieldset>
      <legend>Credentials</legend>
      <p class="notes">They stay in this page’s memory and sign requests here; closing the page forgets them.</p>
      ${
        kinds.length > 1
          ? html`<div class="row" role="radiogroup" aria-label="Kind of credentials">
              ${radioView(
                "credentials",
                draft.credentialKind,
                kinds.map((kind) => ({ value: kind, text: credentialKinds[kind].label })),
                (kind) => set("credentials", kind),
              )}
            </div>`
          : nothing
      }
      ${credentialKinds[draft.credentialKind].controls.map((control) => controlView(control, model))}
    </fieldset>`;
};

/** Findings that no control of the form can have beside it. @param {FormModel} model */
const otherFindings = ({ draft, findings }) => {
  const beside = [
    "variants",
    ...[...draft.placeControls, ...draft.fieldControls].map(({ path }) => path),
    ...credentialKinds[draft.credentialKind].controls.map(({ path }) => path),
  ].flatMap((path) => findingsAt(findings, path));
  return findings.filter((finding) => !beside.includes(finding));
};

/** @param {FormModel} model */
export const formView = (model) => {
  const words = wordsFor(model.draft);
  return html`
  <form
    novalidate
    autocomplete="off"
    aria-label="The task to cancel"
    @submit=${(/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      model.submit();
    }}
  >
    ${operationView(model)} ${model.practice}
    <fieldset>
      <legend>The task</legend>
      ${model.draft.fieldControls.map((control) => controlView(control, model))}
    </fieldset>
    <fieldset>
      <legend>Where it runs</legend>
      ${model.draft.placeControls.map((control) => controlView(control, model))} ${variantsView(model)}
    </fieldset>
    ${credentialsView(model)}
    <div class="other-findings" role="alert">${otherFindings(model).map(findingView)}</div>
    <button class=${words.tone} aria-disabled=${model.sending}>
      ${model.sending ? "Sending…" : words.open}
    </button>
  </form>`;
};
