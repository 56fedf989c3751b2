// The last question before a cancel is sent: which task, and what this will not undo.

import { html, nothing } from "lit-html";

/** @import { Finding, HttpRequest } from "calloff" */
/** @import { Draft } from "./draft.js" */

/** @param {string} title @param {string[] | undefined} lines */
const listView = (title, lines) =>
  lines?.length ? html`<h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : nothing;

/** @param {{ draft: Draft, findings: Finding[], request: HttpRequest, answerable: boolean, confirm: () => void }} model */
export const confirmView = ({ draft, findings, request, answerable, confirm }) => {
  const { spec, taskId, given } = draft;
  return html`
    <form method="dialog">
      <h2 id="confirm-title">Cancel <code>${taskId}</code>?</h2>
      <p>${spec.provider.service} (${spec.provider.name}), at <strong>${new URL(request.url).host}</strong></p>
      <dl>${given.map(({ label, value }) => html`<div class="fact"><dt>${label}</dt><dd><code>${value}</code></dd></div>`)}</dl>
      ${listView("What this will not undo", spec.effects)} ${listView("What it needs", spec.requirements)}
      ${listView("The states in which it works", spec.cancelableStates && [spec.cancelableStates.join(", ")])}
      ${listView(
        "Look again",
        findings.map(({ message }) => message),
      )}
      <div class="row">
        <button>Leave it running</button>
        <button class="danger" ?disabled=${!answerable} @click=${confirm}>Cancel the task</button>
      </div>
    </form>`;
};
