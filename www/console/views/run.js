// A run: how far it is, and what became of each task.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { ask, leftRows, openRun, stopRun } from "../app/calling.js";
import { inspect } from "../app/choosing.js";
import { copy } from "../app/clipboard.js";
import { go } from "../app/navigation.js";
import { formats, plain, shortId } from "../model/format.js";
import { countsOf, endedOf, endOf, reportOf } from "../model/run.js";
import { endSign, icon } from "./icons.js";
import { foreign, problemBox } from "./parts.js";

/** @import { App, Counts, Run, RunRow, Texts } from "../types.d.ts" */

/** In the order in which they are added up. @type {(keyof Counts)[]} */
const PARTS = ["confirmed", "canceling", "refused", "unconfirmed", "failed", "waiting"];

/** @param {Texts} t @param {Counts} counts */
const countsView = (t, counts) =>
  PARTS.filter((name) => counts[name] > 0).map(
    (name) => html`<span class="count">${endSign(name, `${counts[name]} ${t.ends[name]}`)}</span>`,
  );

/** @param {Counts} counts */
const barOf = (counts) => html`
  <div class="run-bar" aria-hidden="true">${PARTS.map((name) => (counts[name] > 0 ? html`<svg class="part ${name}" width="${(100 * counts[name]) / counts.total}%" height="8"></svg>` : nothing))}</div>`;

/** @param {App} app @param {Run} run */
function stripOf(app, run) {
  const { t, lang, now, work } = app.state;
  const counts = countsOf(run);
  const ended = endedOf(counts);
  const left = leftRows(app, run);
  const time = formats(lang).duration((run.endedAt ?? now) - run.at);
  return html`
    <header class="run-head">
      <h1 tabindex="-1">${run.isOver ? t.run.overTitle(counts.total) : t.run.title(counts.total)} <small>${run.isOver ? t.run.after(time) : time}</small></h1>
      <progress class="hidden" max=${Math.max(1, counts.total)} .value=${ended} aria-label=${t.run.progress(ended, counts.total)}></progress>
      ${counts.total > 0 ? barOf(counts) : nothing}
      <p class="counts">${countsView(t, counts)}</p>
      ${run.isOver ? html`<p class=${counts.confirmed === counts.total ? "all-good" : "some-left"}>${icon(counts.confirmed === counts.total ? "check" : "question")} ${counts.confirmed === counts.total ? t.run.allConfirmed : t.run.someLeft}</p>` : nothing}
      ${run.isStopped && !run.isOver ? html`<p class="help">${t.run.stopped}</p>` : nothing}
      ${run.isLost && !run.isOver ? html`<p class="note">${t.run.lost}</p>` : nothing}
      ${problemBox(app, run.problem, html`<p class="buttons"><button type="button" @click=${() => openRun(app, run.id)}>${t.acts.retry}</button></p>`)}
      <p class="buttons">
        <button type="button" @click=${() => go(app, "list")}>${t.run.close}</button>
        ${run.isOver && left.length > 0 && work?.mayCallOff ? html`<button type="button" @click=${() => ask(app, left)}>${t.run.again}</button>` : nothing}
        <button type="button" @click=${() => copy(app, reportOf(run))}>${t.run.copyReport}</button>
        ${run.isOver || run.isStopped || run.problem || !work?.mayCallOff ? nothing : html`<button type="button" @click=${() => stopRun(app)}>${work.kind === "worker" ? t.run.stop : t.run.stopAlone}</button>`}
        ${run.isOver || run.problem ? nothing : html`<span class="help">${work?.kind === "worker" ? t.run.outlives : t.run.dies}</span>`}
      </p>
    </header>`;
}

/** A row that is under way. @param {App} app @param {RunRow} row */
function wordsOnTheWay({ state: { t, lang, now } }, { cancel, last, events }) {
  if (cancel && !cancel.ok)
    return [t.verdicts[cancel.verdict] ?? cancel.verdict, cancel.code].filter(Boolean).join(" · ");
  const state = (last ?? cancel)?.task?.state;
  const since = formats(lang).duration(now - (events[0]?.at ?? now));
  return [state && (t.states[state] ?? state), t.run.acceptedAgo(since)].filter(Boolean).join(" · ");
}

