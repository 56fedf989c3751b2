// Copying, and saying whether it was done.

/** @import { App } from "../types.d.ts" */

const SAID_MS = 2_000;
const WARNED_MS = 8_000;

/** Says on the page itself, for a while, what a screen reader is told as well. @param {App} app @param {string} warning */
export function warn(app, warning) {
  app.state.warning = warning;
  app.announce(warning);
  setTimeout(() => {
    if (app.state.warning !== warning) return;
    app.state.warning = "";
    app.update();
  }, WARNED_MS);
}

/** @param {App} app @param {string} text */
export async function copy(app, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    app.state.copied = "";
    warn(app, app.state.t.inspect.notCopied);
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
