// A pasted text as it is read: without colors, boxes and the escapes of web pages, and with the way back to where each
// letter stood.

/** Of the same length: other blanks, box lines of Terraform, wide marks, curly quotes. @type {readonly [RegExp, string][]} */
const SAME_LENGTH = [
  [/[\u00a0\u2000-\u200d\u202f\u2060\u3000\ufeff│┃╷╵╎╭╰─\0]/g, " "],
  [/：/g, ":"],
  [/[“”]/g, '"'],
  [/[‘’]/g, "'"],
];

/** Of another length. Escaped quotes become as many marks as a quote inside of a quoted text has. @type {Record<string, string>} */
const SHORTER = {
  "&quot;": '"',
  "&#34;": '"',
  "&apos;": "'",
  "&#39;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "\\u0022": '\\"',
  "\\u0027": "'",
  "\\u003c": "<",
  "\\u003e": ">",
  "\\u0026": "&",
  "\\/": "/",
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals color with these.
const ANY_SHORTER = /\x1b\[[0-9;]{0,16}m|&(?:quot|apos|lt|gt|amp|#34|#39);|\\u00(?:22|27|3c|3e|26)|\\\//gi;

/**
 * @typedef {{ text: string, original: string, at: (index: number) => number }} Source
 * `at` leads from an index of the text to the index of the original.
 */

/** @param {unknown} given @returns {Source} */
export function sourceOf(given) {
  const original = asText(given);
  let text = original;
  for (const [marks, one] of SAME_LENGTH) text = text.replace(marks, one);
  /** @type {[shown: number, original: number][]} */
  const steps = [[0, 0]];
  let shown = "";
  let from = 0;
  for (const match of text.matchAll(ANY_SHORTER)) {
    const end = match.index + match[0].length;
    shown += text.slice(from, match.index) + (SHORTER[match[0].toLowerCase()] ?? "");
    steps.push([shown.length, end]);
    from = end;
  }
  if (from === 0) return { text, original, at: (index) => index };
  return { text: shown + text.slice(from), original, at: (index) => originalIndex(steps, index) };
}

/** @param {unknown} given */
function asText(given) {
  try {
    return typeof given === "string" ? given : given === undefined || given === null ? "" : String(given);
  } catch {
    return ""; // An object that cannot be made a text says nothing.
  }
}

/** @param {[shown: number, original: number][]} steps @param {number} index */
function originalIndex(steps, index) {
  let [low, high] = [0, steps.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.[0] ?? 0) <= index) low = middle;
    else high = middle;
  }
  const [shown, original] = steps[low] ?? [0, 0];
  return original + index - shown;
}

/**
 * What stands between two places, at most so much of it.
 * @param {string} text @param {number} start @param {number} end @param {number} [most]
 */
export const cut = (text, start, end, most = 4096) => text.slice(start, Math.min(end, start + most));
