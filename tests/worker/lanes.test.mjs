// Lanes from outside: none depends on another.
import assert from "node:assert/strict";
import { it } from "node:test";
import { sweep } from "../../www/worker/engine/lanes.js";

it("a lane that cannot be woken keeps no other from being woken, and is in the log", async (t) => {
  const logged = t.mock.method(console, "error", () => {});
  /** @type {string[]} */
  const woken = [];
  /** @type {any} */
  const env = {
    DB: { prepare: () => ({ all: async () => ({ results: [{ lane: "broken" }, { lane: "whole" }] }) }) },
    LANES: {
      idFromName: (/** @type {string} */ name) => name,
      get: () => ({
        async check(/** @type {string} */ name) {
          if (name === "broken") throw new Error("it is overloaded");
          woken.push(name);
        },
      }),
    },
  };
  await sweep(env);
  assert.deepEqual(woken, ["whole"]);
  assert.match(String(logged.mock.calls[0]?.arguments[0]), /"lane":"broken".*it is overloaded/);
});
