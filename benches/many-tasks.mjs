// One process of many.mjs: calls off as many tasks as its last argument says, and prints how it stood at each.
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { credentials, region, replies } from "./subject.mjs";

const [, , module = "", ...marks] = process.argv;
const counts = marks.map(Number);
/** How many tasks there are between two looks at the memory. */
const BETWEEN_LOOKS = 100;

/** @type {{ callOffTasks: import("./types.js").CallOffTasks }} */
const { callOffTasks } = await import(module);

/** @returns {AsyncGenerator<import("./types.js").Cancel>} */
async function* calls() {
  for (let number = 0; number < Math.max(...counts); number += 1) {
    const TaskId = `task-${number.toString(16).padStart(17, "0")}`;
    yield { operation: "fsx:CancelDataRepositoryTask", region, params: { TaskId } };
  }
}

/**
 * FSx, where a task that is called off has been canceled by the time that one asks.
 * @param {string} target
 * @param {string} body
 */
function answer(target, body) {
  const { TaskId, TaskIds } = JSON.parse(body);
  const task = { Lifecycle: "CANCELED", Type: "EXPORT_TO_REPOSITORY", CreationTime: 1795255200.5 };
  const said = target.endsWith(".CancelDataRepositoryTask")
    ? { Lifecycle: "CANCELING", TaskId }
    : { DataRepositoryTasks: [{ ...task, TaskId: TaskIds[0] }] };
  return { ...replies.accepted, body: JSON.stringify(said) };
}

/** @type {import("./types.js").Mark[]} */
const reached = [];
let [done, peakHeap, peakRss] = [0, 0, 0];
const start = performance.now();

/** @param {string | undefined} state */
function ended(state) {
  assert.equal(state, "CANCELED");
  done += 1;
  if (done % BETWEEN_LOOKS === 0) {
    const { heapUsed, rss } = process.memoryUsage();
    [peakHeap, peakRss] = [Math.max(peakHeap, heapUsed), Math.max(peakRss, rss)];
  }
  if (!counts.includes(done)) return;
  const ms = performance.now() - start;
  globalThis.gc?.();
  reached.push({ ms, peakHeap, peakRss, heap: process.memoryUsage().heapUsed });
}

// The wait before asking is one turn of the event loop, in which the engine can tidy up.
await callOffTasks(
  calls(),
  { credentials, region, concurrency: 16, answer, wait: () => setImmediate() },
  ended,
);
assert.equal(reached.length, counts.length);
console.log(JSON.stringify(reached));
