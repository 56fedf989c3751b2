// What is older than it is to be kept, removed from a database as the Worker has it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, it } from "node:test";
import { Miniflare } from "miniflare";
import { taskId } from "../../www/worker/store/ids.js";
import { thin } from "../../www/worker/store/record.js";

/** @type {Miniflare} */
let platform;
/** @type {any} */
let DB;
before(async () => {
  platform = new Miniflare({ modules: true, script: "export default {}", d1Databases: ["DB"] });
  DB = await platform.getD1Database("DB");
  const migration = new URL("../../www/worker/migrations/0001_jobs.sql", import.meta.url);
  const script = (await readFile(migration, "utf8")).replace(/--.*$/gm, "");
  for (const statement of script.split(";").filter((text) => text.trim())) await DB.prepare(statement).run();
});
after(() => platform.dispose());

/** A job that ended long ago. @param {number} number @param {number} count of its tasks */
async function oldJob(number, count) {
  await DB.batch([
    DB.prepare(
      "INSERT INTO job (number, id, profile, who, created_at, taken) VALUES (?, ?, 'p', 'ann', 1, ?)",
    ).bind(number, `job-${number}`, count),
    DB.prepare("INSERT INTO page (job, key, token, first) VALUES (?, '', 't', 0)").bind(number),
    DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
       INSERT INTO task (id, lane, phase, end, state) SELECT ?1 + i, 'l', 2, 'confirmed', '{}' FROM n`,
    ).bind(taskId(number, 0), count),
  ]);
}

/** @param {any} db */
const remove = (db) => thin(/** @type {any} */ ({ DB: db }), 2);

const left = async () => [
  (await DB.prepare("SELECT count(*) AS count FROM task").first()).count,
  (await DB.prepare("SELECT count(*) AS count FROM page").first()).count,
  (await DB.prepare("SELECT count(*) AS count FROM job").first()).count,
];

it("a large job goes in parts, for which the database has the time, and a small one at once", async () => {
  await oldJob(1, 45_000);
  await oldJob(2, 3);
  await remove(DB);
  assert.deepEqual(await left(), [25_000, 1, 1]);
  await remove(DB);
  await remove(DB);
  assert.deepEqual(await left(), [0, 0, 0]);
});

it("a task that was added while its job is removed stays, and so does the job", async () => {
  await oldJob(3, 2);
  const late = DB.prepare("INSERT INTO task (id, lane, state) VALUES (?, 'l', '{}')").bind(taskId(3, 2));
  const between = {
    prepare: DB.prepare.bind(DB),
    batch: async (/** @type {any[]} */ all) => DB.batch([late, ...all]),
  };
  await remove(between);
  assert.deepEqual(await left(), [1, 1, 1]);
});
