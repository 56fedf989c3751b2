// `npm start`: the console and the practice cloud on one port of this machine, built first where that is needed.
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
  const { origin } = await startServer({ port, serve: serveConsole(outdir) });
  console.log(`\nThe console is at ${origin}/ and the practice cloud at ${origin}/cloud`);
} catch (error) {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EADDRINUSE") throw error;
  console.error(`\nPort ${port} is taken: PORT=${port + 1} npm start`);
  process.exitCode = 1;
}
