// Node, Deno, Bun, browsers, every bundler: the WebAssembly travels inside, so there is nothing to wait for.
import base64 from "./dist/inline.js";
import { decode } from "./lib/core/base64.js";
import { start } from "./lib/core/start.js";

start(decode(base64));

export * from "./lib/index.js";
