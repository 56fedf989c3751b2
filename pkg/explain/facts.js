// Everything that a text tells by itself, in its order: codes, statuses, operations, request ids, regions, parameters.
import { known } from "./catalogue.js";
import { codesByWords, codesInPhrases, labeledCode, NAMED } from "./codes.js";
import { requestLinesIn } from "./http.js";
import { arnsIn, idsIn } from "./ids.js";
import { scalarAt } from "./labels.js";
import { labeledOperation, labeledService, operationsIn, servicesIn, shortNamesIn } from "./operation.js";
import { firstWhere } from "./sorted.js";
import { labeledStatus, statusesInPhrases } from "./status.js";
import { consoleFacts, hostsIn, pathFacts, urlsIn } from "./urls.js";
import { VENDOR_MARKS } from "./words.js";

/**
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {import("./labels.js").Label} Label
 * @typedef {{
 *   kind: string, label: string, at: number, start: number, end: number, value: string, strength: number,
 *   of?: Operation[], provider?: string, name?: string, documented?: boolean, needsVendor?: boolean, quote?: string, flag?: boolean,
 * }} Fact
 * `at`: where what announces it begins; `start` and `end`: where it stands; `of`: the operations that it speaks for.
 */

/**
 * @param {string} text without secrets
 * @param {Label[]} labels
 * @param {Fact[]} words the codes that stand by themselves
 * @param {boolean} isHinted whether the caller says whose reply it is
 */
export function factsIn(text, labels, words, isHinted) {
  const requests = requestLinesIn(text);
  const urls = urlsIn(text);
  const provider = VENDOR_MARKS.find(({ mark }) => mark.test(text))?.provider;
  const services = servicesIn(text);
  const operations = [...operationsIn(text), ...shortNamesIn(text, services)];
  const facts = labeledFacts(text, labels);
  const isVendors =
    isHinted ||
    provider !== undefined ||
    operations.length > 0 ||
    facts.some(({ kind }) => kind === "request");
  const told = new Set(facts.filter(({ kind }) => kind === "code").map(({ end }) => end));
  const requested = new Set(requests.map(({ at }) => at));
  // A code that a label or a phrase tells stands there as a word, too.
  const codes = [...codesInPhrases(text), ...words.filter(({ needsVendor }) => isVendors || !needsVendor)];
  const isCoded = [...facts, ...codes].some(({ kind, strength }) => kind === "code" && strength >= NAMED);
  facts.push(
    ...(isCoded ? [] : codesByWords(text)),
    ...codes.filter(({ label, end }) => label !== "" || !told.has(end)).filter(isFirstThere()),
    ...statusesInPhrases(text),
    ...operations,
    ...services,
    ...hostsIn(text),
    ...arnsIn(text),
    ...idsIn(text),
    ...urls.flatMap(({ url, text: shown, start }) => consoleFacts(url, shown, start)),
    ...requests.flatMap((request) => requestFacts(request)),
    ...urls
      .filter(({ start }) => !requested.has(start))
      .flatMap(({ text: shown, start }) => pathFacts(shown, start, methodBefore(text, start))),
  );
  return { facts: facts.sort((a, b) => a.at - b.at || a.start - b.start), urls, provider };
}

/** @returns {(fact: Fact) => boolean} */
function isFirstThere() {
  const seen = new Set();
  return ({ end }) => !seen.has(end) && Boolean(seen.add(end));
}

const NEAR = 400;
const MOST_PATHS = 1000;

/** Of parameters of one name so many are read; that there are more is seen all the same. */
const MOST_PARAMS = 20;

/** @param {string} text @param {Label[]} labels */
function labeledFacts(text, labels) {
  /** @type {Fact[]} */
  const facts = [];
  /** @type {Map<string, number>} */
  const params = new Map();
  /** @type {Label[]} */
  const paths = [];
  /** @type {Label[]} */
  const methods = [];
  for (const label of labels) {
    if (label.role === "path") paths.push(label);
    if (label.role === "method") methods.push(label);
    const fact = factOf(text, label);
    if (fact) facts.push(fact);
    if (!label.param) continue;
    const count = (params.get(label.label) ?? 0) + 1;
    params.set(label.label, count);
    if (count <= MOST_PARAMS) facts.push(paramFact(text, label));
    else if (!fact) facts.push(marker("param", label));
  }
  for (const path of paths.slice(0, MOST_PATHS)) {
    const scalar = scalarAt(text, path.start, 2048);
    const near = methods[firstWhere(methods, ({ at }) => at > path.at - NEAR)];
    const method = near && near.at < path.at + NEAR ? scalarAt(text, near.start)?.text : undefined;
    if (scalar?.text.startsWith("/")) facts.push(...pathFacts(scalar.text, scalar.start, method));
  }
  return facts;
}

/** What is of interest by its label alone. @param {string} kind @param {Label} label @returns {Fact} */
const marker = (kind, { label, at, start }) => ({
  kind,
  label,
  at,
  start,
  end: start,
  value: "",
  strength: 2,
});

/** @param {string} text @param {Label} label @returns {Fact} */
function paramFact(text, label) {
  const scalar = scalarAt(text, label.start);
  return {
    kind: "param",
    label: label.label,
    at: label.at,
    start: scalar?.start ?? label.start,
    end: scalar?.end ?? label.start,
    value: scalar?.text ?? "",
    strength: 2,
    name: label.label,
    of: known().fields.get(label.label) ?? [],
    quote: scalar?.quote ?? "",
    flag: label.flag,
  };
}

/** @param {string} text @param {Label} label @returns {Fact | undefined} */
function factOf(text, label) {
  switch (label.role) {
    case "code":
    case "name":
      return labeledCode(text, label);
    case "status":
      return labeledStatus(text, label);
    case "operation":
      return labeledOperation(text, label);
    case "service":
      return labeledService(text, label);
    case "message":
    case "event":
    case "sdk":
    case "reply":
      return marker(label.role, label);
    case "request":
      return valued(text, label, /^[\w-]{2,128}$/);
    case "region":
      return valued(text, label, /^(?=.*-)[a-z]{2,9}(?:-[a-z0-9]+){1,4}$/);
    case "endpoint":
      return valued(text, label, /^https?:\/\/[\w.:[\]/-]+$/);
    case "header":
      return valued(text, label, /./);
    default:
      return undefined;
  }
}

/** @param {string} text @param {Label} label @param {RegExp} form @returns {Fact | undefined} */
function valued(text, label, form) {
  const scalar = scalarAt(text, label.start);
  if (!scalar || !form.test(scalar.text)) return undefined;
  return {
    kind: label.role,
    label: label.label,
    at: label.at,
    start: scalar.start,
    end: scalar.end,
    value: scalar.text,
    strength: 2,
  };
}

/** @param {import("./http.js").RequestLine} request @returns {Fact[]} */
function requestFacts({ method, target, at, status, statusAt = at }) {
  const facts = pathFacts(target, at, method);
  if (status === undefined) return facts;
  const value = String(status);
  return [
    ...facts,
    {
      kind: "status",
      label: "request",
      at,
      start: statusAt,
      end: statusAt + value.length,
      value,
      strength: 2,
    },
  ];
}

/** The method of curl -X before a URL, or of Terraform's [DELETE https://…]. @param {string} text @param {number} start */
function methodBefore(text, start) {
  const before = text.slice(Math.max(0, start - 400), start);
  const line = before.slice(before.lastIndexOf("\n\n") + 1);
  return /(?:-X ?|--request[ =])["']?([A-Z]{3,6})(?![\s\S]*(?:-X ?|--request[ =]))/.exec(line)?.[1];
}
