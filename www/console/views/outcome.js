// A reply, read: what it means, in one line of facts, with the provider's own words.
import { html, nothing } from "lit-html";
import { copyButton, english, fact, foreign } from "./parts.js";

/** @import { App, Outcome } from "../types.d.ts" */

const MAX_MESSAGE = 1_000;

/** Tones of verdicts, for their color. @type {Record<string, string>} */
const tones = {
  accepted: "wait",
  canceled: "good",
  ok: "good",
  "dry-run-passed": "good",
  "already-ended": "good",
  throttled: "wait",
  conflict: "wait",
  "provider-fault": "unknown",
  unrecognized: "unknown",
};

/** @param {App} app @param {Outcome} outcome @param {boolean} [isPast] its advice has been followed */
export function outcomeFacts(
  app,
  { verdict, code, message = "", httpStatus, requestId, advice, docs },
  isPast = false,
) {
  const { t } = app.state;
  return html`
    <div class="outcome">
      <p class="verdict ${tones[verdict] ?? "bad"}">${t.verdicts[verdict] ?? verdict}</p>
      ${message ? html`<p class="said">${foreign(message.slice(0, MAX_MESSAGE))}</p>` : nothing}
      ${
        message.length > MAX_MESSAGE
          ? html`<details><summary>${t.inspect.all}</summary><p class="said">${foreign(message)}</p></details>`
          : nothing
      }
      ${isPast ? nothing : html`<p>${english(advice)}</p>`}
      <dl class="line">
        ${fact(t.explain.status, httpStatus || undefined)}
        ${fact(t.inspect.code, code && html`<code>${foreign(code)}</code>`)}
        ${fact(t.inspect.request, requestId && html`<code>${foreign(requestId)}</code>${copyButton(app, requestId, t.inspect.request)}`)}
        ${fact("", html`<a href=${docs} target="_blank" rel="noreferrer">${t.inspect.docs}</a>`)}
      </dl>
    </div>`;
}
