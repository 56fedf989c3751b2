// Cloudflare Workers: compiling bytes is forbidden there, importing a compiled module is not.
import module from "./dist/calloff.wasm";
import { start } from "./lib/core/start.js";

start(module);

export * from "./lib/index.js";
