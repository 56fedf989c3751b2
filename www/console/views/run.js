// A run: how far it is, and what became of each task.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { ask } from "../app/asking.js";
import { leftRows, openRun, stopRun } from "../app/calling.js";
import { inspect, moveTo } from "../app/choosing.js";
import { copy } from "../app/clipboard.js";
import { go } from "../app/navigation.js";
import { formats, plain, shortId } from "../model/format.js";
import { isBlocked } from "../model/reach.js";
import { countsOf, endedOf, endOf, partsOf, reportOf, wasLeft } from "../model/run.js";
import { endSign, icon } from "./icons.js";
import { foreign, problemBox } from "./parts.js";

/** @import { App, Counts, Run, RunRow, Texts } from "../types.d.ts" */

/** @param {Texts} t @param {Counts} counts */
const countsView = (t, counts) =>
  partsOf(counts).map(
    ([name, count]) => html`<span class="count">${endSign(name, `${count} ${t.ends[name]}`)}</span>`,
  );

/** @param {Counts} counts */
const barOf = (counts) => html`
  <div class="run-bar" aria-hidden="true">${partsOf(counts).map(([name, count]) => html`<svg class="part ${name}" width="${(100 * count) / counts.total}%" height="8"></svg>`)}</div>`;

/** @param {App} app @param {Run} run @param {number} total */
function titleOf({ state: { t, lang, now } }, { at, endedAt, isOver, problem }, total) {
  if (total === 0 && problem) return problem.code === "no-such-job" ? t.run.noSuch : t.run.noneYet;
  if (total === 0) return t.loading;
  const until = isOver || problem ? endedAt : now;
  const time = at === undefined || until === undefined ? "" : formats(lang).duration(until - at);
  return html`${isOver ? t.run.overTitle(total) : t.run.title(total)} <small>${time && isOver ? t.run.after(time) : time}</small>`;
}

/** What stands in the way of answers, where it is the network. @param {App} app @param {Run} run */
function connectionNote({ state: { t, work } }, { isLost, isOver, problem }) {
  if (isOver || problem) return nothing;
  if (!navigator.onLine) return html`<p class="note">${t.run.offline}</p>`;
  if (!isLost) return nothing;
  return html`<p class="note">${work?.kind === "worker" ? t.run.lost : t.run.lostAlone}</p>`;
}

/** @param {App} app @param {Run} run */
function stripOf(app, run) {
  const { t, work } = app.state;
  const counts = countsOf(run);
  const ended = endedOf(counts);
  const left = run.isOver ? leftRows(app, run) : [];
  const code = run.problem?.code;
  const act =
    code === "signed-out"
      ? html`<button type="button" @click=${() => go(app, "signin")}>${t.acts.signIn}</button>`
      : html`<button type="button" @click=${() => openRun(app, run.id)}>${t.acts.retry}</button>`;
  return html`
    <header class="run-head">
      <h1 tabindex="-1">${titleOf(app, run, counts.total)}</h1>
      <progress class="hidden" max=${Math.max(1, counts.total)} .value=${ended} aria-label=${t.run.progress(ended, counts.total)}></progress>
      ${counts.total > 0 ? barOf(counts) : nothing}
      <p class="counts">${countsView(t, counts)}</p>
      ${run.isOver ? html`<p class=${counts.confirmed === counts.total ? "all-good" : "some-left"}>${icon(counts.confirmed === counts.total ? "check" : "question")} ${counts.confirmed === counts.total ? t.run.allConfirmed : t.run.someLeft}</p>` : nothing}
      ${run.isStopped && !run.isOver ? html`<p class="help">${t.run.stopped}</p>` : nothing}
      ${run.isPart ? html`<p class="note">${t.run.isPart}</p>` : nothing}
      ${connectionNote(app, run)}
      ${problemBox(app, run.problem, code === "no-such-job" ? nothing : html`<p class="buttons">${act}</p>`)}
      <p class="buttons">
        <button type="button" @click=${() => go(app, "list")}>${t.run.close}</button>
        ${left.length > 0 && work?.mayCallOff ? html`<button type="button" @click=${() => ask(app, left)}>${t.run.again}</button>` : nothing}
        ${run.rows.size > 0 ? html`<button type="button" @click=${() => copy(app, reportOf(run))}>${t.run.copyReport}</button>` : nothing}
        ${run.isOver || run.isStopped || run.problem || !work?.mayCallOff ? nothing : html`<button type="button" @click=${() => stopRun(app)}>${work.kind === "worker" ? t.run.stop : t.run.stopAlone}</button>`}
        ${run.isOver || run.problem ? nothing : html`<span class="help">${work?.kind === "worker" ? t.run.outlives : t.run.dies}</span>`}
      </p>
    </header>`;
}

