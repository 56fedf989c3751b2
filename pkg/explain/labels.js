// Finds labeled values, however they are written: JSON and Python dicts of any nesting, headers, `key: value` lines,
// key=value, XML elements, options of a command line, and a browser's tools with name and value on lines of their own.
import { plain } from "./catalogue.js";
import { Nearby } from "./nearby.js";
import { repeated } from "./repeated.js";
import { NO_SECRET, ROLES, SECOND_WORDS, SECRET, SECRET_ENDINGS, SECRET_LINE } from "./words.js";

/**
 * @typedef {{ role: string, label: string, at: number, start: number, param: boolean, flag: boolean }} Label
 * `at`: where the label begins; `start`: where what it labels begins, quotes and all.
 */

const LONGEST_LABEL = 48;

const isWord = (/** @type {number} */ c) =>
  (c >= 97 && c <= 122) ||
  (c >= 65 && c <= 90) ||
  (c >= 48 && c <= 57) ||
  c === 95 ||
  c === 45 ||
  c === 46 ||
  c === 36;
/** The last two letters before a place, in small letters, as one number. @param {string} text @param {number} end */
const endingAt = (text, end) =>
  ((text.charCodeAt(end - 2) | 32) & 127) * 128 + ((text.charCodeAt(end - 1) | 32) & 127);
/** @param {string[]} names */
function endingsOf(names) {
  const endings = new Uint8Array(128 * 128);
  for (const name of names) endings[endingAt(name, name.length)] = 1;
  return endings;
}
const isLetter = (/** @type {number} */ c) => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
const isQuote = (/** @type {number} */ c) => c === 34 || c === 39 || c === 96;
const isBlank = (/** @type {number} */ c) => c === 32 || c === 9;

/**
 * @param {string} text
 * @param {ReadonlyMap<string, unknown>} fields the operations' parameters, by their plain names
 * @param {readonly number[]} places where replies begin without a label, in order
 */
export function labelsIn(text, fields, places) {
  const nearby = new Nearby(places);
  const meaningOf = repeated((written) => read(written, fields));
  // Most words end like no label: that is seen at once.
  const ofSecrets = endingsOf([...SECRET_ENDINGS, "name", "value"]);
  let endings = endingsOf([...ROLES.keys(), ...fields.keys(), ...SECRET_ENDINGS, "name", "value"]);

  let pair = "";
  /** @param {string} written @param {number} at @param {number} start @param {boolean} flag */
  const add = (written, at, start, flag) => {
    // {"name": "x-amzn-requestid", "value": "…"}: a header of a HAR file.
    const name = pair;
    pair = "";
    if (written === "name") pair = scalarAt(text, start)?.text ?? "";
    const meaning = meaningOf(written === "value" && name ? name : written);
    if (!meaning) return false;
    if (nearby.isFull) endings = ofSecrets;
    nearby.add({
      role: meaning.role,
      label: meaning.plain,
      at,
      start,
      param: fields.has(meaning.plain),
      flag,
    });
    return true;
  };

  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > 62 || (c !== 58 && c !== 61 && c !== 62 && c !== 10)) continue;
    if (c === 10) {
      lineLabel(text, i, add);
      continue;
    }
    let end = i;
    if (c === 62) {
      // `<Code>`; the ends of arrows and of anything else are passed over.
      let open = i;
      while (open > 0 && i - open < LONGEST_LABEL && isWord(text.charCodeAt(open - 1))) open--;
      if (open < i && text[open - 1] === "<") add(text.slice(open, i), open, i + 1, false);
      continue;
    }
    while (end > 0 && i - end < 40 && isBlank(text.charCodeAt(end - 1))) end--;
    while (end > 0 && i - end < 80 && (isQuote(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === 92))
      end--;
    let at = end;
    while (at > 0 && end - at < LONGEST_LABEL && isWord(text.charCodeAt(at - 1))) at--;
    if (end - at < 2 || !endings[endingAt(text, end)]) continue;
    // `\nRequestId`: the letter belongs to the escape.
    if (text.charCodeAt(at - 1) === 92 && /[nrt]/.test(text[at] ?? "")) at++;
    const start = c === 61 && text.charCodeAt(i + 1) === 62 ? i + 2 : i + 1;
    const written = text.slice(at, end);
    const flag = text.charCodeAt(at) === 45 && text.charCodeAt(at + 1) === 45;
    if (text.charCodeAt(at - 1) === 32 && end - at <= 7 && SECOND_WORDS.has(written.toLowerCase())) {
      let first = at - 1;
      while (first > 0 && at - first < 18 && isLetter(text.charCodeAt(first - 1))) first--;
      if (at - 1 - first > 1 && add(text.slice(first, end), first, start, flag)) continue;
    }
    add(written, at, start, flag);
  }
  lineLabel(text, text.length, add);
  if (text.includes(" --"))
    for (const match of text.matchAll(/(?<=\s)--([A-Za-z][\w.-]{0,47})[ \t]+(?=[^-\s])/g))
      add(match[1] ?? "", match.index + 2, match.index + match[0].length, true);
  return nearby.kept.sort((a, b) => a.at - b.at);
}

