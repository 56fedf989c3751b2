// The rail: where tasks are looked for, and what else one can do.
import { html, nothing } from "lit-html";
import { openRun } from "../app/calling.js";
import { show } from "../app/listing.js";
import { go } from "../app/navigation.js";
import { openHistory } from "../app/recording.js";
import { formats } from "../model/format.js";
import { groupBy } from "../model/group.js";
import { isComplete } from "../model/place.js";
import { tabOf } from "../model/rows.js";
import { countsOf } from "../model/run.js";
import { icon } from "./icons.js";
import { serviceName, tasksName } from "./parts.js";

/** @import { App, Counts, Place } from "../types.d.ts" */

const MAX_RUNS = 6;

/** Closes the rail where it lies over the page. */
const close = () => {
  const rail = document.getElementById("rail");
  if (rail?.matches(":popover-open")) rail.hidePopover();
};

/** @param {{ isOn: boolean, open: () => void, label: unknown, count?: unknown, title?: string }} options */
const entry = ({ isOn, open, label, count = nothing, title = "" }) => html`
  <li><button type="button" class="rail-entry" title=${title || nothing} aria-current=${isOn ? "page" : nothing}
    @click=${() => {
      close();
      open();
    }}><span class="rail-label">${label}</span><span class="rail-count">${count}</span></button></li>`;

/** How many tasks run there. @param {App} app @param {Place} place */
function countIn({ state: { listings, t } }, place) {
  if (!isComplete(place)) return html`<span class="faint" title=${t.rail.needs}>–</span>`;
  const listing = listings.get(place.id);
  if (listing?.problem) return html`<span class="bad" title=${t.list.partly}>!</span>`;
  if (!listing?.at) return listing?.isLoading ? "…" : "";
  return listing.rows.filter(({ task }) => tabOf(task) === "running").length;
}

/** @param {Counts} counts */
const runMark = ({ total, confirmed, waiting, canceling }) =>
  waiting + canceling > 0 ? icon("half") : confirmed === total ? icon("check") : icon("question");

/** @param {App} app */
function runsIn(app) {
  const { runs, pastRuns } = app.state;
  const own = [...runs.values()]
    .toReversed()
    .map((run) => ({ id: run.id, at: run.at, counts: countsOf(run) }));
  const known = new Set(own.flatMap(({ id }) => id.split(",")));
  const past = pastRuns
    .filter(({ id }) => !known.has(id))
    .map(({ id, at, counts }) => ({ id, at: Date.parse(at), counts }));
  return [...own, ...past].slice(0, MAX_RUNS);
}

/** @param {App} app */
export function railView(app) {
  const { t, lang, places, shown, view, work, run, isEntering } = app.state;
  if (!work) return isEntering ? html`<nav class="rail"></nav>` : nothing;
  const format = formats(lang);
  const isList = view === "list";
  const profiles = groupBy(places, ({ profile }) => profile.name);
  return html`
    <nav class="rail" id="rail" popover="auto" aria-label=${t.bar.menu}>
      <h2>${t.rail.find}</h2>
      <ul>
        ${
          places.length > 1
            ? entry({
                isOn: isList && shown === "all",
                open: () => show(app, "all"),
                label: html`<b>${t.rail.everything}</b>`,
              })
            : nothing
        }
        ${[...profiles].map(
          ([name, own]) => html`
            ${work.kind === "worker" ? html`<li class="rail-group">${name}</li>` : nothing}
            ${own.map((place) =>
              entry({
                isOn: isList && shown === place.id,
                open: () => show(app, place.id),
                label: serviceName(t, place.cancel),
                title: `${place.cancel.provider.service}: ${tasksName(t, place.cancel, place.list)}`,
                count: countIn(app, place),
              }),
            )}`,
        )}
      </ul>
      <h2>${t.rail.have}</h2>
      <ul>
        ${entry({ isOn: view === "explain", open: () => go(app, "explain"), label: html`${icon("text")} ${t.rail.id}` })}
      </ul>
      <h2>${t.rail.runs}</h2>
      <ul>
        ${runsIn(app).map(({ id, at, counts }) =>
          entry({
            isOn: view === "run" && run?.id === id,
            open: () =>
              work.kind === "worker" || app.state.runs.has(id) ? openRun(app, id) : openHistory(app),
            label: html`${runMark(counts)} ${at === undefined ? id.slice(0, 5) : format.clock(at).slice(0, 5)}`,
            count: `${counts.confirmed}/${counts.total}`,
          }),
        )}
        ${entry({ isOn: view === "history", open: () => openHistory(app), label: html`${icon("list")} ${t.rail.history}` })}
      </ul>
    </nav>`;
}
