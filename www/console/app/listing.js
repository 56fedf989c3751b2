// Reading lists: which places, when, and how far.
import { copyOf, isComplete, listCall } from "../model/place.js";
import { problemOf, problemTitle } from "../model/problem.js";
import { letsPagesCall } from "../model/reach.js";

/** @import { App, Engine, Listing, Place, Row, TaskView } from "../types.d.ts" */

/** Tasks that are read before somebody asks for more. */
const MAX_TASKS = 1_000;

/** What passes by itself: the list is read again without being asked. */
const PASSING = ["no-answer", "shut", "provider-fault", "throttled", "unrecognized", "too-many-requests"];
const FIRST_RETRY_MS = 10_000;
const MAX_RETRY_MS = 300_000;

/** What is under way, by place. @type {Map<string, AbortController>} */
const reading = new Map();

/** @param {App} app @param {string} id @returns {Listing} */
const listingOf = ({ state }, id) => state.listings.get(id) ?? { rows: [], isLoading: false };

/** @param {App} app @param {string} id @param {Partial<Listing>} change */
function change(app, id, change) {
  app.state.listings.set(id, { ...listingOf(app, id), ...change });
  app.update();
}

/** Its vendor is not known to let this page call it. @param {App} app @param {Place} place */
export const isShut = ({ state }, { profile, cancel }) =>
  state.work?.kind === "alone" && !letsPagesCall(cancel.provider.id, profile.endpoint);

/** @param {App} app */
export const shownPlaces = ({ state: { places, shown } }) =>
  places.filter(({ id }) => shown === "all" || shown === id);

/** @param {Engine} engine @param {Place} place @param {TaskView} task @returns {Row} */
export function rowFor(engine, place, task) {
  const key = `${place.id}#${place.region}#${task.id}`;
  try {
    return { key, place, task, call: engine.cancelCallFor(listCall(place), task) };
  } catch {
    return { key, place, task };
  }
}

/**
 * The rows of a selection are those of the list: what is known of them is renewed with it, and who is gone is not chosen.
 * @param {App} app
 * @param {Place} place
 * @param {Row[]} rows
 * @param {boolean} isWhole
 */
function renewSelection({ state: { selection } }, place, rows, isWhole) {
  const found = new Map(rows.map((row) => [row.key, row]));
  for (const [key, chosen] of selection) {
    const row = found.get(key);
    if (row) selection.set(key, row);
    else if (isWhole && chosen.place.id === place.id) selection.delete(key);
  }
}

/**
 * Reads on until there are enough.
 * @param {App} app
 * @param {Place} place
 * @param {AsyncIterator<TaskView>} iterator
 * @param {Row[]} before
 * @param {AbortController} controller
 */
async function read(app, place, iterator, before, controller) {
  const engine = /** @type {Engine} */ (app.state.engine);
  const rows = [...before];
  /** @type {Partial<Listing>} */
  let end = {};
  try {
    for (;;) {
      const { value, done } = await iterator.next();
      if (done) break;
      rows.push(rowFor(engine, place, value));
      if (rows.length - before.length < MAX_TASKS) continue;
      end = { rest: iterator };
      break;
    }
  } catch (error) {
    if (controller.signal.aborted) return;
    end = { problem: problemOf(error) };
  }
  if (reading.get(place.id) !== controller) return;
  reading.delete(place.id);
  // What was there before is better than nothing, where nothing new came.
  const kept = rows.length === 0 && end.problem ? listingOf(app, place.id).rows : rows;
  renewSelection(app, place, kept, !end.rest && !end.problem);
  const { at, failures = 0 } = listingOf(app, place.id);
  /** @type {Listing} */
  const listing = { rows: kept, isLoading: false, ...end };
  if (!end.problem) app.state.listings.set(place.id, { ...listing, at: Date.now() });
  else {
    const retryAt = Date.now() + Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    app.state.listings.set(place.id, { ...listing, ...(at && { at }), failures: failures + 1, retryAt });
    if (failures === 0) app.announce(problemTitle(app.state.t, end.problem));
  }
  app.update();
}

