// Lanes from outside: none depends on another.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sweep, wakeLanes } from "../../www/worker/engine/lanes.js";

/** Two lanes, one of which does not answer, and those that were woken. */
function twoLanes() {
  /** @type {string[]} */
  const woken = [];
  async function wake(/** @type {string} */ name) {
    if (name === "broken") throw new Error("it is overloaded");
    woken.push(name);
  }
  /** @type {any} */
  const env = {
    DB: { prepare: () => ({ all: async () => ({ results: [{ lane: "broken" }, { lane: "whole" }] }) }) },
    LANES: {
      idFromName: (/** @type {string} */ name) => name,
      get: () => ({ check: wake, wake }),
    },
  };
  return { env, woken };
}

describe("a lane that cannot be woken keeps no other from being woken, and is in the log", () => {
  /** @type {Record<string, (env: any) => Promise<void>>} */
  const ways = {
    "by the cron": (env) => sweep(env),
    "by a job that was just taken": (env) => wakeLanes(env, [{ lane: "broken" }, { lane: "whole" }], 0),
  };
  for (const [name, way] of Object.entries(ways))
    it(name, async (t) => {
      const logged = t.mock.method(console, "error", () => {});
      const { env, woken } = twoLanes();
      await way(env);
      assert.deepEqual(woken, ["whole"]);
      assert.match(String(logged.mock.calls[0]?.arguments[0]), /"lane":"broken".*it is overloaded/);
    });
});
