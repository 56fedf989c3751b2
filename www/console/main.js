// The page: its state, how it is drawn, and what it listens to.
import { render } from "lit-html";
import { isBound, isWatching, keepRuns } from "./app/calling.js";
import { engineOf } from "./app/engine.js";
import { leaveNow, lookForService, signIn } from "./app/entry.js";
import { keepFocus } from "./app/focus.js";
import { onKey } from "./app/keyboard.js";
import { renew } from "./app/listing.js";
import { followAddress, writeAddress } from "./app/navigation.js";
import { practice } from "./app/practising.js";
import { recallSettings } from "./app/settings.js";
import { hasSecrets, newState } from "./app/state.js";
import { addressIn } from "./model/fragment.js";
import { countsOf, endedOf } from "./model/run.js";
import { pageView } from "./views/page.js";

/** @import { App } from "./types.d.ts" */

const REFRESH_MS = 10_000;
const TICK_MS = 1_000;
/** Then keys are forgotten. */
const IDLE_MS = 30 * 60_000;

const root = /** @type {HTMLElement} */ (document.querySelector("#page"));
const state = newState();
let isDrawing = false;
let isFirst = true;
/** What had the focus before a dialog took it. @type {Element | null} */
let focused = null;

/** A dialog that was just drawn is opened; where one has gone, the focus goes back, or to what has come instead. */
function seeToDialogs() {
  const dialog = root.querySelector("dialog");
  if (dialog && !dialog.open) {
    focused ??= document.activeElement;
    dialog.showModal();
    // The focus is on a button at its end; what is read first is at its beginning.
    dialog.querySelector("form")?.scrollTo(0, 0);
  } else if (!dialog && focused) {
    const heading = /** @type {HTMLElement | null} */ (root.querySelector("main h1"));
    const next =
      focused instanceof HTMLElement && focused.isConnected && focused !== document.body ? focused : heading;
    next?.focus({ preventScroll: true });
    focused = null;
  }
}

function title() {
  const { run } = state;
  if (!run || run.isOver || run.problem) return "calloff";
  const counts = countsOf(run);
  return `${endedOf(counts)}/${counts.total} · calloff`;
}

function draw() {
  isDrawing = false;
  if (isFirst) root.replaceChildren();
  isFirst = false;
  state.now = Date.now();
  render(pageView(app), root);
  document.title = title();
  seeToDialogs();
  keepFocus(app);
  writeAddress(app);
}

/** @type {App} */
const app = {
  state,
  update() {
    if (isDrawing) return;
    isDrawing = true;
    // Not by animation frames, which stand still in a tab that is not looked at.
    queueMicrotask(draw);
  },
  announce(text) {
    state.announcement = text;
    app.update();
  },
};

let activeAt = Date.now();
for (const type of ["keydown", "pointerdown"])
  addEventListener(type, () => (activeAt = Date.now()), { capture: true });

setInterval(() => {
  if (hasSecrets(state) && !isWatching(app) && Date.now() - activeAt > IDLE_MS) {
    leaveNow(app);
    app.announce(state.t.idle);
  }
  if (state.work && document.visibilityState === "visible") app.update();
}, TICK_MS);

setInterval(() => {
  const isLooking =
    state.work && state.view === "list" && document.visibilityState === "visible" && !state.question;
  if (isLooking) renew(app);
}, REFRESH_MS);

addEventListener("keydown", (event) => onKey(app, event));
addEventListener("popstate", () => followAddress(app));
addEventListener("pagehide", () => keepRuns(app));
addEventListener("beforeunload", (event) => {
  if (isBound(app)) event.preventDefault();
});

const address = addressIn(location.hash);
Object.assign(state, {
  isEntering: address.way === "practice",
  view: address.view ?? "list",
  tab: address.tab ?? "running",
  query: address.query ?? "",
});
if (!address.way && (address.view === "run" || address.view === "history")) state.view = "list";

await recallSettings(app);
app.update();
// Where this fails, whoever needs the engine says so.
engineOf(app).then(app.update, () => {});
await lookForService(app);
// Whoever was here before the page was loaded anew goes on, where that takes no secret.
if (address.way === "practice") {
  await practice(app);
  state.isEntering = false;
  app.update();
} else if (state.service.isKnown && state.service.mode !== "practice") {
  await signIn(app);
  if (!state.work) {
    delete state.problem;
    if (address.way === "worker") state.view = "signin";
    app.update();
  }
}
