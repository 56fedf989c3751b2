// Takes secrets out of a text before anything reads it: every one is overwritten in its place, with as many marks, so
// that nothing that comes out can hold it and everything else stays where it was.

/** @typedef {import("./labels.js").Label} Label */

const MARK = "*";
/** What is at least so long is masked wherever else it stands, also where nothing labels it. */
const SHORTEST_REPEATED = 12;
const MOST_REPEATED = 32;

/** What no label of one word announces, each with the secret as its group. */
const UNLABELED = [
  // curl -u key:secret, --user key:secret
  /(?<![\w-])(?:-u|--user|--proxy-user)[ =]{0,4}["']?([^\s"']{1,512})/g,
  // https://user:secret@host
  /:\/\/[^\s/@:"']{0,128}:([^\s/@"']{1,256})@/g,
  // aws configure set aws_secret_access_key …; export with a blank
  /(?:secret_access_key|session_token|access_key_secret|security_token)[ \t]+([^\s"'=]{16,2048})/gi,
  // A key's id and its secret side by side, as a file of keys has them.
  /(?<![A-Z0-9])(?:AKIA|ASIA|LTAI)[A-Za-z0-9]{12,26}["']?[ \t]{0,8}[,;:|\t ][ \t]{0,8}["']?([A-Za-z0-9/+=]{30,64})(?![A-Za-z0-9/+=])/g,
];

/** @typedef {[start: number, end: number]} Range */

/**
 * @param {string} text
 * @param {Label[]} labels
 * @param {(word: string) => unknown} isCode what stands before a colon may be an error's code, which is no label
 * @returns {{ text: string, ranges: Range[] }} the text without its secrets, and where they were
 */
export function masked(text, labels, isCode) {
  /** @type {Range[]} */
  const ranges = [];
  let after = 0;
  for (const { role, at, start, label, flag } of labels) {
    if (at < after || (role !== "secret" && role !== "secret-line")) continue;
    if (/token/.test(label) && isCode(text.slice(at, at + 64).match(/^[\w.]+/)?.[0] ?? "")) continue;
    const range = role === "secret-line" && !flag ? lineAt(text, at, start) : wordAt(text, start);
    if (range[1] > range[0]) ranges.push(range);
    after = range[1];
  }
  for (const pattern of UNLABELED)
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? "";
      const end = match.index + match[0].lastIndexOf(secret) + secret.length;
      ranges.push([end - secret.length, end]);
    }
  ranges.sort((a, b) => a[0] - b[0]);
  /** @type {Set<string>} */
  const secrets = new Set();
  for (const [start, end] of ranges) {
    if (secrets.size >= MOST_REPEATED) break;
    if (end - start >= SHORTEST_REPEATED)
      for (const part of partsOf(text.slice(start, end))) secrets.add(part);
  }
  return { text: everywhere(over(text, ranges), secrets), ranges };
}

/** @param {string} text @param {Range[]} ranges in order */
function over(text, ranges) {
  const parts = [];
  let from = 0;
  for (const [start, end] of ranges) {
    if (end <= from) continue;
    const begin = Math.max(start, from);
    parts.push(text.slice(from, begin), MARK.repeat(end - begin));
    from = end;
  }
  return parts.join("") + text.slice(from);
}

/** @param {string} text @param {Set<string>} secrets */
function everywhere(text, secrets) {
  let result = text;
  for (const secret of secrets)
    for (const form of new Set([
      secret,
      encodeURIComponent(wellFormed(secret)),
      secret.replaceAll("/", "\\/"),
    ]))
      result = result.replaceAll(form, MARK.repeat(form.length));
  return result;
}

/** What is secret in a header of several parts, besides the whole: the signature, the token. @param {string} secret */
const partsOf = (secret) => [
  secret,
  ...(secret.length < 8192
    ? secret.split(/[\s,;="'\\&<>[\](){}]+/).filter((part) => part.length >= 16 && !/^[a-z-]+\d*$/.test(part))
    : []),
];

/** Half a surrogate pair has no percent-encoding. @param {string} text */
const wellFormed = (text) => text.replace(/[\ud800-\udfff]/g, "");

const LEAD = /^[\s"'`\\[({<]{0,64}/;

/** Up to a blank or a mark that ends a value. @param {string} text @param {number} start @returns {Range} */
function wordAt(text, start) {
  const begin = start + (LEAD.exec(text.slice(start, start + 64))?.[0].length ?? 0);
  return [begin, nextOf(/[\s"'`\\&,;)\]}<>|]/g, text, begin)];
}

/**
 * To the end of the line, or of the quotes that it stands in.
 * @param {string} text @param {number} at where the label begins @param {number} start
 * @returns {Range}
 */
function lineAt(text, at, start) {
  const lead = LEAD.exec(text.slice(start, start + 64))?.[0] ?? "";
  const begin = start + lead.length;
  const around = /["'`]/.exec(lead)?.[0] ?? /["'`]/.exec(text[at - 1] ?? "")?.[0];
  if (around)
    return [begin, nextOf(around === '"' ? /["\n]/g : around === "'" ? /['\n]/g : /[`\n]/g, text, begin)];
  return [begin, nextOf(lead.includes("[") ? /[\]\n]/g : /[\n"'\\]/g, text, begin)];
}

/** @param {RegExp} pattern @param {string} text @param {number} from */
function nextOf(pattern, text, from) {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
