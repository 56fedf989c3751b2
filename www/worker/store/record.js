// The record, read: who did what, when, and what the provider said. The newest first.
import { indexOf, MAX_TASKS } from "./ids.js";

/** Rows that one page looks through, so that a rare word costs no more than a frequent one. */
const MAX_LOOK = 20_000;

const SELECT = `SELECT record.id, record.at, record.what, record.attempt, record.operation, record.verdict, record.status,
  record.code, record.request_id, record.end, record.note, record.task, coalesce(record.who, job.who) AS who, job.profile,
  job.id AS job, task.state
  FROM record JOIN job ON job.number = record.task / ${MAX_TASKS}
  LEFT JOIN task ON task.id = record.task AND record.what NOT IN ('start', 'stop')`;

/** What a query may ask for, with what it comes to in SQL. @type {Record<string, string>} */
const FILTERS = {
  who: "coalesce(record.who, job.who) = ?",
  profile: "job.profile = ?",
  operation: "record.operation = ?",
  verdict: "record.verdict = ?",
  from: "record.at >= ?",
  to: "record.at <= ?",
  search:
    "instr(lower(coalesce(task.state, '') || ' ' || coalesce(record.request_id, '') || ' ' || coalesce(record.code, '') || ' ' || job.id), lower(?)) > 0",
};

/** @param {any} row */
function entry(row) {
  const call = row.state && JSON.parse(row.state).call;
  if (call) delete call.endpoint;
  return {
    at: new Date(row.at).toISOString(),
    who: row.who,
    what: row.what,
    profile: row.profile,
    job: row.job,
    ...(call && { index: indexOf(row.task), call }),
    ...(row.operation && { operation: row.operation }),
    ...(row.attempt && { attempt: row.attempt }),
    ...(row.request_id && { requestId: row.request_id }),
    ...(row.verdict && { verdict: row.verdict, httpStatus: row.status }),
    ...(row.code && { code: row.code }),
    ...(row.end && { end: row.end }),
    ...(row.note && { note: row.note }),
  };
}

/**
 * @param {Env} env
 * @param {{ profiles: string[], filters: Record<string, string | number | undefined>, before?: number, limit: number }} options
 */
export async function readRecord({ DB }, { profiles, filters, before, limit }) {
  const newest = /** @type {any} */ (await DB.prepare("SELECT max(id) AS id FROM record").first());
  const from = Math.min(before ?? Number.MAX_SAFE_INTEGER, (newest?.id ?? 0) + 1);
  const to = Math.max(from - MAX_LOOK, 0);
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  const { results } = await DB.prepare(
    `${SELECT} WHERE record.id < ? AND record.id >= ? AND job.profile IN (SELECT value FROM json_each(?))
     ${given.map(([name]) => `AND ${FILTERS[name]}`).join(" ")} ORDER BY record.id DESC LIMIT ?`,
  )
    .bind(from, to, JSON.stringify(profiles), ...given.map(([, value]) => /** @type {any} */ (value)), limit)
    .all();
  const last = /** @type {any} */ (results.at(-1));
  const next = results.length === limit ? last.id : to;
  return { entries: results.map(entry), ...(next > 1 && { cursor: String(next) }) };
}

/** The newest entry's number. @param {Env} env @returns {Promise<number>} */
export async function newest({ DB }) {
  const row = /** @type {any} */ (await DB.prepare("SELECT max(id) AS id FROM record").first());
  return row?.id ?? 0;
}

/**
 * The tasks of a job of which there is something new, each once, in the order in which it came.
 * @param {Env} env
 * @param {number} job its number
 * @param {number} after
 * @param {number} limit
 */
export async function changedTasks({ DB }, job, after, limit) {
  const { results } = await DB.prepare(
    `SELECT max(record.id) AS at, task.id, task.phase, task.end, task.state FROM record JOIN task ON task.id = record.task
     WHERE record.id > ?1 AND record.task BETWEEN ?2 AND ?3 AND record.what NOT IN ('start', 'stop')
     GROUP BY task.id ORDER BY at LIMIT ?4`,
  )
    .bind(after, job * MAX_TASKS, (job + 1) * MAX_TASKS - 1, limit)
    .all();
  return /** @type {any[]} */ (results);
}

/** Tasks of a job that are removed at once: D1 breaks off what takes longer than 30 seconds. */
const MAX_REMOVED = 20_000;

/**
 * Removes jobs that ended before, with all that belongs to them, oldest first; of a large one a part each time.
 * @param {Env} env
 * @param {number} before
 */
export async function thin({ DB }, before) {
  const { results } = await DB.prepare(
    "SELECT number FROM job WHERE created_at < ? AND waiting + canceling = 0 ORDER BY number LIMIT 20",
  )
    .bind(before)
    .all();
  for (const { number } of /** @type {any[]} */ (results)) {
    const range = [number * MAX_TASKS, (number + 1) * MAX_TASKS - 1];
    // A task that was added meanwhile is open: it stays, and its job with it.
    const isEmpty = "NOT EXISTS (SELECT 1 FROM task WHERE id BETWEEN ?2 AND ?3)";
    await DB.batch([
      DB.prepare(
        `DELETE FROM task WHERE id IN
         (SELECT id FROM task WHERE id BETWEEN ? AND ? AND end IS NOT NULL LIMIT ${MAX_REMOVED})`,
      ).bind(...range),
      DB.prepare(`DELETE FROM page WHERE job = ?1 AND ${isEmpty}`).bind(number, ...range),
      DB.prepare(`DELETE FROM job WHERE number = ?1 AND ${isEmpty}`).bind(number, ...range),
    ]);
  }
  await DB.prepare(
    "DELETE FROM record WHERE id IN (SELECT id FROM (SELECT id, at FROM record ORDER BY id LIMIT 10000) WHERE at < ?)",
  )
    .bind(before)
    .run();
  return results.length;
}
