// calloff itself and its reader of texts: files of their own, fetched after the page is on the screen.
import wasm from "calloff/calloff.wasm";

/** The bundler puts the file's address here. */
const address = new URL(/** @type {any} */ (wasm), import.meta.url);

/** @returns {Promise<import("../types.d.ts").Engine>} */
export async function loadEngine() {
  const [{ init, ...engine }, module] = await Promise.all([
    import("calloff/slim"),
    WebAssembly.compileStreaming(fetch(address)),
  ]);
  init(module);
  return engine;
}

/** Works once the engine is loaded. */
export const loadTools = () => import("./tools.js");

/** Works once the engine is loaded. */
export const loadExplain = async () => (await import("calloff/explain")).explain;
