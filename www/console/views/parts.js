// Small parts that several views have: names of services, something to copy, a problem with what to do.
import { html, nothing } from "lit-html";
import { copy } from "../app/clipboard.js";
import { plain } from "../model/format.js";
import { problemTitle } from "../model/problem.js";
import { icon } from "./icons.js";

/** @import { App, OperationSpec, Problem, Texts } from "../types.d.ts" */

/** @param {Texts} t @param {OperationSpec} cancel */
export const serviceName = (t, { id, provider }) => t.services[id]?.name ?? provider.service;

/** @param {Texts} t @param {OperationSpec} cancel @param {OperationSpec} list */
export const tasksName = (t, { id }, list) => t.services[id]?.tasks ?? list.title;

/** A text of somebody else's: nothing in it can turn the line around. @param {string | undefined} text */
export const foreign = (text = "") => html`<bdi>${plain(text)}</bdi>`;

/** A text of the package's own, which is English in every language of the page. @param {string} text */
export const english = (text) => html`<span lang="en">${foreign(text)}</span>`;

/** @param {App} app @param {string} text @param {string} label */
export const copyButton = (app, text, label) => html`
  <button type="button" class="ghost square" title=${label} aria-label=${label} @click=${() => copy(app, text)}>
    ${icon(app.state.copied === text ? "check" : "copy")}
  </button>`;

/** @param {App} app @param {Problem | undefined} problem @param {unknown} [acts] @param {string} [where] */
export function problemBox({ state: { t } }, problem, acts = nothing, where = "") {
  if (!problem) return nothing;
  const { message, advice } = problem;
  return html`
    <div class="problem" role="group" aria-label=${problemTitle(t, problem)}>
      <p class="problem-title">${icon("cross")} ${problemTitle(t, problem)}${where ? html` <small>${where}</small>` : nothing}</p>
      ${message ? html`<p class="said">${foreign(message.slice(0, 600))}</p>` : nothing}
      ${advice ? html`<p>${english(advice)}</p>` : nothing}
      ${acts}
    </div>`;
}

/**
 * What is made only once somebody unfolds it.
 * @param {App} app
 * @param {string} id
 * @param {unknown} summary
 * @param {() => unknown} content
 */
export const unfold = ({ state: { opened }, update }, id, summary, content) => html`
  <details ?open=${opened.has(id)} @toggle=${(/** @type {Event} */ { target }) => {
    const { open } = /** @type {HTMLDetailsElement} */ (target);
    if (open === opened.has(id)) return;
    if (open) opened.add(id);
    else opened.delete(id);
    update();
  }}><summary>${summary}</summary>${opened.has(id) ? content() : nothing}</details>`;

/** @param {number} share 0..1 @param {string} text @param {string} [label] */
export const meter = (share, text, label = text) => html`
  <span class="meter"><progress max="1" .value=${share} aria-label=${label}></progress><span>${text}</span></span>`;

/** @param {string} term @param {unknown} value */
export const fact = (term, value) =>
  value === undefined || value === "" ? nothing : html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

/** Rows to come. */
export const skeleton = html`<div class="skeleton" aria-hidden="true">${Array.from({ length: 8 }, () => html`<div></div>`)}</div>`;
