// A run: it is followed to its end, shown, stopped, and opened again.

import { idField } from "../model/place.js";
import { problemOf, problemTitle } from "../model/problem.js";
import { applyChange, countsOf, endedOf, jobIdsIn, lastEndOf, newRun } from "../model/run.js";
import { warn } from "./clipboard.js";
import { refresh } from "./listing.js";
import { readPastRuns } from "./recording.js";

/** @import { App, Row, Run, RunRow, Work } from "../types.d.ts" */

/** A screen reader is told of a run's progress no more often. */
const TELL_MS = 5_000;
/** The page draws a run no more often. */
const DRAW_MS = 150;

/** A run that begins now. @param {string} id @param {number} total */
export function begin(id, total) {
  const run = newRun(id, Date.now());
  run.total = total;
  return run;
}

/** The run is shown, and watched to its end. @param {App} app @param {Work} work @param {Run} run */
export function follow(app, work, run) {
  app.state.runs.set(run.id, run);
  showRun(app, run);
  watch(app, work, run);
}

/** It is a part of another run now. @param {App} app @param {string} id */
export function drop({ state: { runs } }, id) {
  const run = runs.get(id);
  if (run) watching.get(run)?.abort();
  runs.delete(id);
}

/** @param {App} app @param {Run} run */
function showRun(app, run) {
  app.state.run = run;
  app.state.view = "run";
  app.state.inspected = "";
  app.update();
}

/** The id of a row's task: a job that was begun elsewhere has it only in its calls. @param {App} app @param {RunRow} row */
function nameRow({ state: { places } }, row) {
  const place = places.find(({ cancel }) => cancel.id === row.call.operation);
  row.id ||= String(/** @type {any} */ (row.call.params)[place ? idField(place.cancel) : ""] ?? "");
}

/** What is watched, with what ends it. @type {Map<Run, AbortController>} */
const watching = new Map();

/** Nobody looks any more: what this page watches goes on without it, and what it does itself ends. */
export function stopWatching() {
  for (const controller of watching.values()) controller.abort();
  watching.clear();
}

/** Keeps what is known of each run, where that is kept here. @param {App} app */
export function keepRuns({ state: { work, runs } }) {
  for (const run of runs.values()) if (run.rows.size > 0) work?.keep?.(run);
}

/**
 * Tells of a run, however fast its tasks change: on the page a few times a second, to a screen reader every few seconds.
 * @param {App} app
 * @param {Work} work
 * @param {Run} run
 */
function teller(app, work, run) {
  let saidAt = Date.now();
  let isDue = false;
  const say = () => {
    isDue = false;
    if (app.state.work !== work || app.state.runs.get(run.id) !== run) return;
    app.update();
    const counts = countsOf(run);
    if (counts.total === 0 || (!run.isOver && Date.now() - saidAt < TELL_MS)) return;
    saidAt = Date.now();
    app.announce(app.state.t.run.said(counts.confirmed, counts.total));
    work.keep?.(run);
  };
  return () => {
    if (!isDue) setTimeout(say, DRAW_MS);
    isDue = true;
  };
}

/**
 * Watches a run to its end.
 * @param {App} app
 * @param {Work} work
 * @param {Run} run one that began here where it has a time
 */
async function watch(app, work, run) {
  const tell = teller(app, work, run);
  const controller = new AbortController();
  watching.set(run, controller);
  let wasLive = run.at !== undefined;
  try {
    const watched = work.watch(run.id, {
      signal: controller.signal,
      isOld: run.at === undefined,
      told({ at, counts }) {
        run.at ??= at;
        run.counts = counts;
        run.total = counts.total;
        wasLive ||= endedOf(counts) < counts.total;
        tell();
      },
      lost(isLost) {
        if (run.isLost === isLost) return;
        run.isLost = isLost;
        tell();
      },
      tell(key, change) {
        applyChange(run, key, change);
        const row = run.rows.get(key);
        if (row && row.id === "") nameRow(app, row);
        tell();
      },
    });
    // From its beginning on, so that it is known of even after the page was loaded anew.
    work.keep?.(run);
    await watched;
    const counts = countsOf(run);
    run.isOver = endedOf(counts) === counts.total;
    const endedAt = lastEndOf(run) ?? (wasLive ? Date.now() : undefined);
    if (endedAt !== undefined) run.endedAt = endedAt;
  } catch (error) {
    run.problem = problemOf(error);
  }
  watching.delete(run);
  work.keep?.(run);
  if (app.state.work !== work || app.state.runs.get(run.id) !== run) return;
  tell();
  await Promise.all([readPastRuns(app), refresh(app)]);
}

/** @param {App} app @param {string} text a run's id, as somebody's address may have it */
export function openRun(app, text) {
  const { work, runs } = app.state;
  const { ids, isWhole } = jobIdsIn(text);
  const known = runs.get(text) ?? runs.get(ids.join(","));
  if (known && !known.problem) return showRun(app, known);
  if (work?.kind !== "worker") return;
  if (known) drop(app, known.id);
  const run = newRun(ids.length > 0 ? ids.join(",") : text);
  run.isPart = !isWhole && ids.length > 0;
  follow(app, work, run);
}

/** Those of a run that may still run: each is a row again. @param {App} app @param {Run} run @returns {Row[]} */
export const leftRows = ({ state: { places } }, { rows }) =>
  [...rows.values()].flatMap(({ key, id, profile, call, state }) => {
    const place = places.find((one) => one.profile.name === profile && one.cancel.id === call.operation);
    if (!place || !["refused", "unconfirmed", "failed"].includes(state)) return [];
    const task = {
      id,
      state: /** @type {const} */ ("unknown"),
      rawState: "?",
      terminal: false,
      cancelable: null,
    };
    return [{ key, place, task, call }];
  });

/** @param {App} app */
export async function stopRun(app) {
  const { run, work } = app.state;
  if (!run || !work) return;
  run.isStopped = true;
  app.update();
  try {
    await work.stop(run.id);
  } catch (error) {
    // It goes on, and is watched as before.
    run.isStopped = false;
    warn(app, problemTitle(app.state.t, problemOf(error)));
  }
}

/** Whether a run is watched. @param {App} app */
export const isWatching = ({ state: { runs } }) =>
  [...runs.values()].some(({ isOver, problem }) => !isOver && !problem);

/** Whether leaving the page would end something. @param {App} app */
export const isBound = (app) => app.state.work?.kind === "alone" && isWatching(app);
