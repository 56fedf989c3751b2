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
const page = serveConsole(outdir);
const { origin } = await startServer({
  port: Number(process.env.PORT ?? 8044),
  serve: page,
});
console.log(`\nThe console is at ${origin}/ and the practice cloud at ${origin}/cloud`);
