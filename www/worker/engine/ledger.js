// What a lane writes: tasks, counts and record in one transaction. What is handed in while one is being written goes
// into the next together, so that many tasks cost few transactions.
import { COUNTS } from "../store/jobs.js";

/**
 * @typedef {object} Change
 * @property {number} id the task's
 * @property {number} job its number
 * @property {{ phase: number, end: string | null, state: string }} [save] the task as it is now
 * @property {Record<string, unknown>} [record] a row of the record
 * @property {Record<string, number>} [counts] what to add to the job's
 */

// An end takes the task out of the index of open ones: a statement that names it costs a row more.
const SAVE = `UPDATE task SET phase = value ->> 'phase', state = value ->> 'state'
  FROM json_each(?) WHERE task.id = value ->> 'id'`;
const END = SAVE.replace("SET ", "SET end = value ->> 'end', ");

const RECORD_COLUMNS = [
  "at",
  "task",
  "what",
  "attempt",
  "operation",
  "verdict",
  "status",
  "code",
  "request_id",
  "end",
  "note",
];
const RECORD = `INSERT INTO record (${RECORD_COLUMNS.join(", ")})
  SELECT ${RECORD_COLUMNS.map((name) => `value ->> '${name}'`).join(", ")} FROM json_each(?) ORDER BY key`;

const COUNT = `UPDATE job SET ${COUNTS.map((name) => `${name} = ${name} + coalesce(value ->> '${name}', 0)`).join(", ")}
  FROM json_each(?) WHERE job.number = value ->> 'job'`;

/** Tasks in one transaction, at most. */
const MAX_CHANGES = 400;
/** Characters of their states, at most, as long as there is more than one: D1 takes a value of up to 2 MB. */
const MAX_CHARACTERS = 500_000;

export class Ledger {
  /** @type {{ change: Change, done: () => void, failed: (error: unknown) => void }[]} */
  #queue = [];
  /** What goes along with the next transaction, and needs none of its own. @type {Change[]} */
  #owed = [];
  #isWriting = false;
  /** Rows written, as the database counts them. */
  rows = 0;
  /** Statements that the database was handed. */
  queries = 0;

  /** @param {import("@cloudflare/workers-types").D1Database} db */
  constructor(db) {
    this.db = db;
  }

  /**
   * Resolves when it is written.
   * @param {Change} change
   * @returns {Promise<void>}
   */
  write(change) {
    return new Promise((resolve, reject) => {
      this.#queue.push({ change, done: resolve, failed: reject });
      // Not at once: what comes in the same turn goes along.
      if (!this.#isWriting) {
        this.#isWriting = true;
        queueMicrotask(() => this.#drain());
      }
    });
  }

  /** Counts alone: they can wait. @param {Change} change */
  owe(change) {
    this.#owed.push(change);
  }

  /** Writes what is owed. */
  async settle() {
    if (this.#owed.length > 0) await this.#commit([]);
  }

  async #drain() {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.#nextCount());
      try {
        await this.#commit(batch.map(({ change }) => change));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#isWriting = false;
  }

  /** How many changes go into the next transaction. */
  #nextCount() {
    let size = 0;
    const rest = this.#queue.findIndex(({ change }, index) => {
      size += change.save?.state.length ?? 0;
      return index === MAX_CHANGES || (index > 0 && size > MAX_CHARACTERS);
    });
    return rest < 0 ? this.#queue.length : rest;
  }

  /** @param {Change[]} wanted */
  async #commit(wanted) {
    const owed = this.#owed.splice(0);
    try {
      await this.#execute([...wanted, ...owed]);
    } catch (error) {
      this.#owed.unshift(...owed);
      throw error;
    }
  }

  /** @param {Change[]} changes */
  async #execute(changes) {
    /** @param {string} sql @param {object[]} rows */
    const all = (sql, rows) => (rows.length > 0 ? [this.db.prepare(sql).bind(JSON.stringify(rows))] : []);
    const statements = [
      ...all(
        SAVE,
        changes.flatMap(({ id, save }) => (save && !save.end ? [{ id, ...save }] : [])),
      ),
      ...all(
        END,
        changes.flatMap(({ id, save }) => (save?.end ? [{ id, ...save }] : [])),
      ),
      ...all(
        RECORD,
        changes.flatMap(({ record }) => (record ? [record] : [])),
      ),
      ...all(COUNT, sums(changes)),
    ];
    if (statements.length === 0) return;
    this.queries += statements.length;
    const results = await this.db.batch(statements);
    for (const { meta } of results) this.rows += meta.rows_written ?? 0;
  }
}

/** The counts by job. @param {Change[]} changes */
function sums(changes) {
  /** @type {Map<number, Record<string, number>>} */
  const jobs = new Map();
  for (const { job, counts = {} } of changes) {
    for (const [name, value] of Object.entries(counts)) {
      const sum = jobs.get(job) ?? { job };
      jobs.set(job, sum);
      sum[name] = (sum[name] ?? 0) + value;
    }
  }
  return [...jobs.values()];
}