/** @param {App} app @param {Place} place */
async function readPlace(app, place) {
  const { work } = app.state;
  if (!work || !isComplete(place)) return;
  reading.get(place.id)?.abort();
  const controller = new AbortController();
  reading.set(place.id, controller);
  const { since = Date.now() } = listingOf(app, place.id);
  change(app, place.id, { isLoading: true, since });
  const there = copyOf(place);
  const tasks = work.list(there.profile, listCall(there), controller.signal);
  await read(app, there, tasks[Symbol.asyncIterator](), [], controller);
}

/** Reads what is shown. @param {App} app @param {Place[]} [places] */
export async function refresh(app, places = shownPlaces(app).filter((place) => !isShut(app, place))) {
  await Promise.all(places.map((place) => readPlace(app, place)));
}

/** Reads again what is shown and has grown old, unasked. @param {App} app */
export function renew(app) {
  /** @param {Listing} listing */
  const isOld = ({ isLoading, isPasted, problem, retryAt = 0, rows }) =>
    !isLoading &&
    !isPasted &&
    rows.length < MAX_TASKS &&
    (!problem || (PASSING.includes(problem.code) && Date.now() >= retryAt));
  const old = shownPlaces(app).filter((place) => {
    const listing = app.state.listings.get(place.id);
    return listing && !isShut(app, place) && isOld(listing);
  });
  return refresh(app, old);
}

/** @param {App} app @param {Place} place */
export async function readMore(app, place) {
  const { rest, rows, isLoading } = listingOf(app, place.id);
  // Two that read on at once would each get a part of the tasks.
  if (!rest || isLoading) return;
  const controller = new AbortController();
  reading.set(place.id, controller);
  change(app, place.id, { isLoading: true });
  await read(app, copyOf(place), rest, rows, controller);
}

/** What is under way would take the place of what comes now. @param {Place} place */
function stopReadingAt({ id }) {
  reading.get(id)?.abort();
  reading.delete(id);
}

/** The list as somebody pasted it. @param {App} app @param {Place} place @param {TaskView[]} tasks */
export function takeTasks(app, place, tasks) {
  stopReadingAt(place);
  const engine = /** @type {Engine} */ (app.state.engine);
  const there = copyOf(place);
  const rows = tasks.map((task) => rowFor(engine, there, task));
  app.state.listings.set(place.id, { rows, isLoading: false, isPasted: true, at: Date.now() });
}

/** @param {App} app @param {string} shown a place's id, or "all" */
export function show(app, shown) {
  const { state } = app;
  state.shown = shown;
  state.view = "list";
  state.inspected = "";
  app.update();
  const old = shownPlaces(app).filter((place) => !isShut(app, place) && !listingOf(app, place.id).at);
  refresh(app, old);
}

/** What was read of a place and chosen in it is of no use once it lies elsewhere. @param {App} app @param {Place} place */
function forget({ state }, place) {
  stopReadingAt(place);
  state.listings.delete(place.id);
  for (const [key, row] of state.selection) if (row.place.id === place.id) state.selection.delete(key);
}

/**
 * Says where to look. What other places of the same profile need as well, they get, too.
 * @param {App} app
 * @param {Place} place
 * @param {{ region?: string, params?: Record<string, string> }} told
 */
export function settle(app, place, { region = place.region, params = {} }) {
  const isElsewhere =
    region !== place.region || Object.entries(params).some(([name, value]) => place.params[name] !== value);
  if (isElsewhere) forget(app, place);
  place.region = region;
  Object.assign(place.params, params);
  for (const other of app.state.places) {
    if (other.profile !== place.profile || other === place) continue;
    if (other.region === "" && other.list.regions.includes(region)) other.region = region;
    for (const [name, value] of Object.entries(params))
      if (other.params[name] === "") other.params[name] = value;
  }
  app.update();
}

/** Says where to look, as settle() does, and reads the list there. @param {App} app @param {Place} place @param {Parameters<typeof settle>[2]} told */
export function setPlace(app, place, told) {
  settle(app, place, told);
  if (!isShut(app, place)) refresh(app, [place]);
}

/** Ends all that is under way. */
export function stopReading() {
  for (const controller of reading.values()) controller.abort();
  reading.clear();
}
