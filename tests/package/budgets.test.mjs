// A package that grows past its budget does not build.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { faults } from "../../scripts/lib/budgets.mjs";

/** @type {Record<string, number>} */
const budgets = JSON.parse(readFileSync(new URL("../../scripts/budgets.json", import.meta.url), "utf8"));
const full = Object.fromEntries(Object.entries(budgets).map(([name, brotli]) => [name, { brotli }]));

it("a package within its budgets has no fault", () => assert.deepEqual(faults(full), []));

it("a part past its budget is told with its size, the excess and the limit", () => {
  const budget = budgets["wasm + glue"] ?? 0;
  assert.deepEqual(faults({ ...full, "wasm + glue": { brotli: budget + 1234 } }), [
    `wasm + glue: ${(budget + 1234).toLocaleString("en")} bytes after brotli, 1,234 more than its budget of ` +
      `${budget.toLocaleString("en")} (scripts/budgets.json).`,
  ]);
});

it("a budget that is no part's any more is told", () => {
  const { "slim entry": _, ...rest } = full;
  assert.deepEqual(faults(rest), ['scripts/budgets.json: there is no "slim entry" in the package.']);
});
