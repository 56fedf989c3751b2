// What stays in memory when call-offs are over.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { project } from "../package/project.mjs";
import { fsx } from "./network/services.mjs";
import { keys, turn } from "./network/stub.mjs";

/** @type {typeof import("calloff")} */
const { callOffAll } = createRequire(join(project, "package.json"))("calloff");

setFlagsFromString("--expose-gc");
/** Only what is still in use counts. */
function megabytesInUse() {
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed / 1e6;
}

const TASKS = 500;
const MESSAGE = "cannot be canceled. ".repeat(1_000);
/** What is said of all tasks. */
const MEGABYTES = (TASKS * MESSAGE.length) / 1e6;

function* calls() {
  for (let index = 0; index < TASKS; index += 1)
    yield { ...fsx.call, params: { TaskId: `task-${String(index).padStart(17, "0")}` } };
}

/** Refuses each task with a long message of its own, and shows it running. @param {string} _ @param {any} init */
async function fetch(_, { headers, body }) {
  const ids = /** @type {string[]} */ (body.match(/task-\d+/g));
  if (headers["x-amz-target"].endsWith("CancelDataRepositoryTask"))
    return Response.json({ __type: "BadRequest", Message: `${ids[0]} ${MESSAGE}` }, { status: 400 });
  return Response.json({ DataRepositoryTasks: ids.map((TaskId) => ({ TaskId, Lifecycle: "EXECUTING" })) });
}

/** Calls off all of them, and tells how each ended. */
async function endsOf() {
  let time = Date.UTC(2026, 10, 21, 10);
  const clock = {
    now: () => time,
    sleep: async (/** @type {number} */ ms) => {
      time += ms;
    },
  };
  const options = /** @type {any} */ ({ credentials: keys, clock, fetch });
  const ends = [];
  for await (const { result } of callOffAll(calls(), options)) ends.push(result?.end);
  return ends;
}

it("what a provider said of a task is let go with the task", async () => {
  const before = megabytesInUse();
  assert.deepEqual(new Set(await endsOf()), new Set(["refused"]));
  await turn();
  const kept = megabytesInUse() - before;
  assert.ok(kept < MEGABYTES / 2, `${kept.toFixed(1)} MB stay of ${MEGABYTES} MB`);
});
