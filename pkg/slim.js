// Everything but the WebAssembly, which the caller hands to init(): "calloff/calloff.wasm".
export * from "./lib/api.js";
export { init } from "./lib/init.js";
