// The languages: English is there at once, the others are fetched when they are wanted.
import { texts as en } from "./en.js";

/** @type {Record<string, { name: string, load: () => Promise<import("../types.d.ts").Texts> }>} */
export const languages = {
  en: { name: "English", load: async () => en },
  zh: { name: "中文", load: async () => (await import("./zh.js")).texts },
  de: { name: "Deutsch", load: async () => (await import("./de.js")).texts },
};

export { en };

/** The first that the reader understands. @param {readonly string[]} wanted such as "de-AT" */
export const languageFor = (wanted) =>
  wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => languages[tag]) ?? "en";
