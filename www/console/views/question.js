// The one question before anything is called off: what, where, with whose keys, what is not undone, what is left out.
import { html, nothing } from "lit-html";
import { confirm, dismiss, mayConfirm } from "../app/asking.js";
import { onDialogCancel } from "../app/keyboard.js";
import { isShut } from "../app/listing.js";
import { formats, shortId } from "../model/format.js";
import { groupBy } from "../model/group.js";
import { sinceOf } from "../model/rows.js";
import { commandsView } from "./commands.js";
import { icon } from "./icons.js";
import { english, foreign, problemBox, serviceName, tasksName, unfold } from "./parts.js";

/** @import { App, Question, Row } from "../types.d.ts" */

/** Tasks of a group that are shown at once. */
const FEW = 6;

/** @param {App} app @param {Row} row */
function taskLine({ state: { lang, now } }, { task }) {
  const format = formats(lang);
  const since = sinceOf(task);
  const facts = [
    since && format.duration(now - since),
    task.progress !== undefined && format.percent(task.progress),
  ];
  return html`<li><code>${foreign(shortId(task.id))}</code> <span class="faint">${facts.filter(Boolean).join(" · ")}</span></li>`;
}

/** The host that a call goes to, where this page sends it: where the Worker sends, is its own to know. @param {App} app @param {Question["rows"][number]} row */
function hostOf({ state: { engine, work } }, { call, place: { profile } }) {
  if (profile.endpoint) return new URL(profile.endpoint).host;
  return engine && work?.kind === "alone" ? new URL(engine.build(call).url).host : "";
}

/** The tasks of one operation, region and profile, as their calls name them. @param {App} app @param {Question["rows"]} rows */
function groupView(app, rows) {
  const { t, work } = app.state;
  const [first] = rows;
  if (!first) return nothing;
  const { cancel, list, profile } = first.place;
  const { region } = first.call;
  const [few, more] = [rows.slice(0, FEW), rows.slice(FEW)];
  const host = hostOf(app, first);
  const own = t.cancels[cancel.id];
  const { effects = [], requirements = [] } = own ?? cancel;
  const said = own ? foreign : english;
  return html`
    <section class="group">
      <h3>${serviceName(t, cancel)} <span class="faint">${tasksName(t, cancel, list)} · ${region}${work?.kind === "worker" ? ` · ${profile.name}` : ""}${host ? html` · <b>${host}</b>` : nothing}</span> <b>${rows.length}</b></h3>
      <ul class="ids">${few.map((row) => taskLine(app, row))}</ul>
      ${
        more.length > 0
          ? unfold(
              app,
              `more ${first.key}`,
              t.question.more(more.length),
              () => html`<ul class="ids">${more.map((row) => taskLine(app, row))}</ul>`,
            )
          : nothing
      }
      ${requirements.length > 0 ? html`<p class="help">${t.question.requirements}: ${said(requirements.join(" "))}</p>` : nothing}
      <ul class="effects" aria-label=${t.question.effects}>${effects.map((effect) => html`<li>${said(effect)}</li>`)}</ul>
      ${isShut(app, first.place) ? html`<p class="note">${t.list.shut(cancel.provider.name)}</p>` : nothing}
    </section>`;
}

/** @param {App} app @param {Question["leftOut"]} leftOut */
function leftOutView({ state: { t } }, leftOut) {
  if (leftOut.length === 0) return nothing;
  return html`
    <details class="left-out" open>
      <summary>${t.question.leftOut}: ${leftOut.length}</summary>
      <ul class="ids">
        ${leftOut.slice(0, 50).map(({ row, why }) => html`<li><code>${foreign(shortId(row.task.id))}</code> <span class="faint">${foreign(row.task.rawState)}: ${t.question.why[why]}</span></li>`)}
        ${leftOut.length > 50 ? html`<li>${t.question.more(leftOut.length - 50)}</li>` : nothing}
      </ul>
    </details>`;
}

/** @param {App} app */
export function questionView(app) {
  const { t, question, work } = app.state;
  if (!question || !work) return nothing;
  const { rows, leftOut, word, typed, isSending, problem } = question;
  const groups = groupBy(rows, ({ place, call }) => `${place.id} ${call.region}`);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    confirm(app);
  };
  return html`
    <dialog class="question" aria-labelledby="question-title" @cancel=${(/** @type {Event} */ event) => onDialogCancel(app, event)}>
      <form @submit=${submit}>
        <header>
          <h2 id="question-title">${rows.length > 0 ? t.question.title(rows.length) : t.question.none}</h2>
          <p class=${work.isPractice ? "practice-mark" : "real-mark"}>${work.isPractice ? t.question.practice : t.question.real} <span class="faint">${foreign(work.who)}</span></p>
        </header>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="question-title">
          ${problemBox(app, problem)}
          ${work.mayCallOff ? nothing : html`<p class="note">${t.question.viewer}</p>`}
          ${rows.length > 0 ? html`<p class="legend">${icon("bar")} ${t.question.effects}</p>` : nothing}
          ${[...groups.values()].map((group) => groupView(app, group))}
          ${leftOutView(app, leftOut)}
          ${
            rows.length > 0
              ? unfold(app, "requests", t.question.requests, () =>
                  commandsView(
                    app,
                    rows.map(({ call }) => call),
                  ),
                )
              : nothing
          }
        </div>
        <footer>
          ${
            word
              ? html`
                <label class="field"><span>${word === String(rows.length) ? t.question.type(rows.length) : t.question.typeHost(word)}</span>
                  <input name="count" inputmode=${word === String(rows.length) ? "numeric" : "text"} autocomplete="off" spellcheck="false" autocapitalize="off" .value=${typed} @input=${(
                    /** @type {any} */ { target },
                  ) => {
                    question.typed = target.value;
                    app.update();
                  }} /></label>`
              : nothing
          }
          <div class="buttons">
            <button type="button" autofocus ?disabled=${isSending} @click=${() => dismiss(app)}>${problem?.code === "may-have-begun" ? t.close : rows.length === 1 ? t.question.noOne : t.question.no}</button>
            <button class="danger" ?disabled=${!mayConfirm(app)}>${isSending ? t.question.sending : t.question.yes(rows.length)}</button>
          </div>
        </footer>
      </form>
    </dialog>`;
}
