// The list of tasks: what runs where, for how long, how far; with what can be chosen.
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { inspect, moveTo, select, selectAll, selectTo, setQuery, setTab, sortBy } from "../app/choosing.js";
import { isShut, readMore, refresh, shownPlaces } from "../app/listing.js";
import { go } from "../app/navigation.js";
import { formats, plain, shortId } from "../model/format.js";
import { groupBy } from "../model/group.js";
import { isComplete, listCall } from "../model/place.js";
import { rowsOf, sinceOf, tabCounts, visibleRows, whyNot } from "../model/rows.js";
import { commandsView } from "./commands.js";
import { icon, taskSign } from "./icons.js";
import { foreign, meter, problemBox, serviceName, skeleton } from "./parts.js";
import { placeView } from "./place.js";

/** @import { App, Place, Row, Sort, Tab } from "../types.d.ts" */

const MORE_ROWS = 500;
/** Older than that, a running task stands out. */
const LONG_MS = 24 * 3_600_000;

/** @param {App} app */
function toolbar(app) {
  const { t, lang, tab, query } = app.state;
  const counts = tabCounts(rowsOf(app.state));
  const listings = shownPlaces(app).flatMap(({ id }) => app.state.listings.get(id) ?? []);
  const isLoading = listings.some((listing) => listing.isLoading);
  const times = listings.flatMap(({ at }) => at ?? []);
  const isOld = listings.some(({ problem }) => problem);
  return html`
    <div class="toolbar">
      <div class="tabs" role="group" aria-label=${t.list.columns.state}>
        ${
          /** @type {Tab[]} */ (["running", "ending", "ended", "all"]).map(
            (id) => html`
            <button type="button" class="tab" aria-pressed=${tab === id} @click=${() => setTab(app, id)}>
              ${t.list.tabs[id]} <b>${formats(lang).number(counts[id])}</b>
            </button>`,
          )
        }
      </div>
      <span class="fill"></span>
      <label class="search">${icon("search")}<span class="hidden">${t.list.search}</span>
        <input id="search" type="search" placeholder=${t.list.search} .value=${query}
          @input=${(/** @type {any} */ { target }) => setQuery(app, target.value)} />
      </label>
      <button type="button" class="ghost" title=${t.list.refresh} @click=${() => refresh(app)}>
        ${icon("refresh")}<span class="hidden">${t.list.refresh}</span><span class="wide ${isOld ? "wait" : ""}">${isLoading ? t.list.loading : times.length > 0 ? t.list.asOf(formats(lang).clock(Math.min(...times))) : ""}</span>
      </button>
    </div>`;
}

/** For how long it runs, or ran. @param {App} app @param {Row} row */
function ageText({ state: { lang, now } }, { task }) {
  const since = sinceOf(task);
  if (since === undefined) return "–";
  return formats(lang).duration(
    Math.max(0, (task.terminal ? Date.parse(task.endedAt ?? "") || now : now) - since),
  );
}

/** @param {App} app @param {Row} row */
function ageOf(app, row) {
  const { t, now } = app.state;
  const text = ageText(app, row);
  const age = now - (sinceOf(row.task) ?? now);
  return !row.task.terminal && age > LONG_MS ? html`<b class="wait" title=${t.list.stuck}>${text}</b>` : text;
}

