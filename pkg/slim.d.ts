// `calloff/slim`: the same package without the WebAssembly inside; the caller brings it.
export * from "./index.js";

/**
 * Starts the core, synchronously, once, before anything else is called.
 * @param source the file `calloff/calloff.wasm`: its bytes, or the module compiled from it
 */
export function init(source: ArrayBuffer | ArrayBufferView<ArrayBuffer> | WebAssembly.Module): void;