/** What a row says of itself, in a few words. @param {App} app @param {RunRow} row */
function wordsOf(app, row) {
  const { t } = app.state;
  const { state, finalState = "", cancel, last, error } = row;
  if (state === "waiting") return t.run.wanting;
  if (state === "canceling") return wordsOnTheWay(app, row);
  if (state === "failed") return t.verdicts[error?.code ?? ""] ?? error?.message ?? "";
  if (state === "confirmed") return t.states[finalState] ?? t.verdicts[cancel?.verdict ?? ""] ?? finalState;
  if (cancel?.httpStatus === 0) return row.isShut ? t.verdicts.shut : t.verdicts["no-answer"];
  const told = state === "unconfirmed" && last && !last.ok ? last : cancel;
  return [t.verdicts[told?.verdict ?? ""], told?.code].filter(Boolean).join(" · ");
}

/** @param {App} app @param {Run} run @param {RunRow} row */
function timeOf({ state: { lang, now } }, run, { events, state }) {
  const [first] = events;
  if (!first) return "";
  const isOver = state !== "waiting" && state !== "canceling";
  return formats(lang).duration((isOver ? (events.at(-1)?.at ?? now) : (run.endedAt ?? now)) - run.at);
}

/** @param {App} app @param {Run} run @param {RunRow} row */
function rowView(app, run, row) {
  const { t, inspected, cursor } = app.state;
  const isOpen = inspected === row.key;
  return html`
    <tr class=${isOpen ? "open" : ""} ?data-cursor=${cursor === row.key} @click=${() => inspect(app, row.key, !isOpen)}>
      <td class="state">${endSign(endOf(row), t.ends[endOf(row)] ?? row.state)}</td>
      <td class="task"><button type="button" class="id" title=${plain(row.id)} aria-expanded=${isOpen} @click=${(
        /** @type {Event} */ event,
      ) => {
        event.stopPropagation();
        inspect(app, row.key, !isOpen);
      }}>${foreign(shortId(row.id))}</button></td>
      <td class="what">${foreign(wordsOf(app, row))}</td>
      <td class="age">${timeOf(app, run, row)}</td>
    </tr>`;
}

/** @param {App} app */
export function runView(app) {
  const { t, run, limit } = app.state;
  if (!run) return nothing;
  const rows = [...run.rows.values()];
  const { columns } = t.run;
  return html`
    ${stripOf(app, run)}
    <table class="tasks run" aria-busy=${!run.isOver}>
      <caption class="hidden">${t.run.title(run.total)}</caption>
      <thead><tr><th scope="col" class="state">${columns.end}</th><th scope="col" class="task">${columns.task}</th><th scope="col" class="what">${columns.what}</th><th scope="col" class="age">${columns.time}</th></tr></thead>
      <tbody>${repeat(
        rows.slice(0, limit),
        ({ key }) => key,
        (row) => rowView(app, run, row),
      )}</tbody>
    </table>
    ${
      rows.length > limit
        ? html`<p class="more"><button type="button" @click=${() => {
            app.state.limit += 500;
            app.update();
          }}>${t.list.showMore}</button></p>`
        : nothing
    }`;
}

/** A run that goes on while something else is looked at. @param {App} app */
export function runStrip(app) {
  const { t, run, view } = app.state;
  if (!run || view === "run" || run.isOver) return nothing;
  const counts = countsOf(run);
  return html`
    <div class="strip run-strip" role="region" aria-label=${t.run.title(counts.total)}>
      <b>${t.run.title(counts.total)}</b> <span class="counts">${countsView(t, counts)}</span>
      <span class="fill"></span>
      <button type="button" class="quiet" @click=${() => go(app, "run")}>${t.run.open}</button>
    </div>`;
}
