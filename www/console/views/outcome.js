// What a reply means, in plain words, and the reply itself.

import { html } from "lit-html";
import { listingView } from "./request.js";

/** @import { Outcome, TaskView, Verdict } from "calloff" */
/** @import { TemplateResult } from "lit-html" */
/** @import { Masker } from "../model/mask.js" */
/** @typedef {{ status: number, headers: [string, string][], body: string }} ReplyShown */
/** @typedef {"good" | "wait" | "bad" | "unknown"} Tone */

/** Each tone has a sign of its own, so that it is not told by color alone. @type {Record<Tone, string>} */
const signs = { good: "✓", wait: "…", bad: "✕", unknown: "?" };

/** @type {Record<Verdict, { title: string, tone: Tone }>} */
export const verdicts = {
  accepted: { title: "Accepted: the provider took the cancellation", tone: "good" },
  canceled: { title: "Canceled, finally", tone: "good" },
  "dry-run-passed": { title: "The dry run passed: nothing was changed", tone: "good" },
  ok: { title: "Answered", tone: "good" },
  "already-ended": { title: "It had ended already: nothing to cancel", tone: "wait" },
  "not-found": { title: "No such task", tone: "bad" },
  conflict: { title: "Not now: its present state forbids it", tone: "wait" },
  unsupported: { title: "Not possible here", tone: "bad" },
  "invalid-request": { title: "The provider rejected a parameter", tone: "bad" },
  unauthenticated: { title: "The credentials or the signature were not accepted", tone: "bad" },
  "clock-skew": { title: "The clock here is too far off", tone: "bad" },
  forbidden: { title: "Not allowed with these credentials", tone: "bad" },
  throttled: { title: "Too many requests: wait, then try again", tone: "wait" },
  "provider-fault": {
    title: "The provider failed: whether the task is canceled is unknown",
    tone: "unknown",
  },
  unrecognized: {
    title: "Not the provider’s reply: whether the task is canceled is unknown",
    tone: "unknown",
  },
};

/** @param {string} title @param {Tone} tone @param {unknown} content */
const cardView = (title, tone, content) => html`
  <div class="outcome ${tone}">
    <h3><span class="sign" aria-hidden="true">${signs[tone]}</span> ${title}</h3>
    ${content}
  </div>`;

/** A link from a reply is as trustworthy as the reply: only an https one is made clickable.
 *  @param {string} url */
const linkView = (url) =>
  url.startsWith("https://")
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${url}</a>`
    : html`${url}`;

/** @param {number} ms */
const seconds = (ms) => `${Math.ceil(ms / 1000)} s`;

/** @param {Outcome} outcome */
const retryText = ({ retryable, retryAfterMs }) => {
  if (!retryable) return "Sending the same call again will not help.";
  return retryAfterMs === undefined
    ? "The same call may be sent again."
    : `The same call may be sent again after ${seconds(retryAfterMs)}.`;
};

/** The provider's own word beside ours; nothing where it tells none. @param {TaskView} task */
const stateText = ({ state, rawState }) => rawState && `${state} (${rawState})`;

/** @param {Outcome} outcome @param {Masker} mask @returns {[string, unknown][]} */
const facts = (outcome, mask) => [
  ["Verdict", html`<code>${outcome.verdict}</code>`],
  ["HTTP status", outcome.httpStatus],
  ["Code", outcome.code && mask.text(outcome.code)],
  ["Message", outcome.message && mask.text(outcome.message)],
  ["Task", outcome.task && html`<code>${mask.text(outcome.task.id)}</code>`],
  ["State of the task", outcome.task && stateText(outcome.task)],
  ["Again?", outcome.ok ? undefined : retryText(outcome)],
  [
    "Provider’s clock",
    // Elsewhere it says nothing that helps.
    outcome.verdict === "clock-skew" && outcome.serverTime && new Date(outcome.serverTime).toISOString(),
  ],
  ["Request ID", outcome.requestId && html`<code>${outcome.requestId}</code>`],
  ["Documentation", linkView(outcome.docs)],
];

/** @param {Outcome} outcome @param {Masker} mask */
export const outcomeView = (outcome, mask) => {
  const { title, tone } = verdicts[outcome.verdict];
  return cardView(
    title,
    tone,
    html`
      <p class="advice">${outcome.advice}</p>
      <dl>
        ${facts(outcome, mask)
          .filter(([, value]) => value)
          .map(([name, value]) => html`<div class="fact"><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>`,
  );
};

/** @param {ReplyShown} reply @param {Masker} mask */
export const replyView = ({ status, headers, body }, mask) => html`
  <details class="raw">
    <summary>The reply as it came</summary>
    ${listingView("Raw reply", [`HTTP ${status}`, ...mask.headers(headers), "", mask.text(body)].join("\n").trimEnd())}
  </details>`;

/**
 * What is to be said when there is no answer.
 * @typedef {{ title: string, view: (url: string) => TemplateResult }} Silence
 */

/** A browser tells a page neither whether the request arrived nor why there is no reply. @type {Silence} */
export const noReply = {
  title: "No reply: whether the task is canceled is unknown",
  view: (url) =>
    cardView(
      noReply.title,
      "unknown",
      html`
        <p class="advice">
          The request may or may not have reached ${new URL(url).host}. Ask the provider for the state of the task before
          you send it again.
        </p>
        <p>A browser does not say why. The usual causes:</p>
        <ul>
          <li>the provider does not let web pages read its replies (CORS): copy the request’s values and send it from a terminal or a server;</li>
          <li>the endpoint is wrong, or a network, a VPN or a firewall is in the way;</li>
          <li>the reply took more than half a minute.</li>
        </ul>`,
    ),
};

/** The page's policy says where it may send to. @type {Silence} */
export const notSent = {
  title: "Not sent: the task was not touched",
  view: (url) =>
    cardView(
      notSent.title,
      "bad",
      html`
        <p class="advice">
          This page may not send to ${new URL(url).origin}, only to https, http://127.0.0.1 and http://localhost. Use one
          of these as the endpoint.
        </p>`,
    ),
};
