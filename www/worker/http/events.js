// How a job goes on, as server-sent events. Who comes back with the last id goes on after it; who comes for the first
// time is told of every task that was sent so far.
import { isOver } from "../../job.js";
import { findJob, listTasks, task } from "../store/jobs.js";
import { changedTasks, newest } from "../store/record.js";

const PAGE = 200;
/** Tasks of a page of those that were sent before: a job of a million takes 525. */
const TASKS_PAGE = 2_000;
/** The platform allows 1,000 queries for one request. */
const MAX_QUERIES = 950;
const POLL_MS = 1_000;
const BEAT_MS = 15_000;
/** Then the client comes back by itself. */
const MAX_MS = 600_000;
/** Entries that may have come since: more are not looked through, and all tasks are told again. */
const MAX_BEHIND = 50_000;

/** @param {string} event @param {unknown} data @param {number} [id] */
const message = (event, data, id) =>
  `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/**
 * Whether a job has more to tell of its tasks than was told up to an id.
 * @param {Env} env
 * @param {number} number the job's
 * @param {number} lastId
 */
export async function hasMissed(env, number, lastId) {
  const behind = (await newest(env)) - lastId;
  return behind > MAX_BEHIND || (await changedTasks(env, number, lastId, 1)).length > 0;
}

/**
 * @param {Env} env
 * @param {string} id the job's
 * @param {number} number
 * @param {number | undefined} lastId
 */
async function* events(env, id, number, lastId) {
  const start = Date.now();
  let cursor = await newest(env);
  let queries = 3;
  if (lastId !== undefined && lastId <= cursor && cursor - lastId <= MAX_BEHIND) cursor = lastId;
  else {
    for (let from = 0; ; ) {
      const page = await listTasks(env, number, { from, limit: TASKS_PAGE, sent: true });
      queries += 1;
      yield page.tasks.map((/** @type {any} */ one) => message("task", one)).join("");
      if (!page.cursor) break;
      from = Number(page.cursor);
    }
  }
  let [told, spokeAt] = ["", 0];
  while (Date.now() - start < MAX_MS && queries < MAX_QUERIES) {
    queries += 2;
    // First the job: a task that ends after this is in the next round.
    const job = (await findJob(env, id))?.job;
    if (!job) return;
    const rows = await changedTasks(env, number, cursor, PAGE);
    cursor = rows.at(-1)?.at ?? cursor;
    let text = rows.map((row) => message("task", task(row), row.at)).join("");
    const state = JSON.stringify(job);
    if (state !== told) text += message("progress", job, cursor);
    told = state;
    if (text === "" && Date.now() - spokeAt > BEAT_MS) text = ":\n\n";
    if (text !== "") {
      spokeAt = Date.now();
      yield text;
    }
    if (rows.length === PAGE) continue;
    if (isOver(job)) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** @param {Env} env @param {string} id @param {number} number @param {number | undefined} lastId */
export function eventStream(env, id, number, lastId) {
  const source = events(env, id, number, lastId);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await source.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}
