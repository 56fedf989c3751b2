// The Worker in the real runtime on this machine: wrangler's own bundle of it, its tables, and workerd, which is
// watched, started again when it dies, and left behind by nobody.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import { Miniflare } from "miniflare";
import { bin, root, target } from "./setup.mjs";

const config = join(root, "wrangler.jsonc");
const migrations = join(root, "www", "worker", "migrations");
const MINUTE_MS = 60_000;

/** Nothing is looked up outside, and nothing reported. */
const quiet = {
  CI: "1",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_SEND_METRICS: "false",
};

/**
 * Bundles the Worker, and builds the console, as they would be deployed, without an account.
 * @param {string} [folder] where to put it
 * @returns {Promise<{ folder: string, printed: string }>} where it is, and what wrangler said of it
 */
export async function bundleWorker(folder = join(target, "worker")) {
  rmSync(folder, { recursive: true, force: true });
  const args = ["deploy", "--config", config, "--dry-run", "--minify", "--outdir", folder];
  const printed = execFileSync(bin("wrangler"), args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...quiet },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { folder, printed };
}

/** What the runtime is told of the Worker: the same as wrangler would tell it. @param {string} folder */
async function workerOptions(folder) {
  Object.assign(process.env, quiet);
  const { unstable_getMiniflareWorkerOptions } = await import("wrangler");
  const { workerOptions: options } = unstable_getMiniflareWorkerOptions(config);
  const wasm = readdirSync(folder).filter((name) => name.endsWith(".wasm"));
  return {
    ...options,
    name: "calloff",
    modulesRoot: folder,
    modules: [
      { type: /** @type {const} */ ("ESModule"), path: join(folder, "index.js") },
      ...wasm.map((name) => ({ type: /** @type {const} */ ("CompiledWasm"), path: join(folder, name) })),
    ],
  };
}

/** Brings the tables up to date, as `wrangler d1 migrations apply` does. @param {Miniflare} runtime */
async function migrate(runtime) {
  const db = await runtime.getD1Database("DB");
  await db
    .prepare(
      "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
    )
    .run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all();
  const applied = new Set(results.map(({ name }) => name));
  for (const name of readdirSync(migrations).sort()) {
    if (applied.has(name)) continue;
    const sql = readFileSync(join(migrations, name), "utf8").replace(/--.*$/gm, "");
    const statements = sql.split(";").filter((statement) => statement.trim() !== "");
    await db.batch([
      ...statements.map((statement) => db.prepare(statement)),
      db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  }
}

/** Processes, as `ps` lists them. */
const processes = () =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, parent, command = ""] = /^ *(\d+) +(\d+) (.*)$/.exec(line) ?? [];
      return pid ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
    });

/** @param {{ command: string }} process */
const isRuntime = ({ command }) => /workerd(\.exe)? serve /.test(command);

const ownRuntimes = () =>
  processes()
    .filter((one) => one.parent === process.pid && isRuntime(one))
    .map(({ pid }) => pid);

/** Ends when nobody starts a runtime. @type {Promise<unknown>} */
let starting = Promise.resolve();

/**
 * Starts a runtime, one at a time, and tells its process: it is the one that was not there before.
 * @param {() => Promise<Miniflare>} start
 */
function startAlone(start) {
  const started = starting.then(async () => {
    const before = new Set(ownRuntimes());
    const runtime = await start();
    return { runtime, pid: ownRuntimes().find((one) => !before.has(one)) ?? 0 };
  });
  starting = started.catch(() => {});
  return started;
}

/** A runtime outlives a killed parent, and goes on sending: one that was left behind is ended. @param {string} file */
function endOrphan(file) {
  let pid = 0;
  try {
    pid = Number(readFileSync(file, "utf8"));
  } catch {
    return;
  }
  const orphan = processes().find((one) => one.pid === pid);
  if (orphan && isRuntime(orphan)) process.kill(pid, "SIGKILL");
}

