// What takes a moment and may fail: the page is busy until then, and says what went wrong.
import { problemOf, problemTitle } from "../model/problem.js";

/** @import { App } from "../types.d.ts" */

/** @param {App} app @param {() => Promise<void>} work */
export async function through(app, work) {
  app.state.isBusy = true;
  delete app.state.problem;
  app.update();
  try {
    await work();
  } catch (error) {
    const problem = problemOf(error);
    app.state.problem = problem;
    app.announce([problemTitle(app.state.t, problem), problem.message].filter(Boolean).join(": "));
  }
  app.state.isBusy = false;
  app.update();
}
