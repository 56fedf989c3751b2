// Working with the Worker, as the console asks it.
import assert from "node:assert/strict";
import { it } from "node:test";
import { workWithWorker } from "../../www/console/work/worker.js";

/**
 * Somebody who is signed in at a Worker that answers like this.
 * @param {import("node:test").TestContext} t
 * @param {(path: string) => object} answer
 */
function signedIn(t, answer) {
  /** @type {Record<string, object>} */
  const own = {
    "/api/me": { name: "ann", role: "operator", mode: "production" },
    "/api/profiles": { profiles: [] },
  };
  t.mock.method(globalThis, "fetch", async (/** @type {string} */ path) =>
    Response.json(own[path] ?? answer(path)),
  );
  return workWithWorker({ token: "token", catalogue: [] });
}

it("what is searched for in the record is found however far back it is", async (t) => {
  /** @type {string[]} */
  const asked = [];
  const work = await signedIn(t, (path) => {
    asked.push(path);
    const isThere = path.endsWith("cursor=20001");
    return isThere ? { entries: [{ what: "start", job: "1" }] } : { entries: [], cursor: "20001" };
  });
  assert.deepEqual(await work.entries("task 1"), [{ what: "start", run: "1" }]);
  assert.deepEqual(asked, [
    "/api/history?limit=200&search=task+1",
    "/api/history?limit=200&search=task+1&cursor=20001",
  ]);
});

it("the record is read no further than what is shown", async (t) => {
  let asked = 0;
  const work = await signedIn(t, () => {
    asked += 1;
    return { entries: Array.from({ length: 200 }, () => ({ what: "start", job: "1" })), cursor: "1" };
  });
  assert.equal((await work.entries("")).length, 200);
  assert.equal(asked, 1);
});

it("a stop that got no answer is asked for again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let asked = 0;
  const work = await signedIn(t, () => {
    asked += 1;
    if (asked === 1) throw new TypeError("no network");
    return {};
  });
  const stopped = work.stop("a".repeat(32));
  while (asked < 2) {
    await new Promise((resolve) => setImmediate(resolve));
    t.mock.timers.tick(10_000);
  }
  await stopped;
});

it("a start that is never answered is given up, and may have begun", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const work = await signedIn(t, () => ({}));
  t.mock.method(AbortSignal, "timeout", () =>
    AbortSignal.abort(new DOMException("too long", "TimeoutError")),
  );
  t.mock.method(
    globalThis,
    "fetch",
    async (/** @type {string} */ _, /** @type {RequestInit} */ { signal }) => {
      if (signal?.aborted) throw signal.reason;
      throw new Error("it would be waited for without an end");
    },
  );
  /** @type {any} */
  const calls = [{ id: "1", profile: { name: "p" }, call: {} }];
  /** @type {any} */
  let problem;
  work.start(calls, "key").catch((error) => {
    problem = error.problem;
  });
  while (!problem) {
    await new Promise((resolve) => setImmediate(resolve));
    t.mock.timers.tick(10_000);
  }
  assert.deepEqual([problem.code, problem.message], ["may-have-begun", "too long"]);
});
