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
