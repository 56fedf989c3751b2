// The ledger over a database that fails: nobody is told that something is written which is not.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Ledger } from "../../www/worker/engine/ledger.js";

/** A database of which so many batches fail first; `batches` has the values of each that it was handed. @param {number} failing */
function database(failing) {
  /** @type {any[][]} */
  const batches = [];
  const db = {
    prepare: (/** @type {string} */ sql) => ({
      bind: (/** @type {string} */ json) => ({ sql, rows: JSON.parse(json) }),
    }),
    async batch(/** @type {any[]} */ statements) {
      batches.push(statements);
      if (batches.length <= failing) throw new Error("D1 is away");
      return statements.map(() => ({ meta: { rows_written: 1 } }));
    },
  };
  return { db: /** @type {any} */ (db), batches };
}

const save = { phase: 2, end: null, state: "{}" };

it("who hands in a change hears that it could not be written; the next one can be", async () => {
  const { db } = database(1);
  const ledger = new Ledger(db);
  await assert.rejects(ledger.write({ id: 1, job: 0, save }), /D1 is away/);
  await ledger.write({ id: 2, job: 0, save });
  assert.equal(ledger.rows, 1);
});

it("what is handed in together is written together, with what was owed", async () => {
  const { db, batches } = database(0);
  const ledger = new Ledger(db);
  ledger.owe({ id: 1, job: 7, counts: { requests: 1 } });
  await Promise.all([1, 2, 3].map((id) => ledger.write({ id, job: 7, save, counts: { requests: 1 } })));
  assert.equal(batches.length, 1);
  const [saved, counted] = batches[0] ?? [];
  assert.deepEqual(
    saved.rows.map((/** @type {{ id: number }} */ { id }) => id),
    [1, 2, 3],
  );
  assert.deepEqual(counted.rows, [{ job: 7, requests: 4 }]);
});

it("counts that are owed survive a write that fails", async () => {
  const { db, batches } = database(1);
  const ledger = new Ledger(db);
  ledger.owe({ id: 1, job: 7, counts: { requests: 1 } });
  await assert.rejects(ledger.write({ id: 1, job: 7, save }));
  await ledger.settle();
  assert.deepEqual(batches[1]?.[0].rows, [{ job: 7, requests: 1 }]);
});

it("what is too large for one transaction goes into several: the database takes 2 MB at once", async () => {
  const { db, batches } = database(0);
  const ledger = new Ledger(db);
  const large = { ...save, state: JSON.stringify("x".repeat(300_000)) };
  await Promise.all(
    Array.from({ length: 12 }, (_, id) => ledger.write({ id, job: 0, save: large, counts: {} })),
  );
  const sizes = batches.map(([saved]) => JSON.stringify(saved.rows).length);
  assert.equal(batches.flatMap(([saved]) => saved.rows).length, 12);
  assert.ok(Math.max(...sizes) < 1_000_000, String(sizes));
});
