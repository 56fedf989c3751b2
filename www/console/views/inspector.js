// All that is known of one task.
import { html, nothing } from "lit-html";
import { ask } from "../app/asking.js";
import { inspect } from "../app/choosing.js";
import { formats, shortId } from "../model/format.js";
import { rowsOf, whyNot } from "../model/rows.js";
import { endOf, wasLeft } from "../model/run.js";
import { commandsView } from "./commands.js";
import { endSign, icon, taskSign } from "./icons.js";
import { outcomeFacts } from "./outcome.js";
import { copyButton, fact, foreign, meter, serviceName, unfold } from "./parts.js";

/** @import { App, Call, Row, RunRow, TaskView } from "../types.d.ts" */

/** @param {App} app @param {string} id @param {unknown} body */
const frame = (app, id, body) => html`
  <aside class="inspector" aria-label=${app.state.t.inspect.title}><div>
    <header>
      <h2><code title=${id}>${foreign(shortId(id))}</code></h2>
      ${copyButton(app, id, app.state.t.inspect.copyId)}
      <button type="button" class="ghost square" title=${app.state.t.inspect.close} aria-label=${app.state.t.inspect.close} @click=${() => inspect(app, app.state.inspected, false)}>${icon("close")}</button>
    </header>
    ${body}
  </div></aside>`;

/** @param {App} app @param {TaskView} task */
function taskFacts(
  { state: { t, lang } },
  { state, rawState, type, source, progress, counts, createdAt, startedAt, endedAt, failure, parents },
) {
  const format = formats(lang);
  const files =
    counts?.total && t.inspect.files(format.count(counts.succeeded ?? "0"), format.count(counts.total));
  const failures =
    counts?.failed && counts.failed !== "0" ? t.inspect.failures(format.count(counts.failed)) : undefined;
  return html`
    ${fact(t.inspect.state, html`${taskSign(state, t.states[state] ?? state)} <span class="faint">${foreign(rawState)}</span>`)}
    ${fact(t.inspect.progress, progress === undefined ? undefined : meter(progress, format.percent(progress), t.inspect.progress))}
    ${fact("", files ? html`${files}${failures ? html` · ${failures}` : nothing}` : undefined)}
    ${fact(t.inspect.type, type && foreign(type))}
    ${fact(t.inspect.source, source && foreign(source))}
    ${fact(t.inspect.created, createdAt && format.moment(createdAt))}
    ${fact(t.inspect.started, startedAt && format.moment(startedAt))}
    ${fact(t.inspect.ended, endedAt && format.moment(endedAt))}
    ${fact(t.inspect.failure, failure && foreign(failure.slice(0, 2_000)))}
    ${Object.entries(parents ?? {}).map(([name, value]) => fact(name, html`<code>${foreign(value)}</code>`))}`;
}

/** @param {App} app @param {Row} row */
function rowInspector(app, row) {
  const { t, work } = app.state;
  const { task, place, call } = row;
  const why = whyNot(row);
  return frame(
    app,
    task.id,
    html`
      ${
        work?.mayCallOff && call
          ? html`<p class="buttons"><button type="button" class="danger" ?disabled=${why !== undefined} @click=${() => ask(app, [row])}>${t.selection.callOffOne}</button>
            ${why ? html`<span class="help">${t.question.why[/** @type {keyof typeof t.question.why} */ (why)]}</span>` : nothing}</p>`
          : nothing
      }
      <dl>
        ${taskFacts(app, task)}
        ${fact(t.inspect.service, serviceName(t, place.cancel))}
        ${fact(t.inspect.region, place.region)}
        ${fact(t.inspect.profile, work?.kind === "worker" ? place.profile.name : undefined)}
      </dl>
      ${call ? unfold(app, "commands", t.inspect.commands, () => commandsView(app, [call])) : nothing}`,
  );
}

/** Where something is not allowed: what would have to be. @param {App} app @param {string} verdict @param {Call} call */
function policyView(app, verdict, call) {
  const { t, tools } = app.state;
  const policy = verdict === "forbidden" ? tools?.policyFor(call) : undefined;
  if (!policy) return nothing;
  return html`<details><summary>${t.acts.policy}</summary><div class="commands">${copyButton(app, policy, t.copy.copy)}<pre tabindex="0">${policy}</pre></div></details>`;
}

/** @param {App} app @param {RunRow} row */
function runInspector(app, row) {
  const { t, lang } = app.state;
  const { cancel, last, error, events, call } = row;
  const format = formats(lang);
  return frame(
    app,
    row.id,
    html`
      <p>${endSign(endOf(row), t.ends[endOf(row)] ?? row.state)} <span class="faint">${call.operation} · ${call.region}</span></p>
      <h3>${t.inspect.happened}</h3>
      ${events.length === 0 ? html`<p class="faint">${t.inspect.nothing}</p>` : nothing}
      <ol class="events">${events.map(({ at, what }) => html`<li><time>${at === undefined ? "–" : format.clock(at)}</time> ${foreign(t.verdicts[what] ?? t.states[what] ?? t.ends[what] ?? what)}</li>`)}</ol>
      ${wasLeft(row) ? html`<p>${t.run.left}</p>` : nothing}
      ${error ? html`<p class="said">${foreign(error.message)}</p>` : nothing}
      ${cancel ? html`<h3>${t.inspect.reply}</h3>${outcomeFacts(app, cancel, row.state === "confirmed")}${policyView(app, cancel.verdict, call)}` : nothing}
      ${last?.task ? html`<dl>${taskFacts(app, last.task)}</dl>` : last && !last.ok ? outcomeFacts(app, last) : nothing}`,
  );
}

/** @param {App} app */
export function inspectorView(app) {
  const { view, inspected, run } = app.state;
  if (!inspected) return nothing;
  if (view === "run") {
    const row = run?.rows.get(inspected);
    return row ? runInspector(app, row) : nothing;
  }
  const row = view === "list" && rowsOf(app.state).find(({ key }) => key === inspected);
  return row ? rowInspector(app, row) : nothing;
}
