// Finds what the vendor says in words: after a label, or behind the code.
import { scalarAt } from "./labels.js";

/**
 * @typedef {import("./facts.js").Fact} Fact
 * @typedef {import("./replies.js").Draft} Draft
 */

const LONGEST_MESSAGE = 2000;
const LONGEST_LINE = 1000;

/** @param {string} text @param {Draft} draft @returns {string | undefined} */
export function messageOf(text, draft) {
  const { code } = draft;
  const labeled = draft.facts.filter(({ kind }) => kind === "message");
  const near = code && labeled.filter(({ at }) => Math.abs(at - code.at) < LONGEST_MESSAGE);
  const inOrder = [...(near ?? []).sort((a, b) => distance(a, code) - distance(b, code)), ...labeled];
  if (code?.label === "phrase" || (code && !labeled.length)) {
    const behind = behindCode(text, code);
    if (behind) return behind;
  }
  for (const fact of inOrder.slice(0, 8)) {
    const message = labeledMessage(text, fact.start);
    if (message) return message;
  }
  return code ? behindCode(text, code) : wordsBefore(text, draft);
}

/** @param {Fact} fact @param {Fact | undefined} code */
const distance = (fact, code) => Math.abs(fact.at - (code?.at ?? 0));

/** @param {string} text @param {number} from */
function labeledMessage(text, from) {
  const scalar = scalarAt(text, from, LONGEST_MESSAGE);
  const quoted = scalar?.quote ? scalar.text : "";
  if (quoted) return /^\s*\\*[{[]/.test(quoted) ? undefined : clean(quoted);
  const line = /^[ \t]*(?:Some\()?([^\n]*)/.exec(text.slice(from, from + LONGEST_MESSAGE))?.[1] ?? "";
  if (/^\\*["'{[]/.test(line)) return undefined;
  // In `{error_code:…,error_msg:…,next:…}` it ends where the next name begins.
  return clean(
    line
      .replace(/,\s?[A-Za-z_]{3,40}[:=].*$/, "")
      .replace(/\s?[(;] ?(?:Service|Status Code|SDK Attempt).*$/, "")
      .slice(0, LONGEST_LINE)
      .replace(/[}\])]{1,8}\s{0,8}$/, ""),
  );
}

/** @param {string} text @param {Fact} code */
function behindCode(text, code) {
  const rest = text.slice(code.end, code.end + LONGEST_MESSAGE);
  const words =
    /^\) when calling the \w+ operation(?: \([^)]{0,60}\))?: ([^\n]+)/.exec(rest) ??
    /^(?:Exception|Error)?["')]{0,2}\s?[:,-]\s?([^\n]+)/.exec(rest) ??
    /^ ([A-Z][^\n]+)/.exec(rest);
  const message = words?.[1]
    ?.replace(/\s?[(;] ?(?:Service|Status Code|SDK Attempt|status code).*$/, "")
    .replace(/,? ?[Rr]equest ?[Ii][Dd] ?:.*$/, "");
  return message && !/^\\*["'{[]/.test(message) ? clean(message) : undefined;
}

/** Java leaves the code out: `…FSxException: words (Service: FSx, Status Code: 400, …)`. @param {string} text @param {Draft} draft */
function wordsBefore(text, { status, at }) {
  const place = status?.at ?? at;
  const before = text.slice(Math.max(0, place - LONGEST_MESSAGE), place);
  return /(?:Exception|Error): ([^\n]{1,1500}?)\s?\((?:Service: [^\n]{0,80}[,;] ?)?$/.exec(before)?.[1];
}

/** @param {string} message */
const clean = (message) =>
  message
    .replace(/\\+([nrt])/g, " ")
    .replace(/\\+(["'/\\])/g, "$1")
    .trim() || undefined;
