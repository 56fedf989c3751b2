// Finds the vendors' error codes: after a label, in an exception's name, in brackets, or as a word by itself.
import { codeOf } from "./catalogue.js";
import { scalarAt } from "./labels.js";
import { isNetworkSign } from "./network.js";
import { repeated } from "./repeated.js";
import { upTo } from "./sorted.js";
import { CODE_FORMS, COMMON_WORDS, MESSAGES } from "./words.js";

/**
 * @typedef {import("./facts.js").Fact} Fact
 * @typedef {import("./labels.js").Label} Label
 */

/** How much tells that a word is a reply's code, and no mention of one. */
export const MENTIONED = 1;
/** After a label, but no vendor documents it. */
export const UNDOCUMENTED = 1.5;
export const NAMED = 2;
export const LABELED = 3;

export const MOST_CODES = 1500;
const LONGEST_CODE = 160;

/** @param {string} word */
const hasForm = (word) => CODE_FORMS.some(({ form }) => form.test(word));

/** What any vendor would call a code. */
const CODE = /^[A-Z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*$/;
const STATUS = /^[1-5]\d\d$/;
/** A code begins with a large letter, a namespace has a dot or the like behind it. */
const MAY_BE = /^(?:[A-Z1-5]|[\w:]+[.#:][A-Za-z])/;
/** What programs have in place of one. */
const NO_CODES = /^(?:None|Some|Ok|OK|Success|True|False|Error|E[A-Z]{3,}|ERR_\w+|UND_\w+)$/;

/**
 * The code or, as some write it there, the status behind a label.
 * @param {string} text
 * @param {Label} label
 * @returns {Fact | undefined}
 */
export function labeledCode(text, label) {
  const scalar = scalarAt(text, label.start, LONGEST_CODE);
  if (!scalar || !MAY_BE.test(scalar.text)) return undefined;
  if (STATUS.test(scalar.text)) {
    const status = { kind: "status", label: label.label, at: label.at, start: scalar.start, end: scalar.end };
    return label.role === "code" ? { ...status, value: scalar.text, strength: LABELED } : undefined;
  }
  // "com.amazonaws.fsx#BadRequest", "ThrottlingException:http://internal.amazon.com/…"
  const bare = scalar.text.replace(/^[^#]*#/, "").replace(/[:,].*$/s, "");
  const known = codeOf(bare.replace(/Cmdlet$/, ""));
  const isOne =
    label.role === "code"
      ? CODE.test(bare) && bare.length > 2 && !NO_CODES.test(bare) && !isNetworkSign(bare)
      : isCompound(bare);
  if (!isOne || (label.role === "name" && !known && !hasForm(bare))) return undefined;
  const start = scalar.start + scalar.text.indexOf(bare);
  const documented = Boolean(known) || hasForm(bare);
  const value = known && !isSpelling(bare, known.code) ? known.code : bare;
  return codeFact(label, value, start, start + bare.length, documented ? LABELED : UNDOCUMENTED, documented);
}

/** Whether a text has the code with the ending that it has elsewhere: the text's spelling stays. @param {string} written @param {string} code */
const isSpelling = (written, code) => written === code || `${written}Exception` === code || hasForm(written);

/** @param {{ label: string, at: number }} label @param {string} value @param {number} start @param {number} end @param {number} strength @param {boolean} documented @returns {Fact} */
const codeFact = ({ label, at }, value, start, end, strength, documented) => ({
  kind: "code",
  label,
  at,
  start,
  end,
  value,
  strength,
  documented,
});

/** A line of a stack trace names classes, which happen to be called like codes. */
const STACK_FRAME = /(?:^|\n|\\n)(?:\s|\\t)*at [\w$./<>]*$/;

/** Two words in one, or parts with dots between: no plain word of a sentence. @param {string} word */
const isCompound = (word) => /^[A-Z][A-Za-z]*(?:[a-z][A-Z]|[._]\w)/.test(word);

const WORD = /(?<![A-Za-z0-9_-])[A-Za-z][A-Za-z0-9]*(?:[A-Z._#:][A-Za-z0-9]+)+/g;

/**
 * Every documented code that stands by itself.
 * @param {string} text
 */
export function bareCodes(text) {
  /** @type {Fact[]} */
  const found = [];
  const alone = text.trim();
  const codeIn = repeated((word) => codeOf(word) ?? (hasForm(word) ? { code: word } : undefined));
  for (const match of text.matchAll(WORD)) {
    if (found.length >= MOST_CODES) break;
    const word = match[0];
    if (word.length < 6 || word.length > LONGEST_CODE) continue;
    // `\nThrottling.User`: the letter belongs to the escape.
    const skip = text[match.index - 1] === "\\" && /^[nrt][A-Z]/.test(word) ? 1 : 0;
    const written = word.slice(skip);
    const known = codeIn(written);
    if (!known) continue;
    const at = match.index + skip;
    const end = at + written.length;
    const own = written.slice(written.lastIndexOf(known.code.replace(/Exception$/, "")));
    const start = Math.max(at, end - own.length);
    const isPath = start > at;
    if (isPath && STACK_FRAME.test(text.slice(Math.max(0, at - 200), at))) continue;
    const isAlone = alone.length === written.length;
    const before = text.slice(Math.max(0, start - 24), start);
    const after = text.slice(end, end + 3);
    const isNamed =
      isAlone ||
      isPath ||
      /^\\*["')\]]|^ ?:|^ ?\(/.test(after) ||
      /(?:api error |[(["'<]|: ?)$/.test(before) ||
      isLine(before, after) ||
      isCell(before, after);
    const value = hasForm(written) ? written : known.code;
    const fact = codeFact({ label: "", at: start }, value, start, end, isNamed ? NAMED : MENTIONED, true);
    const needsVendor = COMMON_WORDS.has(known.code) && !isAlone && !isPath;
    found.push({ ...fact, needsVendor });
  }
  return found;
}

/**
 * The codes that the vendor's own words stand for, where an exception has the words alone.
 * @param {string} text @returns {Fact[]}
 */
export function codesByWords(text) {
  return MESSAGES.flatMap(({ words, code }) => {
    const at = text.indexOf(words);
    const line = at < 0 ? "" : text.slice(Math.max(0, at - 400), at).replace(/^[\s\S]*\n/, "");
    const exception = /[\w.]+(?:Exception|Error): /.exec(line);
    if (!exception) return [];
    const start = at - line.length + exception.index;
    return [codeFact({ label: "words", at: start }, code, at, at, NAMED, true)];
  });
}

/** @param {string} before @param {string} after */
const isCell = (before, after) =>
  /(?:[,;\t|]["']?|\| )$/.test(before) && /^["']? ?[,;\t|\r\n]|^["']?$/.test(after);

/** @param {string} before @param {string} after */
const isLine = (before, after) => /(?:^|\n)[ \t]*$/.test(before) && /^[ \t]*(?:\r?\n|$)/.test(after);

/** `An error occurred (Code) when calling`, `api error Code: …`: whatever stands there is the code. */
const PHRASE =
  /An error occurred \(([\w.:-]{3,80})\)|api error ([A-Z][\w.]{2,80})(?=:)|Error Code: ([A-Z][\w.]{2,80})(?=[;)])/g;

/** @param {string} text @returns {Fact[]} */
export function codesInPhrases(text) {
  return upTo(MOST_CODES, text.matchAll(PHRASE)).map((match) => {
    const word = match[1] ?? match[2] ?? match[3] ?? "";
    const start = match.index + match[0].indexOf(word, 4);
    const known = codeOf(word);
    const isStatus = STATUS.test(word);
    return {
      ...codeFact(
        { label: "phrase", at: match.index },
        word,
        start,
        start + word.length,
        LABELED,
        Boolean(known),
      ),
      ...(isStatus && { kind: "status" }),
    };
  });
}
