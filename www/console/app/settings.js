// What somebody likes: language, light or dark, single letters. Kept in this browser; no secret is in it.
import { problemOf, problemTitle } from "../model/problem.js";
import { languageFor, languages } from "../texts/index.js";
import { warn } from "./clipboard.js";

/** @import { App, State } from "../types.d.ts" */

const KEY = "calloff-settings";

/** @param {App} app */
function keep({ state: { lang, theme, letters } }) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ lang, theme, letters }));
  } catch {
    // Not allowed here: then they hold for this visit.
  }
}

/** @param {App} app @param {string} lang */
async function setLanguage(app, lang) {
  const language = languages[lang];
  if (!language) return;
  app.state.t = await language.load();
  app.state.lang = lang;
  document.documentElement.lang = lang;
  app.update();
}

/** @param {App} app @param {State["theme"]} theme */
function applyTheme(app, theme) {
  app.state.theme = theme;
  document.documentElement.dataset.theme = theme;
  app.update();
}

/** @param {App} app @param {string} lang */
export async function chooseLanguage(app, lang) {
  try {
    await setLanguage(app, lang);
    keep(app);
  } catch (error) {
    warn(app, problemTitle(app.state.t, problemOf(error)));
  }
}

/** @param {App} app @param {State["theme"]} theme */
export function chooseTheme(app, theme) {
  applyTheme(app, theme);
  keep(app);
}

/** @param {App} app @param {boolean} letters */
export function chooseLetters(app, letters) {
  app.state.letters = letters;
  keep(app);
  app.update();
}

/** @param {App} app */
export async function recallSettings(app) {
  /** @type {Partial<State>} */
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    // What cannot be read counts as no settings.
  }
  app.state.letters = kept.letters !== false;
  if (kept.theme === "light" || kept.theme === "dark") applyTheme(app, kept.theme);
  const lang = languageFor([String(kept.lang), ...navigator.languages]);
  // Better a page in English than none.
  if (lang !== "en") await setLanguage(app, lang).catch(() => {});
}
