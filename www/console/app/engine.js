// The engine, loaded once, by whoever needs it first.
import { loadEngine, loadExplain, loadTools } from "../model/engine.js";

/** @import { App, Engine } from "../types.d.ts" */

/** @type {Promise<Engine> | undefined} */
let loading;

/** @param {App} app */
async function load(app) {
  const engine = await loadEngine();
  app.state.engine = engine;
  // The list does without these.
  loadTools().then((tools) => {
    app.state.tools = tools;
    app.update();
  });
  return engine;
}

/** @param {App} app @returns {Promise<Engine>} */
export function engineOf(app) {
  loading ??= load(app).catch((error) => {
    // The network may be back when somebody asks again.
    loading = undefined;
    throw error;
  });
  return loading;
}

/** @param {App} app */
export async function explainOf(app) {
  const [explain] = await Promise.all([loadExplain(), engineOf(app)]);
  return explain;
}