/**
 * A browser's tools copy a header's name and its value as two lines.
 * @param {string} text @param {number} end where the line ends
 * @param {(written: string, at: number, start: number, flag: boolean) => boolean} add
 */
function lineLabel(text, end, add) {
  if (end + 1 >= text.length) return;
  let at = end;
  while (at > 0 && end - at < 32 && text.charCodeAt(at - 1) !== 10) at--;
  if (end - at < 4 || (at > 0 && text.charCodeAt(at - 1) !== 10)) return;
  const line = text.slice(at, end).trimEnd();
  if (
    /^:?(?:x-[a-z-]+|[Ss]tatus(?: [Cc]ode)?|[Rr]equest URL|[Rr]equest [Mm]ethod|[Dd]ate|[Rr]etry-[Aa]fter|[Aa]uthorization|[Cc]ookie)$/i.test(
      line,
    )
  )
    add(line, at, end + 1, false);
}

/** @param {string} written @param {ReadonlyMap<string, unknown>} fields */
function read(written, fields) {
  if (written === "__type") return { role: "code", plain: "code" };
  for (const part of [written, written.slice(written.lastIndexOf(".") + 1)]) {
    const word = plain(part);
    if (SECRET_LINE.test(word)) return { role: "secret-line", plain: word };
    if (SECRET.test(word) && !NO_SECRET.test(word)) return { role: "secret", plain: word };
    const role = ROLES.get(word);
    if (role) return { role, plain: word };
    if (fields.has(word)) return { role: "param", plain: word };
  }
  return null;
}

/**
 * @typedef {{ text: string, start: number, end: number, quote: string }} Scalar
 */

const LONGEST_SCALAR = 512;

/**
 * The value that begins here, without its quotes; undefined where there is none, as before an object.
 * @param {string} text @param {number} from @param {number} [longest]
 * @returns {Scalar | undefined}
 */
export function scalarAt(text, from, longest = LONGEST_SCALAR) {
  let start = from;
  while (start - from < 40 && isBlank(text.charCodeAt(start))) start++;
  let slashes = 0;
  let c = text.charCodeAt(start);
  if (!isPlain(c)) start = wrapped(text, start);
  else if (isWrapping(text, start)) start = wrapped(text, start);
  c = text.charCodeAt(start);
  while (c === 92 && slashes < 63) c = text.charCodeAt(start + ++slashes);
  if (isQuote(c)) {
    let open = start + slashes + 1;
    // ""…"": quotes of a table in which each is written twice.
    if (!slashes && text.charCodeAt(open) === c && isWord(text.charCodeAt(open + 1))) open++;
    const end = closing(text, open, c, slashes, longest);
    return end < 0
      ? undefined
      : { text: text.slice(open, end), start: open, end, quote: text.slice(start, open) };
  }
  let end = start;
  const most = Math.min(text.length, start + longest);
  while (end < most && !isStop(text.charCodeAt(end))) end++;
  // A mark of a sentence is not of the value.
  while (end > start && isMark(text.charCodeAt(end - 1))) end--;
  return end > start ? { text: text.slice(start, end), start, end, quote: "" } : undefined;
}

const isPlain = (/** @type {number} */ c) => isWord(c) || c === 34 || c === 39 || c === 92;
const isMark = (/** @type {number} */ c) => c === 46 || c === 58 || c === 61;
const isStop = (/** @type {number} */ c) =>
  c <= 32 ||
  c === 44 ||
  c === 59 ||
  c === 40 ||
  c === 41 ||
  c === 123 ||
  c === 125 ||
  c === 91 ||
  c === 93 ||
  isQuote(c) ||
  c === 92 ||
  c === 60 ||
  c === 62 ||
  c === 124 ||
  c === 38;

const WRAPPINGS = /(?:(?:&?[A-Za-z]{1,12}\(|\[|<|@)[ \t\n]{0,8}){0,2}(?:[bur]{1,2}(?=["']))?/y;

/** `Some("…")`, `StatusCode(400)`, `b'…'`: a name with a bracket or a quote right behind. @param {string} text @param {number} start */
function isWrapping(text, start) {
  for (let i = start; i < start + 13; i++) {
    const c = text.charCodeAt(i);
    if (c === 40 || isQuote(c)) return i > start;
    if (!((c >= 97 && c <= 122) || (c >= 65 && c <= 90))) return false;
  }
  return false;
}

/** @param {string} text @param {number} start */
function wrapped(text, start) {
  WRAPPINGS.lastIndex = start;
  return start + (WRAPPINGS.exec(text)?.[0].length ?? 0);
}

/**
 * Where a quoted value ends: at the same mark, with as many backslashes or fewer.
 * @param {string} text @param {number} start @param {number} quote @param {number} most @param {number} longest
 */
function closing(text, start, quote, most, longest) {
  const last = Math.min(text.length, start + longest);
  let slashes = 0;
  for (let i = start; i < last; i++) {
    const c = text.charCodeAt(i);
    if (c === quote && slashes <= most) return i - slashes;
    if (c === 10) return -1;
    slashes = c === 92 ? slashes + 1 : 0;
  }
  return -1;
}
