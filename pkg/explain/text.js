// A pasted text as it is read: without colors, boxes and the escapes of web pages, with the bodies that a HAR file has
// in base64, and with the way back to where each letter stood.
import { decode } from "../lib/core/base64.js";
import { TextDecoder } from "../lib/core/text.js";
import { firstWhere } from "./sorted.js";

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

/** Browsers write bodies of AWS's own media types so. */
const BASE64_BODY = /"text"\s*:\s*"([A-Za-z0-9+/]{16,}={0,2})"(?=\s*,\s*"encoding"\s*:\s*"base64")/g;

/** A body as the text of a JSON member; nothing where it is no text. @param {string} base64 */
function bodyMember(base64) {
  try {
    const body = new TextDecoder().decode(decode(base64));
    return /[\0\ufffd]/.test(body) ? "" : `"text":${JSON.stringify(body)}`;
  } catch {
    return "";
  }
}

/**
 * Where a text goes on behind something that was written otherwise; `isInside`: in the midst of it, where no letter has
 * a place of its own.
 * @typedef {{ shown: number, original: number, isInside?: boolean }} Step
 */

/**
 * @typedef {{ text: string, original: string, at: (index: number) => number }} Source
 * `at` leads from an index of the text to the index of the original.
 */

/** @param {unknown} given @returns {Source} */
export function sourceOf(given) {
  const original = asText(given);
  let text = original;
  for (const [marks, one] of SAME_LENGTH) text = text.replace(marks, one);
  /** @type {Step[]} */
  const steps = [{ shown: 0, original: 0 }];
  let shown = "";
  let from = 0;
  for (const { place, length, instead, isInside } of changesIn(text)) {
    shown += text.slice(from, place);
    if (isInside) steps.push({ shown: shown.length, original: place, isInside });
    shown += instead;
    from = place + length;
    steps.push({ shown: shown.length, original: from });
  }
  if (from === 0) return { text, original, at: (index) => index };
  return { text: shown + text.slice(from), original, at: (index) => originalIndex(steps, index) };
}

/**
 * What is read otherwise than it is written, in order.
 * @param {string} text
 * @returns {{ place: number, length: number, instead: string, isInside?: boolean }[]}
 */
function changesIn(text) {
  const escapes = Array.from(text.matchAll(ANY_SHORTER), ({ index, 0: { length }, 0: mark }) => ({
    place: index,
    length,
    instead: SHORTER[mark.toLowerCase()] ?? "",
  }));
  if (!text.includes('"base64"')) return escapes;
  const bodies = Array.from(text.matchAll(BASE64_BODY), ({ index, 0: { length }, 1: base64 = "" }) => ({
    place: index,
    length,
    instead: bodyMember(base64),
    isInside: true,
  }));
  const readable = bodies.filter(({ instead }) => instead !== "");
  return [...escapes, ...readable].sort((one, other) => one.place - other.place);
}

/** @param {unknown} given */
function asText(given) {
  try {
    return typeof given === "string" ? given : given === undefined || given === null ? "" : String(given);
  } catch {
    return ""; // An object that cannot be made a text says nothing.
  }
}

/** @param {Step[]} steps @param {number} index */
function originalIndex(steps, index) {
  const step = steps[firstWhere(steps, ({ shown }) => shown > index) - 1];
  if (!step) return index;
  return step.isInside ? step.original : step.original + index - step.shown;
}

/**
 * What stands between two places, at most so much of it.
 * @param {string} text @param {number} start @param {number} end @param {number} [most]
 */
export const cut = (text, start, end, most = 4096) => text.slice(start, Math.min(end, start + most));