/** @param {App} app @param {Row} row */
function rowView(app, row) {
  const { t, lang, selection, cursor, inspected, shown } = app.state;
  const { key, task, place } = row;
  const isOn = selection.has(key);
  const name = serviceName(t, place.cancel);
  const type = plain(task.type ?? "")
    .replaceAll("_", " ")
    .toLowerCase();
  const click = (/** @type {MouseEvent} */ event) => {
    if (/** @type {Element} */ (event.target).closest("input, button, label")) return;
    if (event.shiftKey) selectTo(app, row);
    else inspect(app, key, !(inspected === key));
  };
  return html`
    <tr class=${[whyNot(row) ? "dim" : "", inspected === key ? "open" : ""].join(" ")} ?data-cursor=${cursor === key} @click=${click} @focusin=${() => moveTo(app, key)}>
      <td class="pick"><label><input type="checkbox" .checked=${isOn} aria-label=${t.list.select(plain(task.id))}
        @click=${(/** @type {MouseEvent} */ event) => {
          app.state.cursor = key;
          if (event.shiftKey) selectTo(app, row);
          else select(app, row, /** @type {any} */ (event.target).checked);
        }} /></label></td>
      <td class="state" title=${plain(task.rawState)}>${taskSign(task.state, t.states[task.state] ?? task.state)}</td>
      <td class="task"><button type="button" class="id" title=${plain(task.id)} aria-expanded=${inspected === key} @click=${() => inspect(app, key, inspected !== key)}>${foreign(shortId(task.id))}</button></td>
      <td class="type" title=${plain(task.source ?? "")}>${shown === "all" ? html`<span class="service">${name}</span> ` : nothing}${type}</td>
      <td class="age">${ageOf(app, row)}</td>
      <td class="done">${task.progress === undefined ? html`<span class="faint">–</span>` : meter(task.progress, formats(lang).percent(task.progress), `${t.list.columns.done} ${plain(task.id)}`)}</td>
    </tr>`;
}

/** What a row shows: it is drawn anew only where some of this has changed. @param {App} app @param {Row} row */
function shownOf(app, row) {
  const { lang, selection, cursor, inspected, shown } = app.state;
  const { key } = row;
  return [row, lang, shown, selection.has(key), cursor === key, inspected === key, ageText(app, row)];
}

/** @param {App} app @param {Sort["by"]} by */
function heading(app, by) {
  const { t, sort } = app.state;
  const order = sort.by === by ? (sort.isDown ? "descending" : "ascending") : "none";
  return html`
    <th scope="col" class=${by} aria-sort=${order}>
      <button type="button" class="sort" @click=${() => sortBy(app, by)}>${t.list.columns[by]}<span aria-hidden="true">${{ ascending: " ↑", descending: " ↓", none: "" }[order]}</span></button>
    </th>`;
}

/** @param {App} app @param {Row[]} rows */
function tableView(app, rows) {
  const { t, limit, selection } = app.state;
  const able = rows.filter((row) => !whyNot(row));
  const count = able.filter(({ key }) => selection.has(key)).length;
  const listings = shownPlaces(app).map(({ id }) => app.state.listings.get(id));
  return html`
    <table class="tasks list" aria-busy=${listings.some((listing) => listing?.isLoading)}>
      <caption class="hidden">${t.list.title}</caption>
      <thead>
        <tr>
          <th class="pick"><label><input type="checkbox" aria-label=${t.list.selectAll} ?disabled=${able.length === 0}
            .checked=${count > 0 && count === able.length} .indeterminate=${count > 0 && count < able.length} @click=${(
              /** @type {Event} */ event,
            ) => {
              // The box shows what is chosen, which may be none: it is drawn after the browser has put it back.
              event.preventDefault();
              setTimeout(() => selectAll(app));
            }} /></label></th>
          ${/** @type {Sort["by"][]} */ (["state", "task", "type", "age", "done"]).map((by) => heading(app, by))}
        </tr>
      </thead>
      <tbody>${repeat(
        rows.slice(0, limit),
        ({ key }) => key,
        (row) => guard(shownOf(app, row), () => rowView(app, row)),
      )}</tbody>
    </table>
    ${
      rows.length > limit
        ? html`<p class="more"><button type="button" @click=${() => {
            app.state.limit += MORE_ROWS;
            app.update();
          }}>${t.list.showMore}</button></p>`
        : nothing
    }`;
}

/** How long the first places wait for the others, so that all rows come at once. */
const PATIENCE_MS = 1_000;

