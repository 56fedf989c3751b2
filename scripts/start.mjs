// `npm start`: the Worker in the real runtime with the console at /, and the practice cloud beside it at /cloud, on one
// port of this machine; the practice cloud by itself on the next. Built first where that is needed.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "./build.mjs";
import { root } from "./lib/setup.mjs";

const began = Date.now();
if (!existsSync(join(root, "pkg", "dist")))
  console.log("The first start installs and compiles what is missing: about 3 minutes, once.");

await build();

// What has dependencies is imported after build() has seen to them.
const { startServer } = await import("../sandbox/server.mjs");
const { practiceSettings } = await import("./lib/practice.mjs");
const { bundleWorker, startWorker } = await import("./lib/worker.mjs");

const port = Number(process.env.PORT ?? 8044);
/** @type {Awaited<ReturnType<typeof startWorker>> | undefined} */
let worker;

/** @param {Request} request */
const serve = (request) =>
  worker?.fetch(request) ??
  new Response("It is still starting\n", { status: 503, headers: { "retry-after": "2" } });

try {
  const server = await startServer({ port, rootPort: port && port + 1, serve });
  const { origin, endpoint, rootEndpoint } = server;
  const { folder } = await bundleWorker();
  worker = await startWorker({
    folder,
    state: resolve(root, process.env.CALLOFF_STATE ?? ".wrangler/state"),
    settings: practiceSettings(endpoint),
    log: (line) => console.error(line),
  });
  const end = async () => {
    await worker?.close();
    await server.close();
    process.exit();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, end);
  console.log(`\nReady after ${Math.ceil((Date.now() - began) / 1000)} s.`);
  console.log(
    `The console is at ${origin}/, its API at ${origin}/api/openapi.json (token: practice-operator)`,
  );
  console.log(
    `The practice cloud is at ${endpoint}, for clients that drop the path of an endpoint at ${rootEndpoint}`,
  );
} catch (error) {
  const { code, port: taken } = /** @type {NodeJS.ErrnoException & { port?: number }} */ (error);
  if (code !== "EADDRINUSE") throw error;
  console.error(`\nPort ${taken} is taken: PORT=${port + 2} npm start`);
  process.exitCode = 1;
}
