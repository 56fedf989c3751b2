// What is remembered, and for how long.

import assert from "node:assert/strict";
import { it } from "node:test";
import { remembering } from "../../www/console/model/remembering.js";

it("a result is computed once while its arguments stay the same", () => {
  /** @type {string[]} */
  const computed = [];
  const join = remembering((/** @type {string} */ left, /** @type {string} */ right) => {
    computed.push(left + right);
    return left + right;
  });
  assert.deepEqual(
    [join("a", "b"), join("a", "b"), join("a", "c"), join("a", "b")],
    ["ab", "ab", "ac", "ab"],
  );
  assert.deepEqual(computed, ["ab", "ac", "ab"]);
});
