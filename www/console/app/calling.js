// From a selection to its end: the question, the run, and watching it.

import { idField } from "../model/place.js";
import { problemOf } from "../model/problem.js";
import { splitRows } from "../model/rows.js";
import { applyChange, countsOf, endedOf, newRun } from "../model/run.js";
import { setRunFault } from "../work/practice.js";
import { refresh } from "./listing.js";
import { readPastRuns } from "./recording.js";

/** @import { App, Row, Run, RunRow, Work } from "../types.d.ts" */

/** The second click of a double click comes sooner than anybody has read a question. */
const READING_MS = 500;
/** A screen reader is told of a run's progress no more often. */
const TELL_MS = 5_000;
/** The page draws a run no more often. */
const DRAW_MS = 150;
/** More than so many are confirmed by typing how many they are. */
const MANY = 10;

/** @param {App} app @param {Iterable<Row>} [rows] */
export function ask(app, rows = app.state.selection.values()) {
  const split = splitRows(rows);
  if (split.rows.length + split.leftOut.length === 0) return;
  const question = {
    ...split,
    word: wordToType(app, split.rows),
    typed: "",
    isReady: false,
    isSending: false,
  };
  app.state.question = question;
  app.update();
  setTimeout(() => {
    question.isReady = true;
    app.update();
  }, READING_MS);
}

/** What has to be typed: the host, where keys go to one that somebody gave; how many, where they are many. @param {App} app @param {Row[]} rows */
function wordToType({ state: { work } }, rows) {
  const endpoint = rows.find(({ place }) => place.profile.endpoint)?.place.profile.endpoint;
  if (endpoint && !work?.isPractice) return new URL(endpoint).host;
  return rows.length > MANY ? String(rows.length) : "";
}

/** @param {App} app */
export function dismiss(app) {
  if (app.state.question?.isSending) return;
  delete app.state.question;
  app.update();
}

/** Whether the question may be answered with yes. @param {App} app */
export function mayConfirm({ state: { question, work } }) {
  if (!question || !work?.mayCallOff || question.rows.length === 0) return false;
  return question.isReady && !question.isSending && question.typed.trim() === question.word;
}

/** @param {App} app */
export async function confirm(app) {
  const { question, work, engine, fault } = app.state;
  if (!question || !work || !engine || !mayConfirm(app)) return;
  question.isSending = true;
  delete question.problem;
  app.update();
  const calls = question.rows.map(({ call, task, place: { profile } }) => ({ call, profile, id: task.id }));
  try {
    if (work.isPractice)
      await setRunFault(
        fault,
        calls.map(({ call }) => call),
        engine.operations(),
      );
    const id = await work.start(calls);
    delete app.state.question;
    app.state.selection.clear();
    follow(app, work, id, calls.length);
  } catch (error) {
    question.problem = problemOf(error);
    question.isSending = false;
    app.update();
  }
}

/** The run is shown, and watched to its end. @param {App} app @param {Work} work @param {string} id @param {number} [total] */
function follow(app, work, id, total = 0) {
  const run = newRun(id, Date.now());
  run.total = total;
  app.state.runs.set(id, run);
  showRun(app, run);
  watch(app, work, run);
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

/** What is watched. @type {Set<AbortController>} */
const watching = new Set();

export function stopWatching() {
  for (const controller of watching) controller.abort();
  watching.clear();
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

/** @param {App} app @param {Work} work @param {Run} run */
async function watch(app, work, run) {
  const tell = teller(app, work, run);
  const controller = new AbortController();
  watching.add(controller);
  try {
    await work.watch(run.id, {
      signal: controller.signal,
      total(count) {
        run.total = count;
        tell();
      },
      lost(isLost) {
        run.isLost = isLost;
        tell();
      },
      tell(key, change) {
        applyChange(run, key, change, Date.now());
        const row = run.rows.get(key);
        if (row && row.id === "") nameRow(app, row);
        tell();
      },
    });
    const counts = countsOf(run);
    run.isOver = endedOf(counts) === counts.total;
    run.endedAt = Date.now();
  } catch (error) {
    run.problem = problemOf(error);
  }
  watching.delete(controller);
  tell();
  if (app.state.work !== work) return;
  await Promise.all([readPastRuns(app), refresh(app)]);
}

/** @param {App} app @param {string} id */
export function openRun(app, id) {
  const { work, runs } = app.state;
  const known = runs.get(id);
  if (known && !known.problem) showRun(app, known);
  else if (work?.kind === "worker") follow(app, work, id);
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
    run.isStopped = false;
    run.problem = problemOf(error);
    app.update();
  }
}

/** Whether leaving the page would end something. @param {App} app */
export const isBound = ({ state: { runs, work } }) =>
  work?.kind === "alone" && [...runs.values()].some(({ isOver, problem }) => !isOver && !problem);
