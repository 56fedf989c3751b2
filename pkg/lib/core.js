// The compiled core: one instance of the WebAssembly, and the glue that speaks to it.
import * as glue from "../dist/calloff_bg.js";

/**
 * The version of the core that runs; undefined until one does.
 * @type {string}
 */
export let version;

/** @param {BufferSource | WebAssembly.Module} source */
export function init(source) {
  const module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);
  const { exports } = new WebAssembly.Instance(module, { "./calloff_bg.js": glue });
  glue.__wbg_set_wasm(exports);
  /** @type {() => void} */ (exports.__wbindgen_start)();
  version = glue.version();
}
