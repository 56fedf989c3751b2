// Cloudflare Workers: compiling bytes is forbidden there, importing a compiled module is not.
import module from "./dist/calloff.wasm";
import { init } from "./lib/core.js";

init(module);

export * from "./lib/api.js";
