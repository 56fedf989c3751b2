// The compiled core: one instance of the WebAssembly, and the glue that speaks to it.
import * as glue from "../../dist/calloff_bg.js";

/** Whether the core runs. */
export let isRunning = false;

/**
 * Starts the core, once: what runs already goes on.
 * @param {BufferSource | WebAssembly.Module} source
 */
export function start(source) {
  if (isRunning) return;
  const module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);
  const { exports } = new WebAssembly.Instance(module, { "./calloff_bg.js": glue });
  glue.__wbg_set_wasm(exports);
  /** @type {() => void} */ (exports.__wbindgen_start)();
  isRunning = true;
}
