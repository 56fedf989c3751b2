// Practice: coming in, what shall go wrong, and starting over.
import { enterPractice, resetPractice, setFault } from "../work/practice.js";
import { engineOf } from "./engine.js";
import { enter } from "./entry.js";
import { refresh } from "./listing.js";
import { through } from "./through.js";

/** @import { App } from "../types.d.ts" */

/** @param {App} app */
export const practice = (app) =>
  through(app, async () => {
    const engine = await engineOf(app);
    const work = await enterPractice(engine);
    // The cloud outlives the page, which always begins with nothing going wrong.
    await setFault("nothing");
    await enter(app, engine, work);
  });

/** @param {App} app @param {string} name */
export async function chooseFault(app, name) {
  app.state.fault = name;
  await through(app, () => setFault(name));
  await refresh(app);
}

/** @param {App} app */
export async function startOver(app) {
  app.state.fault = "nothing";
  await through(app, async () => {
    await resetPractice();
  });
  await refresh(app);
}
