// The keyboard's focus: where a button vanishes or another view comes, it goes on to what comes next.

/** @import { App } from "../types.d.ts" */

/** What had the focus last, until somebody points elsewhere. @type {HTMLElement | undefined} */
let last;
/** What was shown when the page was drawn last. */
let shownBefore = "";

addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLElement) last = target;
});
addEventListener("pointerdown", () => (last = undefined), { capture: true });

/** Nothing has the focus, because somebody wants it so. */
export function giveUpFocus() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  last = undefined;
}

/** The row that the keyboard is at, and in it what can be pressed. @returns {HTMLElement | null} */
const cursorControl = () => document.querySelector("main [data-cursor] :is(input, button)");

/** The row that the keyboard is at gets the focus, once it is drawn. */
export const focusCursor = () =>
  setTimeout(() => {
    const control = cursorControl();
    control?.focus({ preventScroll: true });
    control?.closest("tr")?.scrollIntoView({ block: "nearest" });
  });

/** After each drawing. @param {App} app */
export function keepFocus({ state: { work, view, shown } }) {
  const isFirst = shownBefore === "";
  const shownNow = [work?.kind, view, view === "list" && shown].join();
  const isElsewhere = !isFirst && shownNow !== shownBefore;
  shownBefore = shownNow;
  const isLost = document.activeElement === document.body || document.activeElement === null;
  if (!isLost || !document.hasFocus() || document.querySelector("dialog")) return;
  /** @type {HTMLElement | null} */
  const heading = document.querySelector("main h1");
  if (isElsewhere) heading?.focus({ preventScroll: true });
  // A button that could not be pressed for a moment has it back.
  else if (last?.isConnected) last.focus({ preventScroll: true });
  else if (last) (cursorControl() ?? heading)?.focus({ preventScroll: true });
}
