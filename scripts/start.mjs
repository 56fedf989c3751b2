// `npm start`: the console and the practice cloud on one port of this machine, and the practice cloud by itself on the
// next, built first where that is needed.
import { build } from "./build.mjs";
import { root } from "./lib/setup.mjs";

await build();

// What has dependencies is imported after build() has seen to them.
const { buildConsole } = await import("../www/console/build.mjs");
const { serveConsole } = await import("../www/console/serve.mjs");
const { startServer } = await import("../sandbox/server.mjs");

const outdir = `${root}www/console/dist`;
await buildConsole({ outdir });
const port = Number(process.env.PORT ?? 8044);
try {
  const { origin, endpoint, rootEndpoint } = await startServer({
    port,
    rootPort: port && port + 1,
    serve: serveConsole(outdir),
  });
  console.log(`\nThe console is at ${origin}/ and the practice cloud at ${endpoint}`);
  console.log(`For clients that drop the path of an endpoint, it is at ${rootEndpoint}, too`);
} catch (error) {
  const { code, port: taken } = /** @type {NodeJS.ErrnoException & { port?: number }} */ (error);
  if (code !== "EADDRINUSE") throw error;
  console.error(`\nPort ${taken} is taken: PORT=${port + 2} npm start`);
  process.exitCode = 1;
}
