// The last question before a call is sent: which task, and what to know before.

import { html, nothing } from "lit-html";

/** @import { Finding, HttpRequest, OperationSpec } from "calloff" */
/** @import { Draft } from "../model/draft.js" */

/** @param {string} title @param {string[] | undefined} lines */
const listView = (title, lines) =>
  lines?.length ? html`<h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : nothing;

/** The states in which it works, where no requirement names them. @param {OperationSpec} spec */
const statesBeside = ({ cancelableStates = [], requirements = [] }) =>
  cancelableStates.every((state) => requirements.some((line) => line.includes(state)))
    ? []
    : [cancelableStates.join(", ")];

const cancelWords = {
  verb: "Cancel",
  open: "Cancel this task…",
  note: "",
  stay: "Leave it running",
  go: "Cancel the task",
  tone: "danger",
};

const checkWords = {
  verb: "Check",
  open: "Check this task…",
  note: "Nothing is changed.",
  stay: "Not now",
  go: "Run the check",
  tone: "",
};

/** A dry run is not to be taken for a cancel, nor a cancel for a dry run. @param {Draft} draft */
export const wordsFor = ({ dryRun }) => (dryRun ? checkWords : cancelWords);

/** @param {{ draft: Draft, findings: Finding[], request: HttpRequest, answerable: boolean, confirm: () => void }} model */
export const confirmView = ({ draft, findings, request, answerable, confirm }) => {
  const { spec, taskId, dryRun } = draft;
  const given = [{ label: "Region", value: draft.call.region }, ...draft.given];
  const words = wordsFor(draft);
  return html`
    <form method="dialog">
      <h2 id="confirm-title">${words.verb} <code>${taskId}</code>? ${words.note}</h2>
      <p>${spec.provider.service} (${spec.provider.name}), at <strong>${new URL(request.url).host}</strong></p>
      <dl>${given.map(({ label, value }) => html`<div class="fact"><dt>${label}</dt><dd><code>${value}</code></dd></div>`)}</dl>
      ${dryRun ? nothing : listView("What to know", spec.effects)}
      ${listView("What it needs", spec.requirements)}
      ${listView("The states in which it works", statesBeside(spec))}
      ${listView(
        "Look again",
        findings.map(({ message }) => message),
      )}
      <div class="row">
        <button>${words.stay}</button>
        <button class=${words.tone} ?disabled=${!answerable} @click=${confirm}>${words.go}</button>
      </div>
    </form>`;
};
