// Finds the heads of HTTP messages: as they are, in the output of curl -v and wget -S, in access logs, in a console.

import { upTo } from "./sorted.js";

/**
 * @typedef {{ status: number, at: number, statusAt: number, end: number, headers: [string, string][], body: number }} Head
 * `end`: where the head ends, `body`: where its body begins.
 * @typedef {{ method: string, target: string, at: number, status?: number, statusAt?: number }} RequestLine
 */

const MOST_MESSAGES = 1000;
const MOST_HEADERS = 200;
const LONGEST_MARGIN = 80;
/** What a log may have before each line: blanks, the time, marks of curl, the last of its progress meter. */
const MARGIN = /^[\s\d.:,TZ+\-/|[\]()<*]*$/;
const HEADER = /^[\s\d.:,TZ+\-/|[\]()<]*?([A-Za-z][\w!#$%&'*+.^`|~-]{0,63}):[ \t]*(.*)$/;
/** What curl tells of itself and of what it sends, between the lines of the reply; and its next command. */
const CHATTER =
  /^[\s\d.:,TZ\-+]*(?:[*>](?: |$)|[{}] \[\d+ bytes data\]|% Total|Dload +Upload)|^(?:.{0,80}[$#>] )?curl /;

/** A body without what curl and wget say behind it. @param {string} body */
export const bodyAlone = (body) =>
  body
    .split("\n")
    .filter((line) => !CHATTER.test(line) && !/^\d{4}-\d\d-\d\d [\d:]+ ERROR [1-5]\d\d: /.test(line))
    .join("\n")
    .trim();

/** @param {string} text @returns {Head[]} */
export function headsIn(text) {
  /** @type {Head[]} */
  const heads = [];
  for (const match of text.matchAll(/(?<![\w/"'])HTTP\/[\d.]{1,3} +([1-5]\d\d)(?!\d)/g)) {
    const before = text.slice(Math.max(0, match.index - LONGEST_MARGIN), match.index);
    const line = before.lastIndexOf("\n") + 1;
    if ((line === 0 && before.length === LONGEST_MARGIN) || !MARGIN.test(before.slice(line))) continue;
    if (heads.length >= MOST_MESSAGES) break;
    if ((heads[heads.length - 1]?.end ?? 0) > match.index) continue;
    heads.push(headAt(text, match.index, match[0], Number(match[1])));
  }
  // Interim replies and a proxy's own stand before the reply.
  return heads.filter(({ status, at, end }, index) => {
    const isInterim = status < 200 || /connection established/i.test(text.slice(at, at + 80));
    return !(isInterim && heads[index + 1] && end <= (heads[index + 1]?.at ?? 0));
  });
}

/** @param {string} text @param {number} at @param {string} start @param {number} status @returns {Head} */
function headAt(text, at, start, status) {
  /** @type {[string, string][]} */
  const headers = [];
  const statusAt = at + start.length - 3;
  let line = lineEnd(text, at) + 1;
  for (let lines = 0; line < text.length && lines < MOST_HEADERS; lines++) {
    const end = lineEnd(text, line);
    const shown = text.slice(line, Math.min(end, line + 4096)).replace(/\r$/, "");
    const header = CHATTER.test(shown) ? null : HEADER.exec(shown);
    if (header) headers.push([String(header[1]).toLowerCase(), String(header[2]).trim()]);
    else if (!CHATTER.test(shown)) {
      const isBlank = /^[\s\d.:,TZ\-+|<]*$/.test(shown);
      return {
        status,
        at,
        statusAt,
        end: line,
        headers,
        body: isBlank ? Math.min(end + 1, text.length) : line,
      };
    }
    line = end + 1;
  }
  const end = Math.min(line, text.length);
  return { status, at, statusAt, end, headers, body: end };
}

/** @param {string} text @param {number} from */
function lineEnd(text, from) {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

const METHODS = "GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS";
/** Requests as access logs, curl -v and consoles show them, and with a status where they tell it. */
const REQUEST = new RegExp(
  `(?<![\\w-])(${METHODS})[ "'\`]{1,4}((?:https?://|/)[^\\s"'\`<>\\\\\\])]{0,2000})(?:[\\]"'\`]{0,2} ?HTTP/[\\d.]{1,3}\\\\{0,8}["']?)?(?:[ \\t\`"']{1,4}(?:(?:net::\\S+ )|(?:resulted in an? \`))?([1-5]\\d\\d)(?![\\d.:-]))?`,
  "g",
);

/** @param {string} text @returns {RequestLine[]} */
export function requestLinesIn(text) {
  return upTo(MOST_MESSAGES, text.matchAll(REQUEST)).map((match) => {
    const status = match[3];
    const end = match.index + match[0].length;
    return {
      method: match[1] ?? "",
      target: match[2] ?? "",
      at: match.index + match[0].indexOf(match[2] ?? ""),
      ...(status && { status: Number(status), statusAt: end - status.length }),
    };
  });
}
