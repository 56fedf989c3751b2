// The box for a reply from a log: what it means for the chosen operation.

import { interpret } from "calloff";
import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { outcomeView } from "./outcome-view.js";
import { remembering } from "./remembering.js";
import { parseReplyText } from "./reply-text.js";

/** @import { OperationId, OperationSpec, Outcome } from "calloff" */
/** @import { Masker } from "./mask.js" */
/** @typedef {{ text: string, status: string }} Pasted */

/** @param {string} text @param {string} status @param {OperationId} operation @returns {Outcome | undefined} */
const read = (text, status, operation) => {
  const reply = parseReplyText(text);
  const known = reply.status ?? Number(status);
  return known ? interpret(operation, { ...reply, status: known }) : undefined;
};

/** A large log is not read anew for what is typed elsewhere. */
const readOnce = remembering(read);

/** @param {Pasted} pasted @param {OperationSpec} spec @param {Masker} mask */
const meaningView = ({ text, status }, spec, mask) => {
  if (text.trim() === "") return html`<p class="empty">Its meaning appears here.</p>`;
  const outcome = readOnce(text, status, spec.id);
  return outcome
    ? outcomeView(outcome, mask)
    : html`<p class="empty">The text does not begin with an HTTP status: give it above.</p>`;
};

/** @param {{ pasted: Pasted, spec: OperationSpec, mask: Masker, set: (pasted: Partial<Pasted>) => void }} model */
export const pastedView = ({ pasted, spec, mask, set }) => html`
  <section class="below" aria-label="Read a reply">
    <h2>Read a reply</h2>
    <p id="pasted-notes" class="notes">
      Paste what a log or <code>curl -i</code> shows of a reply to <code>${spec.permission}</code>: status, headers, body,
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
          <label for="pasted-status">HTTP status, if the text does not begin with it</label>
          <input
            id="pasted-status"
            inputmode="numeric"
            autocomplete="off"
            .value=${live(pasted.status)}
            @input=${(/** @type {{ target: HTMLInputElement }} */ { target }) => set({ status: target.value })}
          />
        </div>
      </div>
      <div aria-live="polite">${meaningView(pasted, spec, mask)}</div>
    </div>
  </section>`;
