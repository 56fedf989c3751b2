// What the platform allows one invocation: 1,000 queries of the database. A runtime on this machine does not count them.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../../scripts/lib/setup.mjs";
import { csvStream } from "../../www/worker/http/csv.js";
import { eventStream } from "../../www/worker/http/events.js";

const MAX_QUERIES = 1_000;

const folder = mkdtempSync(join(tmpdir(), "calloff-lane-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const outfile = join(folder, "lane.mjs");
/** The platform's part of a Durable Object. */
const platform = {
  name: "platform",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cloudflare:workers$/ }, ({ path }) => ({ path, namespace: "platform" }));
    onLoad({ filter: /./, namespace: "platform" }, () => ({
      contents: "export class DurableObject { constructor(ctx, env) { Object.assign(this, { ctx, env }); } }",
    }));
  },
};
await build({
  entryPoints: [join(root, "www", "worker", "engine", "lane.js")],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  alias: { calloff: join(root, "pkg", "dist", "index.js") },
  plugins: [platform],
});
const { Lane } = await import(pathToFileURL(outfile).href);
const { beginCallOff } = await import(pathToFileURL(join(root, "pkg", "dist", "index.js")).href);

/** A database that answers each statement like this, and counts them. @param {(sql: string, values: any[]) => any[]} answer */
function counting(answer) {
  const count = { queries: 0 };
  /** @param {string} sql @param {any[]} [values] @returns {any} */
  const prepare = (sql, values = []) => {
    const rows = () => {
      count.queries += 1;
      return answer(sql, values);
    };
    return {
      bind: (/** @type {any[]} */ ...given) => prepare(sql, given),
      first: async () => rows()[0],
      all: async () => ({ results: rows() }),
      run: async () => rows(),
      rows,
    };
  };
  const batch = async (/** @type {any[]} */ statements) =>
    statements.map(({ rows }) => ({ meta: { rows_written: 1 }, results: rows() }));
  return { count, DB: /** @type {any} */ ({ prepare, batch }) };
}

it("a lane ends its alarm before the queries are used up, and goes on in the next", async (t) => {
  const params = (/** @type {number} */ n) => ({
    FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
    DataFlowId: "df-194433a5be31abcd",
    DataFlowTaskId: "task-storm0x",
    DataFlowSubTaskId: `subTask-${n}`,
  });
  const row = (/** @type {number} */ id) => {
    const call = { operation: "nas:CancelDataFlowSubTask", region: "cn-wulanchabu", params: params(id) };
    const state = beginCallOff(call, { renewable: true }, { now: Date.now() });
    return { id, phase: 0, state: JSON.stringify(state), stopped_at: null };
  };
  const { count, DB } = counting((sql, [, after]) =>
    sql.startsWith("SELECT task.id")
      ? Array.from({ length: Math.min(250, 2_000 - Math.max(after, 0)) }, (_, n) =>
          row(Math.max(after, 0) + n + 1),
        )
      : [],
  );
  t.mock.method(globalThis, "fetch", async () => Response.json({ RequestId: "R" }));
  /** @type {Map<string, any>} */
  const kept = new Map([["name", "p|nas|cn-wulanchabu"]]);
  /** @type {number | null} */
  let alarm = null;
  const storage = {
    get: async (/** @type {string} */ name) => kept.get(name),
    put: async (/** @type {string} */ name, /** @type {any} */ value) => kept.set(name, value),
    getAlarm: async () => alarm,
    setAlarm: async (/** @type {number} */ at) => {
      alarm = at;
    },
  };
  const env = {
    DB,
    CALLOFF_PROFILES: JSON.stringify({ p: { keys: "KEYS", services: ["nas"] } }),
    KEYS: JSON.stringify({
      accessKeyId: "LTAI5tPracticePractice",
      secretAccessKey: "practice-secret-0123456789",
    }),
  };
  const lane = new Lane({ storage }, env);
  await lane.alarm();
  assert.ok(count.queries > 100 && count.queries <= MAX_QUERIES, String(count.queries));
  assert.ok(alarm !== null && alarm <= Date.now());
});

it("a stream of events ends before they are used up, with the id from which the next goes on", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sent = 1_048_576;
  const state = JSON.stringify({ call: { operation: "o", region: "r", params: {} } });
  const { count, DB } = counting((sql, values) => {
    if (sql.startsWith("SELECT max(id)")) return [{ id: 7 }];
    if (sql.includes("FROM job"))
      return [{ number: 1, id: "j", created_at: 0, stopped_at: null, waiting: 1 }];
    if (sql.includes("FROM record")) return [];
    const [from, , limit] = values;
    return Array.from({ length: Math.min(limit, sent * 2 - from) }, (_, n) => ({
      id: from + n,
      phase: 2,
      end: null,
      state,
    }));
  });
  const reader = eventStream(/** @type {any} */ ({ DB }), "j", 1, undefined).getReader();
  const decoder = new TextDecoder();
  const ticks = setInterval(() => t.mock.timers.tick(1_000), 0);
  let last = "";
  for (let part = await reader.read(); !part.done; part = await reader.read())
    if (count.queries > 500) last = decoder.decode(part.value);
  clearInterval(ticks);
  assert.ok(count.queries <= MAX_QUERIES, String(count.queries));
  assert.match(last, /^id: 7$/m);
});

it("no cell of the export is a formula, in the spreadsheets of any language", async () => {
  const notes = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A1"];
  const text = await new Response(
    csvStream(async () => ({ entries: notes.map((note) => ({ note })) })),
  ).text();
  for (const note of notes) assert.ok(text.includes(`"'${note}"`), JSON.stringify(note));
});
