// Reads an HTTP reply out of a text from a log: `curl -i`, `curl -v`, a browser's tools, a bare status, headers, or
// only a body.

/** @typedef {{ status?: number, headers: [string, string][], body: string }} ReplyText */

/** What a log may have before each line: blanks, the time, the last of curl's progress meter. */
const margin = String.raw`^[\s\d.:,TZ+\-/|[\]()]*`;

const marked = new RegExp(`${margin}< (?=HTTP/)`);
const mark = new RegExp(`${margin}<(?: |$)`);

/** What says nothing of the reply: what `curl -v` remarks and sends, its progress meter, the command, and what a
 *  browser's tools put among the headers. */
const noise = [
  new RegExp(`${margin}(?:[*>](?: |$)|[{}] \\[\\d+ bytes data\\])`),
  /^\s*(?:% Total|Dload +Upload) /,
  /^(?=[^:]*:)[\s\d.:kMG-]+$/,
  /^\s*[$%#] curl /,
  /^\s*(?:Remote Address|Referrer Policy):/,
];

const headStart = new RegExp(`${margin}HTTP/[\\d.]+ +([1-5]\\d\\d)(?:\\s|$)`);
const statusLabel = /^\s*Status(?: Code)?: *([1-5]\d\d)(?:\s|$)/i;
const bareStatus = /^\s*([1-5]\d\d)(?:\s|$)/;
const headerLine = /^\s*([\w!#$%&'*+.^`|~-]+):[ \t]*(.*)$/;

/** `curl -v` marks what came in. @param {string[]} lines */
const unmarked = (lines) =>
  lines.some((line) => marked.test(line)) ? lines.map((line) => line.replace(mark, "")) : lines;

/** @param {string} text */
const linesOf = (text) =>
  unmarked(text.split(/\r\n?|\n/).filter((line) => !noise.some((pattern) => pattern.test(line))));

/** Where the reply begins: with a head, or else with a status, or else with the first thing there is.
 *  @param {string[]} lines */
const startOf = (lines) =>
  [headStart, statusLabel, /\S/]
    .map((pattern) => lines.findIndex((line) => pattern.test(line)))
    .find((index) => index >= 0) ?? 0;

/** The status that a line tells. @param {string} line */
export const statusOf = (line) => {
  const found = [headStart, statusLabel, bareStatus].map((pattern) => pattern.exec(line)?.[1]).find(Boolean);
  return found === undefined ? undefined : Number(found);
};

/** @param {string} text @returns {ReplyText} */
export const parseReplyText = (text) => {
  const lines = linesOf(text);
  let at = startOf(lines);
  const line = () => lines[at] ?? "";
  /** @type {Omit<ReplyText, "body">} */
  let head = { headers: [] };
  // Interim and proxy replies come first, each with a head of its own: the last head is the reply's.
  do {
    const status = statusOf(line());
    if (status) {
      head = { status, headers: [] };
      at += 1;
    }
    for (let match = headerLine.exec(line()); match; match = headerLine.exec(line())) {
      head.headers.push([String(match[1]).toLowerCase(), String(match[2]).trim()]);
      at += 1;
    }
    if (at < lines.length && line().trim() === "") at += 1;
  } while (headStart.test(line()));
  return { ...head, body: lines.slice(at).join("\n").trim() };
};
