// Finds HTTP statuses: after a label, in the words of a tool, or as a line of their own.
import { scalarAt } from "./labels.js";
import { upTo } from "./sorted.js";
import { STATUS_WORDS } from "./words.js";

/**
 * @typedef {import("./facts.js").Fact} Fact
 * @typedef {import("./labels.js").Label} Label
 */

const MOST_STATUSES = 2000;

/** @param {string} text @param {Label} label @returns {Fact | undefined} */
export function labeledStatus(text, label) {
  const scalar = scalarAt(text, label.start);
  const digits = /^\s*([1-5]\d\d)(?!\w)/.exec(scalar?.text ?? "")?.[1];
  if (!scalar || !digits) return undefined;
  const start = scalar.start + scalar.text.indexOf(digits);
  return statusFact(digits, label.label, label.at, start);
}

/** @param {string} value @param {string} label @param {number} at @param {number} start @returns {Fact} */
const statusFact = (value, label, at, start) => ({
  kind: "status",
  label,
  at,
  start,
  end: start + value.length,
  value,
  strength: 3,
});

const PHRASE =
  /(?:[Ss]tatus [Cc]ode|[Ss]tatus of|HTTP(?: [Ss]tatus| [Ee]rror| [Cc]ode)?|[Rr]esponse code|but got|ERROR|error:|indicate success:|resulted in an?) {0,2}[(:=`]{0,2} ?([1-5]\d\d)(?![\d.:-])|(?<![\w.:-])([1-5]\d\d) (?:Client|Server) Error\b/g;

/** curl -w and its like: a line of three digits, with the reason behind them at most. */
const LINE = /^[ \t]*(?:[Ss]tatus[ \t]+)?([1-5]\d\d)(?:[ \t]+(?:[A-Z][A-Za-z-]*|[a-z]+)){0,4}[ \t]*\r?$/gm;

/** @param {string} text @returns {Fact[]} */
export function statusesInPhrases(text) {
  const phrases = [PHRASE, LINE].flatMap((pattern) =>
    upTo(MOST_STATUSES, text.matchAll(pattern)).map((match) => {
      const digits = match[1] ?? match[2] ?? "";
      const start = match.index + match[0].lastIndexOf(digits);
      return statusFact(digits, pattern === LINE ? "line" : "phrase", match.index, start);
    }),
  );
  const words = STATUS_WORDS.flatMap(([phrase, status]) =>
    placesOf(text, phrase).map((at) => ({
      ...statusFact(String(status), "words", at, at),
      end: at + phrase.lastIndexOf(phrase.includes(" with") ? " with" : ":"),
    })),
  );
  return [...phrases, ...words];
}

/** @param {string} text @param {string} phrase */
function placesOf(text, phrase) {
  const places = [];
  for (
    let at = text.indexOf(phrase);
    at >= 0 && places.length < MOST_STATUSES;
    at = text.indexOf(phrase, at + 1)
  )
    places.push(at);
  return places;
}
