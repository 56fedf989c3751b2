// The start of the core for those who bring the WebAssembly themselves.

import { CalloffError, invalid } from "../error.js";
import { start } from "./start.js";

/** @type {typeof import("../../slim.js").init} */
export function init(source) {
  try {
    start(/** @type {BufferSource | WebAssembly.Module} */ (source));
  } catch (cause) {
    if (cause instanceof CalloffError) throw cause;
    const text =
      "expected the bytes of calloff/calloff.wasm of this version, or the module compiled from them; " +
      "or else this platform does not let it run";
    throw Object.assign(invalid([{ path: "source", code: "type", text }]), { cause });
  }
}
