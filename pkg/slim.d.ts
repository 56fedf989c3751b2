// `calloff/slim`: the same package without the WebAssembly inside; the caller brings it.
export * from "./index.js";

/**
 * Starts the core, synchronously, before anything else is called; once it runs, another start changes nothing.
 * @param source the file `calloff/calloff.wasm`: its bytes, or the module compiled from it
 * @throws {CalloffError} "invalid" when it is anything else, with the platform's own error as `cause`
 */
export function init(source: ArrayBuffer | ArrayBufferView<ArrayBuffer> | WebAssembly.Module): void;
