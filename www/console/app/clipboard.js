// Copying, and saying that it was done.

/** @import { App } from "../types.d.ts" */

const SAID_MS = 2_000;

/** @param {App} app @param {string} text */
export async function copy(app, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return;
  }
  app.state.copied = text;
  app.announce(app.state.t.inspect.copied);
  app.update();
  setTimeout(() => {
    if (app.state.copied !== text) return;
    app.state.copied = "";
    app.update();
  }, SAID_MS);
}