/** What Cloudflare compresses on its way to a client; an event stream has to arrive line by line. */
const COMPRESSIBLE = /^(text\/(?!event-stream)|application\/(json|javascript|wasm)\b)/;

/**
 * A reply as a client gets it from Cloudflare: compressed, where it can be. The runtime leaves that to whoever is in
 * front of it.
 * @param {Response} response
 * @param {Headers} asked
 */
function asServed({ status, headers: given, body }, asked) {
  const headers = new Headers([...given].filter(([name]) => !/^(mf|cf)-/.test(name)));
  const accepted = asked.get("accept-encoding") ?? "";
  const encoding = ["br", "gzip"].find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
  const type = headers.get("content-type") ?? "";
  if (!body || !encoding || !COMPRESSIBLE.test(type)) return new Response(body, { status, headers });
  headers.set("content-encoding", encoding);
  headers.delete("content-length");
  headers.append("vary", "accept-encoding");
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  const compress = Duplex.toWeb(encoding === "br" ? createBrotliCompress(brotli) : createGzip());
  return new Response(body.pipeThrough(/** @type {any} */ (compress)), { status, headers });
}

/**
 * @param {object} options
 * @param {string} options.folder of the bundle
 * @param {string} options.state the folder that its data live in
 * @param {Record<string, string>} options.settings what else it is bound to
 * @param {(line: string) => void} [options.log] told of each line that the Worker writes
 */
export async function startWorker({ folder, state, settings, log = () => {} }) {
  mkdirSync(state, { recursive: true });
  const pidFile = join(state, "runtime.pid");
  endOrphan(pidFile);
  const options = await workerOptions(folder);
  /** @type {Promise<Miniflare>} */
  let current;
  let isEnding = false;
  let pid = 0;

  /** What Miniflare is told, and what follows when its process dies. */
  function newRuntime() {
    const runtime = new Miniflare({
      ...options,
      bindings: { .../** @type {any} */ (options).bindings, ...settings },
      host: "127.0.0.1",
      cf: false,
      defaultPersistRoot: join(state, "v3"),
      handleRuntimeStdio(
        /** @type {import("node:stream").Readable} */ out,
        /** @type {import("node:stream").Readable} */ err,
      ) {
        for (const stream of [out, err]) {
          let rest = "";
          stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
            const lines = (rest + text).split("\n");
            rest = lines.pop() ?? "";
            lines.forEach(log);
          });
        }
        // Nobody else watches it: where it dies, its output ends.
        out.once("close", () => {
          if (isEnding) return;
          current = runtime
            .dispose()
            .catch(() => {})
            .then(up);
          current.catch(() => {});
        });
      },
    });
    return runtime;
  }

  async function up() {
    const { runtime, pid: own } = await startAlone(async () => {
      const runtime = newRuntime();
      await runtime.ready;
      return runtime;
    });
    pid = own;
    writeFileSync(pidFile, String(pid));
    await migrate(runtime);
    return runtime;
  }

  /** What Cloudflare's cron does every minute. */
  const sweep = async () => (await (await current).getWorker()).scheduled({ cron: "* * * * *" });

  current = up();
  await current;
  await sweep();
  const timer = setInterval(() => sweep().catch(() => {}), MINUTE_MS);
  timer.unref();

  return {
    /** The process that runs the Worker. */
    pid: () => pid,
    /** Its database. */
    db: async () => (await current).getD1Database("DB"),
    sweep,
    /**
     * Hands a request on as it came.
     * @param {Request} request
     * @returns {Promise<Response>}
     */
    async fetch({ url, method, headers, body, signal }) {
      const bytes = body ? Buffer.from(await new Response(body).arrayBuffer()) : null;
      const runtime = await current;
      const init = { method, headers: [...headers], body: bytes, signal, redirect: "manual" };
      const response = await runtime.dispatchFetch(url, /** @type {any} */ (init));
      return asServed(/** @type {any} */ (response), headers);
    },
    async close() {
      isEnding = true;
      clearInterval(timer);
      await (await current).dispose();
      rmSync(pidFile, { force: true });
    },
  };
}
