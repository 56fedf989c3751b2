// A run as the page has it: what is told of its tasks, and what is counted.
import assert from "node:assert/strict";
import { it } from "node:test";
import { applyChange, countsOf, endOf, jobIdsIn, lastEndOf, newRun } from "../../www/console/model/run.js";

const [a, b] = ["a".repeat(32), "0123456789abcdef0123456789abcdef"];
/** @type {any} */
const call = { operation: "oms:StopTask", region: "cn-north-4", params: {} };
/** @param {object} change @returns {any} */
const change = (change) => ({ id: "1", profile: "p", call, ...change });

it("is named by ids of jobs and by nothing else", () => {
  assert.deepEqual(jobIdsIn(`${a},${b}`), { ids: [a, b], isWhole: true });
  for (const text of ["", "x,x,x,", "../me", "A".repeat(32), `${a}/../me`])
    assert.deepEqual(jobIdsIn(text), { ids: [], isWhole: false }, text);
  assert.deepEqual(jobIdsIn(`${a},x`), { ids: [a], isWhole: false });
});

it("never goes back from an end", () => {
  const run = newRun(a, 0);
  applyChange(run, "1", change({ state: "confirmed", finalState: "canceled", at: 5 }));
  applyChange(run, "1", change({ state: "canceling", at: 6 }));
  assert.equal(run.rows.get("1")?.state, "confirmed");
  assert.deepEqual(run.rows.get("1")?.events, [{ at: 5, what: "canceled" }]);
});

it("is canceling once the provider accepted it, or a look shows it", () => {
  const run = newRun(a, 0);
  applyChange(run, "1", change({ state: "canceling" }));
  applyChange(run, "2", change({ state: "canceling", cancel: { verdict: "provider-fault", ok: false } }));
  applyChange(run, "3", change({ state: "canceling", cancel: { verdict: "accepted", ok: true } }));
  applyChange(run, "4", change({ state: "canceling", last: { ok: true, task: { state: "canceling" } } }));
  assert.deepEqual([...run.rows.values()].map(endOf), ["trying", "trying", "canceling", "canceling"]);
  const { canceling, trying } = countsOf(run);
  assert.deepEqual({ canceling, trying }, { canceling: 4, trying: 2 });
});

it("has the numbers of the service, which knows of more tasks than are shown", () => {
  const run = newRun(a, 0);
  run.counts = {
    waiting: 0,
    canceling: 0,
    confirmed: 6_000,
    refused: 0,
    unconfirmed: 0,
    failed: 0,
    total: 6_000,
  };
  applyChange(run, "1", change({ state: "confirmed" }));
  assert.deepEqual(countsOf(run), { ...run.counts, trying: 0 });
});

it("has no end where the time of one task is not known", () => {
  const run = newRun(a, 0);
  run.total = 2;
  applyChange(run, "1", change({ state: "confirmed", at: 5 }));
  assert.equal(lastEndOf(run), undefined);
  applyChange(run, "2", change({ state: "confirmed", at: 4 }));
  assert.equal(lastEndOf(run), 5);
  applyChange(run, "3", change({ state: "refused" }));
  run.total = 3;
  assert.equal(lastEndOf(run), undefined);
});
