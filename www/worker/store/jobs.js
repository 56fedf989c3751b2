// Jobs and their tasks in D1: taking calls in, and telling how far they are.
import { STATES } from "../../job.js";
import { indexOf, MAX_TASKS, taskId } from "./ids.js";

/** What is counted of a job, beside the tasks that it took in: columns of its row. */
export const COUNTS = [...STATES, "requests", "throttled"];

const CREATE = `INSERT INTO job (id, profile, who, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`;

// Each statement below does nothing where the page was there before: its token is another request's then.
const OPEN_PAGE = `INSERT INTO page (job, key, token, first)
  SELECT number, ?2, ?3, taken FROM job WHERE id = ?1 AND stopped_at IS NULL AND taken + ?4 <= ${MAX_TASKS}
  ON CONFLICT DO NOTHING`;
const ADD_TASKS = `INSERT INTO task (id, lane, state)
  SELECT page.job * ${MAX_TASKS} + page.first + call.key, call.value ->> 'lane', call.value ->> 'state'
  FROM page JOIN json_each(?2) AS call WHERE page.token = ?1 AND page.job = (SELECT number FROM job WHERE id = ?3)`;
const ADD_COUNT = `UPDATE job SET taken = taken + ?2, waiting = waiting + ?2
  WHERE id = ?3 AND EXISTS (SELECT 1 FROM page WHERE page.job = job.number AND page.token = ?1)`;
const ADD_RECORD = `INSERT INTO record (at, task, who, what, note)
  SELECT ?4, number * ${MAX_TASKS}, ?5, 'start', ?2 || ' calls' FROM job
  WHERE id = ?3 AND EXISTS (SELECT 1 FROM page WHERE page.job = job.number AND page.token = ?1)`;
const FIND_PAGE = `SELECT job.number, page.first, page.token FROM job
  LEFT JOIN page ON page.job = job.number AND page.key = ?2 WHERE job.id = ?1`;

/**
 * @typedef {object} Page
 * @property {string} job its id
 * @property {string} key
 * @property {string} who
 * @property {{ lane: string, state: string }[]} tasks
 * @property {string} [profile] of a job that is to be created
 */

/**
 * Takes a page of calls into a job, once for each key.
 * @param {Env} env
 * @param {Page} page
 * @returns {Promise<{ number: number, first: number } | undefined>} the job and the place of the page in it; undefined where
 * the job does not take it: it is unknown, stopped or full
 */
export async function takePage({ DB }, { job, key, who, tasks, profile }) {
  const token = crypto.randomUUID();
  const now = Date.now();
  const count = tasks.length;
  const results = await DB.batch([
    ...(profile === undefined ? [] : [DB.prepare(CREATE).bind(job, profile, who, now)]),
    DB.prepare(OPEN_PAGE).bind(job, key, token, count),
    DB.prepare(ADD_TASKS).bind(token, JSON.stringify(tasks), job),
    DB.prepare(ADD_COUNT).bind(token, count, job),
    DB.prepare(ADD_RECORD).bind(token, count, job, now, who),
    DB.prepare(FIND_PAGE).bind(job, key),
  ]);
  const found = /** @type {any} */ (results.at(-1)?.results[0]);
  return found && found.first !== null ? { number: found.number, first: found.first } : undefined;
}

const COLUMNS = `number, id, profile, who, created_at, stopped_at, taken, ${COUNTS.join(", ")}`;

/** A row as it is shown. @param {any} row */
const job = ({ number: _, created_at, stopped_at, ...rest }) => ({
  ...rest,
  createdAt: new Date(created_at).toISOString(),
  stopped: stopped_at !== null,
});

/** @typedef {ReturnType<typeof job>} Job */

/** @param {Env} env @param {string} id @returns {Promise<{ number: number, job: any } | undefined>} */
export async function findJob({ DB }, id) {
  const row = /** @type {any} */ (
    await DB.prepare(`SELECT ${COLUMNS} FROM job WHERE id = ?`).bind(id).first()
  );
  return row ? { number: row.number, job: job(row) } : undefined;
}

