// The box for a reply from a log: what it means for the chosen operation.

import { interpret } from "calloff";
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { remembering } from "../model/remembering.js";
import { parseReplyText, statusOf } from "../model/reply-text.js";
import { findingView } from "./form.js";
import { outcomeView } from "./outcome.js";

/** @import { Finding, OperationId, OperationSpec, Outcome } from "calloff" */
/** @import { Masker } from "../model/mask.js" */
/** @typedef {{ text: string, status: string }} Pasted */

/** @param {string} text @param {string} field @param {OperationId} operation */
const read = (text, field, operation) => {
  const { status = statusOf(field), ...reply } = parseReplyText(text);
  return status ? interpret(operation, { ...reply, status }) : undefined;
};

/** A large log is not read anew for what is typed elsewhere. */
const readOnce = remembering(read);

/** What the result was made of, where that is not plain. @param {Outcome} outcome @param {string} field */
const remarks = ({ httpStatus, ok, code, operation }, field) => [
  (statusOf(field) ?? httpStatus) !== httpStatus &&
    html`The text says ${httpStatus}, the field ${statusOf(field)}: it is read with the status in the text.`,
  !ok &&
    !code &&
    html`Is it a reply to another operation? It is read as one to <code>${operation}</code>: choose another under
      “What to cancel”.`,
];

/** @param {Pasted} pasted @param {OperationSpec} spec @param {Masker} mask */
const meaningView = ({ text, status }, spec, mask) => {
  if (text.trim() === "") return html`<p class="empty">Its meaning appears here.</p>`;
  const outcome = readOnce(text, status, spec.id);
  if (!outcome)
    return html`<p class="empty">The text does not tell its HTTP status: give it in the field “HTTP status”.</p>`;
  return html`
    ${remarks(outcome, status).map((remark) => (remark ? html`<p class="notes">${remark}</p>` : nothing))}
    ${outcomeView(outcome, mask)}`;
};

/** @param {string} status @returns {Finding[]} */
const statusFindings = (status) =>
  status.trim() === "" || statusOf(status)
    ? []
    : [
        {
          path: "status",
          code: "range",
          severity: "error",
          message: `HTTP status: expected 100 to 599, such as 400 Bad Request; found ${JSON.stringify(status.trim())}`,
        },
      ];

/** @param {{ pasted: Pasted, spec: OperationSpec, mask: Masker, set: (pasted: Partial<Pasted>) => void }} model */
export const pastedView = ({ pasted, spec, mask, set }) => html`
  <section class="below" aria-label="Read a reply">
    <h2>Read a reply</h2>
    <p id="pasted-notes" class="notes">
      Paste what a log or <code>curl -i</code> shows of a reply to <code>${spec.id}</code>: status, headers, body,
      or what there is of them. It is read in this page and sent nowhere.
    </p>
    <div class="columns">
      <div class="column">
        <div class="field">
          <label for="pasted-text">Reply</label>
          <textarea
            id="pasted-text"
            rows="7"
            spellcheck="false"
            autocomplete="off"
            aria-describedby="pasted-notes"
            .value=${live(pasted.text)}
            @input=${(/** @type {{ target: HTMLTextAreaElement }} */ { target }) => set({ text: target.value })}
          ></textarea>
        </div>
        <div class="field short">
          <label for="pasted-status">HTTP status <span class="mark">if the text does not tell it</span></label>
          <input
            id="pasted-status"
            autocomplete="off"
            aria-describedby="pasted-status-notes"
            aria-invalid=${statusFindings(pasted.status).length > 0}
            .value=${live(pasted.status)}
            @input=${(/** @type {{ target: HTMLInputElement }} */ { target }) => set({ status: target.value })}
          />
          <div id="pasted-status-notes" class="notes">${statusFindings(pasted.status).map(findingView)}</div>
        </div>
      </div>
      <div class="column" aria-live="polite">${meaningView(pasted, spec, mask)}</div>
    </div>
  </section>`;
