// The exact request, and what of it was signed.

import { html, nothing } from "lit-html";

/** @import { Examination } from "../model/draft.js" */
/** @import { Masker } from "../model/mask.js" */

/** A text as it is on the wire; only with a role may it have a name. @param {string} label @param {string} text */
export const listingView = (label, text) =>
  html`<pre tabindex="0" role="group" aria-label=${label}>${text}</pre>`;

/** @param {NonNullable<Examination["request"]>} request @param {Masker} mask */
const requestText = ({ method, url, headers, body }, mask) =>
  [`${method} ${mask.text(url)}`, ...mask.headers(headers), "", ...(body ? [mask.text(body)] : [])]
    .join("\n")
    .trimEnd();

/** @param {Examination} examination @param {number} now */
const signedText = ({ findings, signed }, now) => {
  if (signed) {
    const moment = new Date(now).toISOString().slice(0, 19).replace("T", " ");
    return `Signed for ${moment} UTC; signed anew when it is sent.`;
  }
  const missing = findings.every(({ code, severity }) => code === "required" || severity === "warning");
  return `Not signed yet: the credentials are ${missing ? "missing" : "not in order"}.`;
};

/**
 * @param {{
 *   examination: Examination,
 *   now: number,
 *   mask: Masker,
 *   copied: { text: string, note: string } | undefined,
 *   copy: (text: string) => void,
 * }} model
 */
export const requestView = ({ examination, now, mask, copied, copy }) => {
  const { request } = examination;
  if (!request)
    return html`<p class="empty">It appears here as soon as the task and its region are right.</p>`;
  const text = requestText(request, mask);
  const { trace } = request;
  return html`
    <p>${signedText(examination, now)} Secrets are masked, here and in the copy.</p>
    ${listingView("Request", text)}
    <div class="row">
      <button type="button" @click=${() => copy(text)}>Copy the request</button>
      ${copied?.text === text ? html`<span class="notes">${copied.note}</span>` : nothing}
    </div>
    ${
      trace
        ? html`
          <details class="trace">
            <summary>What was signed</summary>
            <h3>Canonical request</h3>
            ${listingView("Canonical request", mask.text(trace.canonicalRequest))}
            <h3>String to sign</h3>
            ${listingView("String to sign", mask.text(trace.stringToSign))}
            <h3>Signature</h3>
            ${listingView("Signature", trace.signature)}
          </details>`
        : nothing
    }`;
};
