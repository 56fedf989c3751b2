// What was done: runs, and the record.
import { html, nothing } from "lit-html";
import { openRun } from "../app/calling.js";
import { readHistory, saveCsv } from "../app/recording.js";
import { formats, plain, shortId } from "../model/format.js";
import { copyButton, foreign, problemBox } from "./parts.js";

/** @import { App, Entry, PastRun } from "../types.d.ts" */

/** A pause in typing, after which the record is asked. */
const PAUSE_MS = 300;
let timer = 0;

/** @param {App} app @param {PastRun} run */
function runRow(app, { id, at, who, profile, counts }) {
  const { t, lang, work, runs } = app.state;
  const isOpen = work?.kind === "worker" || runs.has(id);
  return html`
    <tr>
      <td>${formats(lang).moment(at)}</td>
      <td class="task">${isOpen ? html`<button type="button" class="id" @click=${() => openRun(app, id)}>${id.slice(0, 8)}</button>` : html`<code>${id.slice(0, 8)}</code>`}</td>
      <td>${foreign(who)}</td>
      <td>${foreign(profile)}</td>
      <td>${t.history.counts(counts.confirmed, counts.total)}</td>
    </tr>`;
}

/** @param {App} app @param {Entry} entry */
function entryRow(app, { at, who, what, operation, task = "", verdict = "", code, requestId, end }) {
  const { t, lang } = app.state;
  const done = t.history.what[what] ?? t.ends[what] ?? what;
  return html`
    <tr>
      <td>${formats(lang).moment(at)}</td>
      <td>${foreign(who)}</td>
      <td>${foreign(done)}${end && end !== what ? html` → ${t.ends[end] ?? end}` : nothing}</td>
      <td class="task" title=${plain(task)}>${task ? html`<code>${foreign(shortId(task))}</code>` : nothing} <span class="faint">${operation}</span></td>
      <td>${t.verdicts[verdict] ?? verdict} ${code ? html`<code>${foreign(code)}</code>` : nothing}</td>
      <td class="request">${requestId ? html`<code title=${plain(requestId)}>${foreign(requestId.slice(0, 8))}…</code>${copyButton(app, requestId, t.inspect.request)}` : nothing}</td>
    </tr>`;
}

/** @param {App} app */
export function historyView(app) {
  const { t, history, pastRuns, work } = app.state;
  const { columns } = t.history;
  const search = (/** @type {any} */ { target }) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => readHistory(app, target.value.trim()), PAUSE_MS);
  };
  return html`
    <div class="place"><h1 tabindex="-1">${t.history.title}</h1></div>
    ${work?.kind === "alone" ? html`<p class="help">${t.history.alone}</p>` : nothing}
    ${
      pastRuns.length > 0
        ? html`<section><h2>${t.history.runs}</h2><div class="scroll-x"><table class="tasks"><tbody>${pastRuns.map((run) => runRow(app, run))}</tbody></table></div></section>`
        : html`<p class="empty">${t.rail.noRuns}</p>`
    }
    <section>
      <div class="toolbar"><h2>${t.history.record}</h2><span class="fill"></span>
        <label class="search"><span class="hidden">${t.history.search}</span><input id="search" type="search" placeholder=${t.history.search} .value=${history.search} @input=${search} /></label>
        ${work?.csv ? html`<button type="button" @click=${() => saveCsv(app)}>${t.history.csv}</button>` : nothing}
      </div>
      ${problemBox(app, history.problem)}
      ${
        history.entries.length > 0
          ? html`<div class="scroll-x"><table class="tasks" aria-busy=${history.isLoading}>
              <thead><tr>${Object.values(columns).map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
              <tbody>${history.entries.map((entry) => entryRow(app, entry))}</tbody></table></div>`
          : html`<p class="empty">${history.isLoading ? t.loading : history.search ? t.history.noMatch : t.history.empty}</p>`
      }
    </section>`;
}