/** @param {App} app */
function emptyView(app) {
  const { t, tab, query } = app.state;
  const counts = tabCounts(rowsOf(app.state));
  if (query)
    return html`<div class="empty"><p>${t.list.noMatch}</p><button type="button" @click=${() => setQuery(app, "")}>${t.list.clearSearch}</button></div>`;
  if (tab !== "running") return html`<div class="empty"><p>${t.list.empty}</p></div>`;
  return html`
    <div class="empty"><p>${t.list.emptyRunning(counts.ended)}</p>
      ${counts.ended > 0 ? html`<button type="button" @click=${() => setTab(app, "ended")}>${t.list.showEnded}</button>` : nothing}
    </div>`;
}

/** Where the list goes on. @param {App} app @param {Place} place */
function moreIn(app, place) {
  const { t, listings } = app.state;
  const { rest, rows = [] } = listings.get(place.id) ?? {};
  if (!rest) return nothing;
  return html`<p class="more">${serviceName(t, place.cancel)}: ${t.list.more(rows.length)} <button type="button" @click=${() => readMore(app, place)}>${t.list.goOn}</button></p>`;
}

/** What stands in the way of several places of one vendor is told once. @param {App} app @param {Place[]} places */
function troubles(app, places) {
  const { t, listings, work, shown } = app.state;
  const troubled = places.filter(({ id }) => listings.get(id)?.problem);
  const groups = groupBy(
    troubled,
    ({ id, list }) => `${listings.get(id)?.problem?.code} ${list.provider.id}`,
  );
  return [...groups.values()].map((group) => {
    const problem = listings.get(group[0]?.id ?? "")?.problem;
    const isKeys = ["unauthenticated", "credentials", "forgotten"].includes(problem?.code ?? "");
    const acts = html`
      <p class="buttons">
        <button type="button" @click=${() => refresh(app, group)}>${t.acts.retry}</button>
        ${isKeys && work?.kind === "alone" && !work.isPractice ? html`<button type="button" @click=${() => go(app, "connect")}>${t.acts.newKeys}</button>` : nothing}
        ${problem?.code === "signed-out" ? html`<button type="button" @click=${() => go(app, "signin")}>${t.acts.signIn}</button>` : nothing}
      </p>`;
    const names = group.map(({ cancel }) => serviceName(t, cancel)).join(", ");
    return problemBox(app, problem, acts, shown === "all" ? names : "");
  });
}

/** @param {App} app @param {Place} place */
function shutView(app, place) {
  const { t } = app.state;
  return html`
    <div class="note">
      <p>${t.list.shut(place.cancel.provider.name)}</p>
      ${commandsView(app, [listCall(place)])}
      <p class="buttons">
        <button type="button" @click=${() => go(app, "explain")}>${t.list.pasteReply}</button>
        <button type="button" @click=${() => refresh(app, [place])}>${t.list.tryAnyway}</button>
      </p>
    </div>`;
}

/** @param {App} app */
export function listView(app) {
  const { t, shown, listings, now } = app.state;
  const places = shownPlaces(app);
  const [place] = shown === "all" ? [] : places;
  const rows = visibleRows(app.state);
  const complete = places.filter(isComplete);
  const awaited = complete
    .map(({ id }) => listings.get(id))
    .filter((listing) => listing?.isLoading && !listing.at);
  // Rows that come a moment later would push those that somebody reads already.
  const isSoon = awaited.some((listing) => now - (listing?.since ?? 0) < PATIENCE_MS);
  const hasAnswer = complete.some(({ id }) => listings.get(id)?.at);
  return html`
    ${place ? placeView(app, place) : html`<div class="place"><h1 tabindex="-1">${t.rail.everything}</h1></div>`}
    ${complete.filter((one) => isShut(app, one) && !listings.has(one.id)).map((one) => shutView(app, one))}
    ${complete.some((one) => !isShut(app, one) || listings.has(one.id)) ? toolbar(app) : nothing}
    ${troubles(app, complete)}
    ${rows.length > 0 && !isSoon ? tableView(app, rows) : awaited.length > 0 ? skeleton : hasAnswer ? emptyView(app) : nothing}
    ${complete.map((one) => moreIn(app, one))}
    ${!place && complete.length === 0 ? html`<p class="note">${t.list.choosePlace}</p>` : nothing}`;
}
