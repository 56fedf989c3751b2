// The compiled core: one instance of the WebAssembly, and the glue that speaks to it.
import * as glue from "../../dist/calloff_bg.js";
import { CalloffError } from "../error.js";

/** Whether the core runs. */
export let isRunning = false;

/**
 * Why the platform did not start it, and what to do, as far as its error tells.
 * @param {any} cause
 */
function reasonOf(cause) {
  const message = String(cause?.message);
  if (typeof WebAssembly === "undefined")
    return "this platform has no WebAssembly, or has it switched off, as a browser in a lockdown mode does";
  if (/Content.Security.Policy|\bCSP\b|unsafe-eval/i.test(message))
    return "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src";
  if (/main thread/.test(message))
    return "this browser starts WebAssembly of this size in a worker only (Chrome does so before version 115): use calloff in a worker";
  if (/code generation disallowed/i.test(message))
    return "this platform compiles no WebAssembly from bytes: use calloff/slim, and init() with a compiled module";
  return undefined;
}

/**
 * Starts the core, once: what runs already goes on.
 * @param {BufferSource | WebAssembly.Module} source of any realm
 */
export function start(source) {
  if (isRunning) return;
  try {
    const isModule = Object.prototype.toString.call(source) === "[object WebAssembly.Module]";
    const module = isModule
      ? /** @type {WebAssembly.Module} */ (source)
      : new WebAssembly.Module(/** @type {BufferSource} */ (source));
    const { exports } = new WebAssembly.Instance(module, { "./calloff_bg.js": glue });
    glue.__wbg_set_wasm(exports);
    /** @type {() => void} */ (exports.__wbindgen_start)();
    isRunning = true;
  } catch (cause) {
    const reason = reasonOf(cause);
    throw reason ? Object.assign(new CalloffError(`calloff cannot start: ${reason}`), { cause }) : cause;
  }
}