/** A row that is under way. @param {App} app @param {RunRow} row */
function wordsOnTheWay({ state: { t, lang, now } }, { cancel, last, events }) {
  if (!cancel && !last) return t.run.noReply;
  if (cancel && !cancel.ok)
    return [t.verdicts[cancel.verdict] ?? cancel.verdict, cancel.code].filter(Boolean).join(" · ");
  const state = (last ?? cancel)?.task?.state;
  const at = events[0]?.at;
  const since = cancel && at !== undefined && t.run.acceptedAgo(formats(lang).duration(now - at));
  return [state && (t.states[state] ?? state), since].filter(Boolean).join(" · ");
}

/** What a row says of itself, in a few words. @param {App} app @param {RunRow} row */
function wordsOf(app, row) {
  const { t } = app.state;
  const { state, finalState = "", cancel, last, error } = row;
  if (state === "waiting") return t.run.wanting;
  if (state === "canceling") return wordsOnTheWay(app, row);
  if (wasLeft(row)) return t.run.left;
  if (state === "failed") return t.verdicts[error?.code ?? ""] ?? error?.message ?? "";
  if (state === "confirmed") return t.states[finalState] ?? t.verdicts[cancel?.verdict ?? ""] ?? finalState;
  if (cancel?.httpStatus === 0) return isBlocked(cancel) ? t.verdicts.shut : t.verdicts["no-answer"];
  const told = state === "unconfirmed" && last && !last.ok ? last : cancel;
  return [t.verdicts[told?.verdict ?? ""], told?.code].filter(Boolean).join(" · ");
}

/** How long it took, or takes; nothing where that is not known. @param {App} app @param {Run} run @param {RunRow} row */
function timeOf({ state: { lang, now } }, { at, endedAt, problem }, { events, state }) {
  if (at === undefined || events.length === 0) return "";
  const isOver = state !== "waiting" && state !== "canceling";
  const until = isOver ? events.at(-1)?.at : problem ? undefined : (endedAt ?? now);
  return until === undefined ? "" : formats(lang).duration(until - at);
}

/** @param {App} app @param {Run} run @param {RunRow} row */
function rowView(app, run, row) {
  const { t, inspected, cursor } = app.state;
  const isOpen = inspected === row.key;
  return html`
    <tr class=${isOpen ? "open" : ""} ?data-cursor=${cursor === row.key} @focusin=${() => moveTo(app, row.key)} @click=${() => inspect(app, row.key, !isOpen)}>
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
        : run.counts && run.total > rows.length && rows.length > 0
          ? html`<p class="note">${t.run.shown(rows.length, run.total)}</p>`
          : nothing
    }`;
}

/** A run that goes on while something else is looked at. @param {App} app */
export function runStrip(app) {
  const { t, run, view } = app.state;
  if (!run || view === "run" || run.isOver || run.problem || run.total === 0) return nothing;
  const counts = countsOf(run);
  return html`
    <div class="strip run-strip" role="region" aria-label=${t.run.title(counts.total)}>
      <b>${t.run.title(counts.total)}</b> <span class="counts">${countsView(t, counts)}</span>
      <span class="fill"></span>
      <button type="button" class="quiet" @click=${() => go(app, "run")}>${t.run.open}</button>
    </div>`;
}