/**
 * Jobs, the newest first.
 * @param {Env} env
 * @param {{ profiles: string[], before: number, limit: number }} options
 */
export async function listJobs({ DB }, { profiles, before, limit }) {
  const { results } = await DB.prepare(
    `SELECT ${COLUMNS} FROM job WHERE number < ?1 AND profile IN (SELECT value FROM json_each(?2))
     ORDER BY number DESC LIMIT ?3`,
  )
    .bind(before, JSON.stringify(profiles), limit)
    .all();
  const last = /** @type {any} */ (results.at(-1));
  return {
    jobs: results.map(job),
    ...(results.length === limit && { cursor: String(last.number) }),
  };
}

const PHASES = ["waiting", "canceling", "canceling"];

/** A task's row as it is shown. @param {any} row @returns {any} */
export function task({ id, phase, end, state }) {
  const { call, cancel, last, finalState, error } = JSON.parse(state);
  // Where it goes is the profile's business.
  const { endpoint: _, ...shown } = call;
  return {
    index: indexOf(id),
    call: shown,
    state: end ?? PHASES[phase],
    ...(end && end !== "failed" && { end }),
    ...(finalState && { finalState }),
    ...(cancel && { cancel }),
    ...(last && { last }),
    ...(error && { error }),
  };
}

/**
 * Tasks of a job in their order.
 * @param {Env} env
 * @param {number} number the job's
 * @param {{ from: number, limit: number, sent?: boolean }} options from which index on, and whether only those that were sent
 */
export async function listTasks({ DB }, number, { from, limit, sent = false }) {
  const { results } = await DB.prepare(
    `SELECT id, phase, end, state FROM task WHERE id BETWEEN ?1 AND ?2 ${sent ? "AND (phase > 0 OR end IS NOT NULL)" : ""}
     ORDER BY id LIMIT ?3`,
  )
    .bind(taskId(number, from), taskId(number, MAX_TASKS - 1), limit)
    .all();
  const tasks = results.map(task);
  const last = tasks.at(-1);
  return { tasks, ...(tasks.length === limit && last && { cursor: String(last.index + 1) }) };
}

/** @param {Env} env @param {number} number @param {string} who @returns {Promise<string[]>} its lanes that have work */
export async function stopJob({ DB }, number, who) {
  const now = Date.now();
  const results = await DB.batch([
    DB.prepare(
      `INSERT INTO record (at, task, who, what) SELECT ?2, ?1 * ${MAX_TASKS}, ?3, 'stop' FROM job
       WHERE number = ?1 AND stopped_at IS NULL`,
    ).bind(number, now, who),
    DB.prepare("UPDATE job SET stopped_at = ?2 WHERE number = ?1 AND stopped_at IS NULL").bind(number, now),
    DB.prepare("SELECT DISTINCT lane FROM task WHERE id BETWEEN ?1 AND ?2 AND end IS NULL").bind(
      taskId(number, 0),
      taskId(number, MAX_TASKS - 1),
    ),
  ]);
  return (results[2]?.results ?? []).map((/** @type {any} */ row) => row.lane);
}

/** Every lane that has open tasks: one step of the index each. @param {Env} env @returns {Promise<string[]>} */
export async function busyLanes({ DB }) {
  const { results } = await DB.prepare(
    `WITH RECURSIVE busy (lane) AS (
       SELECT min(lane) FROM task WHERE end IS NULL
       UNION ALL
       SELECT (SELECT min(lane) FROM task WHERE end IS NULL AND task.lane > busy.lane) FROM busy WHERE lane IS NOT NULL
     ) SELECT lane FROM busy WHERE lane IS NOT NULL`,
  ).all();
  return results.map((/** @type {any} */ row) => row.lane);
}
