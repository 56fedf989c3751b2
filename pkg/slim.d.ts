// `calloff/slim`: the same package without the WebAssembly inside; the caller brings it.
import type { WebAssemblyModule } from "./types/platform.js";

export * from "./index.js";

/**
 * Starts the core, synchronously, before anything else is called; once it runs, another start changes nothing.
 * @param source the file `calloff/calloff.wasm`: its bytes, or the module compiled from it
 * @throws {CalloffError} "invalid" when it is anything else, with the platform's own error as `cause`
 * @example
 * import { readFileSync } from "node:fs";
 * import { fileURLToPath } from "node:url";
 *
 * init(readFileSync(fileURLToPath(import.meta.resolve("calloff/calloff.wasm"))));
 */
export function init(source: ArrayBuffer | ArrayBufferView | WebAssemblyModule): void;
