// The box for texts: whatever is pasted is read at once, and nothing is sent.
import { html, nothing } from "lit-html";
import { go } from "../app/navigation.js";
import {
  callOffNamed,
  foreignRegion,
  goThere,
  namedPlace,
  namedTask,
  readText,
  showTasks,
} from "../app/reading.js";
import { outcomeFacts } from "./outcome.js";
import { english, fact, foreign, problemBox } from "./parts.js";

/** @import { App, Explanation, Outcome } from "../types.d.ts" */

const MAX_OUTCOMES = 20;
const MAX_TASKS = 100;
const example =
  "An error occurred (DataRepositoryTaskEnded) when calling the CancelDataRepositoryTask operation: The data repository task could not be canceled because the task has already ended.";

/** What can be done with the task that the text names. @param {App} app @param {Explanation} explanation */
function actsView(app, { call, outcomes }) {
  const { t, work } = app.state;
  const place = namedPlace(app);
  const tasks = outcomes.flatMap((outcome) => outcome.tasks ?? []);
  if (Object.keys(call?.params ?? {}).length + tasks.length === 0) return nothing;
  if (!place) return work ? nothing : html`<p class="help">${t.explain.needKeys}</p>`;
  const region = foreignRegion(app, place);
  if (region) return html`<p class="note">${t.explain.foreignRegion(region, place.profile.name)}</p>`;
  return html`
    <p class="buttons">
      ${namedTask(app, place) && work?.mayCallOff ? html`<button type="button" class="danger" @click=${() => callOffNamed(app, place)}>${t.explain.useCall}</button>` : nothing}
      ${namedTask(app, place) || call?.region ? html`<button type="button" @click=${() => goThere(app, place)}>${t.explain.goThere}</button>` : nothing}
      ${tasks.length > 0 ? html`<button type="button" @click=${() => showTasks(app, place, tasks)}>${t.explain.tasks(tasks.length)}</button>` : nothing}
    </p>`;
}

/** The tasks that a reply tells of. @param {App} app @param {Outcome} outcome */
const tasksView = ({ state: { t } }, { task, tasks = task ? [task] : [] }) =>
  html`<dl>${tasks.slice(0, MAX_TASKS).map(({ id, state }) => fact(t.states[state] ?? state, html`<code>${foreign(id)}</code>`))}</dl>`;

/** @param {App} app @param {Explanation} explanation */
function explanationView(app, explanation) {
  const { t } = app.state;
  const { kind, operation, outcomes, call, found, summary } = explanation;
  return html`
    <section class="explanation">
      <h2>${t.explain.kinds[kind]}</h2>
      ${outcomes.length > 0 && operation ? html`<p class="help">${t.explain.readAs(operation)}</p>` : html`<p>${english(summary)}</p>`}
      ${actsView(app, explanation)}
      ${outcomes.slice(0, MAX_OUTCOMES).map(
        (outcome) => html`${outcomeFacts(app, outcome)}${tasksView(app, outcome)}
          ${outcome.ok ? nothing : html`<p class="help">${outcome.retryable ? t.explain.again : t.explain.notAgain}</p>`}`,
      )}
      ${outcomes.length > MAX_OUTCOMES ? html`<p class="help">${t.question.more(outcomes.length - MAX_OUTCOMES)}</p>` : nothing}
      ${
        call
          ? html`<dl class="call">${fact(t.inspect.region, call.region && foreign(call.region))}${Object.entries(
              call.params ?? {},
            ).map(([name, value]) =>
              fact(
                name,
                html`<code>${foreign(typeof value === "string" ? value : JSON.stringify(value))}</code>`,
              ),
            )}</dl>`
          : nothing
      }
      ${
        found.length > 0
          ? html`<details><summary>${t.explain.found}: ${found.length}</summary><dl>${found.slice(0, 100).map(({ what, text }) => fact(what, html`<code>${foreign(text.slice(0, 300))}</code>`))}</dl></details>`
          : nothing
      }
    </section>`;
}

/** @param {App} app */
export function explainView(app) {
  const { t, explain, work } = app.state;
  const { text, explanation, problem, isCut, isLoading } = explain;
  return html`
    <div class="explain">
      <div class="place"><h1 tabindex="-1">${t.explain.title}</h1>
        ${work ? nothing : html`<button type="button" @click=${() => go(app, "list")}>${t.bar.back}</button>`}
      </div>
      <label class="field"><span>${t.explain.label}</span>
        <textarea name="text" rows="10" spellcheck="false" autocapitalize="off" autocomplete="off" placeholder=${t.explain.placeholder} .value=${text}
          @input=${(/** @type {any} */ { target }) => readText(app, target.value)}></textarea>
      </label>
      <p class="buttons">
        <button type="button" class="quiet" ?disabled=${text === ""} @click=${() => readText(app, "")}>${t.explain.clear}</button>
        <button type="button" class="quiet" @click=${() => readText(app, example)}>${t.explain.example}</button>
        ${isLoading ? html`<span class="help">${t.explain.loading}</span>` : nothing}
      </p>
      ${isCut ? html`<p class="note">${t.explain.cut}</p>` : nothing}
      ${problemBox(app, problem)}
      ${explanation ? explanationView(app, explanation) : nothing}
    </div>`;
}
