// A lane by itself, without a runtime: over a database that answers as a test wants it to, and a provider of its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../../scripts/lib/setup.mjs";

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
export function counting(answer) {
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

/** The row of a task that was not sent yet. @param {number} id */
function row(id) {
  const params = {
    FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
    DataFlowId: "df-194433a5be31abcd",
    DataFlowTaskId: "task-storm0x",
    DataFlowSubTaskId: `subTask-${id}`,
  };
  const call = { operation: "nas:CancelDataFlowSubTask", region: "cn-wulanchabu", params };
  const state = beginCallOff(call, { renewable: true }, { now: Date.now() });
  return { id, phase: 0, state: JSON.stringify(state), stopped_at: null };
}

/**
 * A lane with so many tasks.
 * @param {number} tasks
 * @param {(sql: string, values: any[]) => void} [told] of each statement
 */
export function laneWith(tasks, told = () => {}) {
  const { count, DB } = counting((sql, values) => {
    told(sql, values);
    if (!sql.startsWith("SELECT task.id")) return [];
    const after = Math.max(values[1], 0);
    return Array.from({ length: Math.min(250, tasks - after) }, (_, n) => row(after + n + 1));
  });
  /** @type {Map<string, any>} */
  const kept = new Map([["name", "p|nas|cn-wulanchabu"]]);
  const alarm = { at: Number.POSITIVE_INFINITY };
  const storage = {
    get: async (/** @type {string} */ name) => kept.get(name),
    put: async (/** @type {string} */ name, /** @type {any} */ value) => kept.set(name, value),
    getAlarm: async () => null,
    setAlarm: async (/** @type {number} */ at) => {
      alarm.at = at;
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
  return { lane: new Lane({ storage }, env), env, alarm, count };
}
