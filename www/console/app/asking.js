// The question whether to call off what was chosen, and the answer "yes", with which a run begins.

import { problemOf } from "../model/problem.js";
import { splitRows } from "../model/rows.js";
import { setRunFault } from "../work/practice.js";
import { begin, drop, follow } from "./calling.js";
import { readPastRuns } from "./recording.js";

/** @import { App, Row } from "../types.d.ts" */

/** The second click of a double click comes sooner than anybody has read a question. */
const READING_MS = 500;
/** More than so many are confirmed by typing how many they are. */
const MANY = 10;

/** Not crypto.randomUUID, which a page over plain http has not. */
const newId = () =>
  crypto
    .getRandomValues(new Uint8Array(16))
    .reduce((id, byte) => id + byte.toString(16).padStart(2, "0"), "");

/** @param {App} app @param {Iterable<Row>} [rows] */
export function ask(app, rows = app.state.selection.values()) {
  const split = splitRows(rows);
  if (split.rows.length + split.leftOut.length === 0) return;
  const question = {
    ...split,
    id: newId(),
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
  app.update();
  const calls = question.rows.map(({ call, task, place: { profile } }) => ({ call, profile, id: task.id }));
  try {
    if (work.isPractice)
      await setRunFault(
        fault,
        calls.map(({ call }) => call),
        engine.operations(),
      );
    const id = await work.start(calls, question.id);
    if (app.state.work !== work) return;
    if (question.problem?.begun) drop(app, question.problem.begun);
    delete app.state.question;
    app.state.selection.clear();
    follow(app, work, begin(id, calls.length));
  } catch (error) {
    if (app.state.work !== work) return;
    const { begun: before } = question.problem ?? {};
    question.problem = problemOf(error);
    question.isSending = false;
    // What did begin is seen behind the question.
    const { begun } = question.problem;
    if (before && before !== begun) drop(app, before);
    if (begun && begun !== before) follow(app, work, begin(begun, 0));
    app.update();
    readPastRuns(app);
  }
}
