// Everything but the WebAssembly, which the caller hands to init(): "calloff/calloff.wasm".

export { init } from "./lib/core/init.js";
export * from "./lib/index.js";
