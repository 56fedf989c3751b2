// From a text to its explanation, step by step.
import { blocksIn } from "./blocks.js";
import { NAMELESS, namingOf } from "./call.js";
import { codeOf, known, operationById, plain } from "./catalogue.js";
import { bareCodes, MOST_CODES } from "./codes.js";
import { factsIn } from "./facts.js";
import { headsIn } from "./http.js";
import { labelsIn } from "./labels.js";
import { networkFaultIn } from "./network.js";
import { readingOf } from "./outcome.js";
import { withPrinted } from "./printed.js";
import { kindOf as kindOfDraft, MOST_REPLIES, Replies } from "./replies.js";
import { masked } from "./secrets.js";
import { firstWhere } from "./sorted.js";
import { NOTHING, summaryOfCall, summaryOfFault, summaryOfReplies } from "./summary.js";
import { sourceOf } from "./text.js";

/**
 * @typedef {import("../explain.js").Explanation} Explanation
 * @typedef {import("./facts.js").Fact} Fact
 * @typedef {import("./outcome.js").Reading} Reading
 */

const MOST_FOUND = 2000;
const BEHIND = 4096;

/** @param {unknown} given @param {unknown} [hintCall] @returns {Explanation} */
export function read(given, hintCall) {
  const source = sourceOf(given);
  const words = bareCodes(source.text);
  // As many codes are more replies than are told: what is behind them is not read.
  const last = words.length < MOST_CODES ? undefined : words[words.length - 1];
  const whole = last ? source.text.slice(0, last.end + BEHIND) : source.text;
  const places = [...words, ...headsIn(whole)].map(({ at }) => at).sort((a, b) => a - b);
  const labels = labelsIn(whole, known().fields, places);
  const { text, ranges } = masked(whole, labels, codeOf);
  const heads = headsIn(text);
  const hint = hintOf(hintCall);
  const { facts, urls, provider } = factsIn(text, labels, words, hint !== undefined);
  const told = facts.filter(({ kind }) => kind === "operation");
  const services = new Set(facts.filter(({ kind }) => kind === "service").flatMap(({ of = [] }) => of));
  const likely = new Set([...told.flatMap(({ of = [] }) => of), ...(hint ? [hint] : [])]);
  const inBrackets = blocksIn(
    text,
    facts.map(({ at }) => at),
  );
  const blocks = withPrinted(text, inBrackets, facts, heads, [...likely]);
  const drafts = new Replies(text, facts, blocks, heads, [...likely]).all();
  const names = new Set(facts.filter(({ kind }) => kind === "param").map(({ name = "" }) => plain(name)));
  const context = {
    text,
    told,
    services,
    provider,
    hint,
    hintCall: hint && typeof hintCall === "object" ? hintCall : undefined,
    names,
  };
  const readings = drafts.map((draft) => readingOf(draft, context));
  const replies = readings.filter(({ outcome }) => outcome);
  const isForeign = !replies.length && readings[0]?.foreign !== undefined;
  const naming = isForeign
    ? NAMELESS
    : namingOf(text, outsideReplies(facts, readings), urls, replies[0]?.operation, hint);
  const fault = replies.length ? undefined : networkFaultIn(text);

  const kind = kindOf(text, readings, replies, fault, naming.named);
  const operation =
    kind === "nothing" ? undefined : (replies[0]?.operation ?? readings[0]?.operation ?? naming.operation);
  const summary =
    kind === "network" && fault
      ? summaryOfFault(fault)
      : kind === "call"
        ? summaryOfCall(naming)
        : kind === "nothing"
          ? NOTHING
          : summaryOfReplies(readings, hint, drafts.length === MOST_REPLIES);
  return {
    kind,
    ...(operation && { operation: operation.id }),
    outcomes: replies.flatMap(({ outcome }) => outcome ?? []),
    ...(kind !== "nothing" && Object.keys(naming.call).length > 0 && { call: naming.call }),
    found: foundIn(source, ranges, [
      ...partsOf(replies),
      ...(kind === "nothing" ? [] : naming.used.map(partOf)),
      ...(fault ? [{ what: "network", ...fault }] : []),
    ]),
    summary,
  };
}

/** @param {unknown} hint */
function hintOf(hint) {
  try {
    const id = typeof hint === "string" ? hint : /** @type {any} */ (hint)?.operation;
    return operationById(id);
  } catch {
    return undefined; // A hint that cannot be read is none.
  }
}

/** The tasks that a reply lists are not what the call names. @param {Fact[]} facts @param {Reading[]} readings */
function outsideReplies(facts, readings) {
  const lists = readings.filter(({ draft }) => draft.answer?.kind === "list").map(({ draft }) => draft.body);
  let index = 0;
  return facts.filter(({ at }) => {
    while ((lists[index]?.end ?? Number.POSITIVE_INFINITY) <= at) index++;
    return at < (lists[index]?.start ?? Number.POSITIVE_INFINITY);
  });
}

/** @param {string} text @param {Reading[]} readings @param {Reading[]} replies @param {unknown} fault @param {boolean} isCall @returns {Explanation["kind"]} */
function kindOf(text, readings, replies, fault, isCall) {
  const first = replies[0] ?? readings.find(({ draft }) => draft.event);
  if (first) return kindOfDraft(first.draft, text);
  if (fault) return "network";
  const certain = readings.find(({ draft, foreign }) => draft.head || (draft.code && foreign));
  if (certain) return kindOfDraft(certain.draft, text);
  return isCall ? "call" : "nothing";
}

/** @typedef {{ what: string, start: number, end: number }} Part */

/** @param {Reading[]} replies @returns {Part[]} */
const partsOf = (replies) =>
  replies.flatMap(({ draft: { code, status, operation, request } }) =>
    [code, status, operation, request].flatMap((fact) => (fact ? [partOf(fact)] : [])),
  );

/** @param {Fact} fact @returns {Part} */
const partOf = ({ kind, name, start, end }) => ({
  what:
    kind === "request"
      ? "request id"
      : kind === "param" || kind === "id" || kind === "filter"
        ? (name ?? "id")
        : kind,
  start,
  end,
});

/** @param {import("./text.js").Source} source @param {[number, number][]} secrets @param {Part[]} parts @returns {Explanation["found"]} */
function foundIn(source, secrets, parts) {
  const seen = new Set();
  const shown = parts.filter(({ what, start, end }) => {
    const key = `${what} ${start}`;
    const secret = secrets[firstWhere(secrets, (range) => range[1] > start)];
    if (end <= start || seen.has(key) || (secret && end > secret[0])) return false;
    seen.add(key);
    return true;
  });
  return (
    shown
      .sort((a, b) => a.start - b.start || b.end - a.end)
      .slice(0, MOST_FOUND)
      .map(({ what, ...part }) => {
        const [start, end] = [source.at(part.start), source.at(part.end)];
        return { what, text: source.original.slice(start, end), start, end };
      })
      // What stands in base64 has no place that could be shown.
      .filter(({ start, end }) => end > start)
  );
}
