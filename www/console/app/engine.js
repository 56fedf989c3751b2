// The engine, loaded once, by whoever needs it first.
import { loadEngine, loadExplain } from "../model/engine.js";

/** @import { App, Engine } from "../types.d.ts" */

/** @type {Promise<Engine> | undefined} */
let loading;

/** @param {App} app @returns {Promise<Engine>} */
export function engineOf(app) {
  loading ??= loadEngine().then((engine) => {
    app.state.engine = engine;
    return engine;
  });
  return loading;
}

/** @param {App} app */
export async function explainOf(app) {
  const [explain] = await Promise.all([loadExplain(), engineOf(app)]);
  return explain;
}
