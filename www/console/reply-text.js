// Reads an HTTP reply out of a text from a log: `curl -i`, `curl -v`, a bare status, headers, or only a body.

/** @typedef {{ status?: number, headers: [string, string][], body: string }} ReplyText */

const statusLine = /^(?:HTTP\/[\d.]+ +)?([1-5]\d\d)(?: .*)?$/;
const headStart = /^HTTP\/[\d.]+ +[1-5]\d\d(?: |$)/;
const headerLine = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*)$/;

/** `curl -v` marks what came in with "< "; its own remarks and what went out say nothing of the reply.
 *  @param {string[]} lines */
const incoming = (lines) =>
  lines.some((line) => /^< HTTP\//.test(line))
    ? lines.filter((line) => !/^(?:[*>{}] |[*>]$)/.test(line)).map((line) => line.replace(/^<(?: |$)/, ""))
    : lines;

/** @param {string} text @returns {ReplyText} */
export const parseReplyText = (text) => {
  const lines = incoming(text.replace(/^\s*\n/, "").split(/\r?\n/));
  let at = 0;
  const line = () => lines[at] ?? "";
  /** @type {Omit<ReplyText, "body">} */
  let head = { headers: [] };
  // Interim and proxy replies come first, each with a head of its own: the last head is the reply's.
  do {
    const status = statusLine.exec(line().trim())?.[1];
    if (status) {
      head = { status: Number(status), headers: [] };
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
