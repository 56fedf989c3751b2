// Very many tasks called off over HTTP: callOffAll() in Node and in workerd against the practice cloud, a process of its
// own on loopback that takes so many requests a second and no more. What its books say is what happened.
// `npm run bench -- fleet-http`, or node benches/fleet-http.mjs [tasks] [requests a second]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { practiceCredentials } from "../sandbox/vendors/credentials.mjs";
import { callOf, callOffMany } from "./fleet/http.mjs";
import { printTable } from "./lib/print.mjs";

const COUNT = Number(process.argv[2] ?? 10_000);
const PER_SECOND = Number(process.argv[3] ?? 100);
/** How long a task of FSx takes there to be canceled. */
const WIND_DOWN_SECONDS = 8;
const SEED_PAGE = 10_000;
const PORTS = ["--port", "0", "--root-port", "0"];

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

async function startCloud() {
  const child = spawn(process.execPath, [path("../sandbox/server.mjs"), ...PORTS], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => child.kill());
  const [line] = await once(child.stdout.setEncoding("utf8"), "data");
  const endpoint = /http:\S+\/cloud/.exec(line)?.[0] ?? "";
  /** @param {string} name @param {object} [input] */
  const control = async (name, input) => {
    const init = input ? { method: "POST", body: JSON.stringify(input) } : {};
    const response = await fetch(`${endpoint}/_control/${name}`, init);
    if (!response.ok) throw new Error(await response.text());
    return /** @type {any} */ (await response.json());
  };
  return { endpoint, control, end: () => child.kill() };
}

const idsOf = (/** @type {number} */ number) => callOf(number).params;

/** The same in workerd. @type {typeof callOffMany} */
async function inWorkerd(options) {
  const bundle = await build({
    stdin: {
      contents: `import { callOffMany } from "./fleet/http.mjs";
        export default { fetch: async (request) => Response.json(await callOffMany(await request.json())) };`,
      resolveDir: path("."),
    },
    bundle: true,
    format: "esm",
    conditions: ["workerd"],
    loader: { ".wasm": "copy" },
    outdir: path("../target/fleet-http"),
    write: false,
  });
  const [script, core] = [".js", ".wasm"].map((end) =>
    bundle.outputFiles.find((file) => file.path.endsWith(end)),
  );
  if (!script || !core) throw new Error("the bundle is not whole");
  const runtime = new Miniflare({
    cf: false,
    compatibilityDate: "2026-04-01",
    modulesRoot: path("../target/fleet-http"),
    modules: [
      { type: "ESModule", path: script.path, contents: script.text },
      { type: "CompiledWasm", path: core.path, contents: new Uint8Array(core.contents) },
    ],
  });
  try {
    const body = JSON.stringify(options);
    const response = await runtime.dispatchFetch("http://worker.test/", { method: "POST", body });
    return /** @type {any} */ (await response.json());
  } finally {
    await runtime.dispose();
  }
}

const ideal = (COUNT / PER_SECOND + WIND_DOWN_SECONDS) * 1000;
const text = (/** @type {number} */ value, digits = 2) => value.toFixed(digits);
/** @type {[string, ...string[]][]} */
const rows = [["ideal", text(ideal / 1000, 1), "1.00", "1.00"]];
const cloud = await startCloud();
try {
  for (const [name, runIn] of Object.entries({ Node: callOffMany, workerd: inWorkerd })) {
    await cloud.control("reset", {});
    for (let from = 0; from < COUNT; from += SEED_PAGE) {
      const page = Array.from({ length: Math.min(SEED_PAGE, COUNT - from) }, (_, at) => from + at);
      const tasks = page.map((number) => ({ ids: idsOf(number), state: "EXECUTING" }));
      await cloud.control("seed", { service: "fsx", tasks });
    }
    await cloud.control("limit", { services: ["fsx"], perSecond: PER_SECOND });
    const { ms, confirmed, progress } = await runIn({
      endpoint: cloud.endpoint,
      count: COUNT,
      credentials: practiceCredentials.aws.user,
    });
    const { tasks } = (await cloud.control("state?service=fsx")).services.fsx;
    const ids = new Set(Array.from({ length: COUNT }, (_, number) => idsOf(number).TaskId));
    const own = tasks.filter((/** @type {any} */ task) => ids.has(task.ids.TaskId));
    const isOver = (/** @type {any} */ task) => task.state === "CANCELED";
    rows.push([
      name,
      text(ms / 1000, 1),
      text(ms / ideal),
      text(progress.requests / COUNT),
      text((progress.throttled / progress.requests) * 100, 1),
      String(confirmed),
      String(own.filter(isOver).length),
      String(own.filter((/** @type {any} */ { cancels }) => cancels > 1).length),
    ]);
  }
} finally {
  cloud.end();
}
printTable(
  [
    `${COUNT.toLocaleString("en")} tasks, ${PER_SECOND}/s`,
    "seconds",
    "of the ideal",
    "requests/task",
    "% throttled",
    "confirmed",
    "canceled",
    "twice",
  ],
  rows,
);
