// What a text tells of a call: the operation, the region, the endpoint and the parameters, from wherever they stand.
import { fits, known, plain } from "./catalogue.js";
import { fieldForId } from "./ids.js";
import { readHost } from "./urls.js";
import { parsed } from "./values.js";

/**
 * @typedef {import("./blocks.js").Block} Block
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {import("./catalogue.js").Field} Field
 * @typedef {import("./facts.js").Fact} Fact
 * @typedef {import("../index.js").OperationId} OperationId
 * @typedef {{ operation?: OperationId, region?: string, endpoint?: string, params?: Record<string, unknown> }} PartialCall
 * @typedef {{ call: PartialCall, used: Fact[], operation: Operation | undefined, named: boolean }} Naming
 * `used`: the facts that it was read from; `named`: whether a parameter, and so a task, is named.
 */

/** Of a text that tells of no call. @type {Naming} */
export const NAMELESS = { call: {}, used: [], operation: undefined, named: false };

/** @type {Map<string, Param>} */
const NONE = new Map();

/** @typedef {{ field: Field, fact: Fact, value: unknown, weight: number }} Param */

/**
 * @param {string} text
 * @param {Fact[]} facts
 * @param {{ url: URL, start: number, text: string }[]} urls
 * @param {Operation | undefined} replied the operation whose reply the text holds
 * @param {Operation | undefined} hint
 * @returns {Naming}
 */
export function namingOf(text, facts, urls, replied, hint) {
  const told = facts.filter(({ kind, of }) => kind === "operation" && of?.length);
  const services = new Set(facts.filter(({ kind }) => kind === "service").flatMap(({ of }) => of ?? []));
  const strongest = told.reduce((most, { strength }) => Math.max(most, strength), 0);
  const first = told.find(({ strength }) => strength === strongest);
  const filter = facts.find(({ kind }) => kind === "filter");
  const named = facts.filter(({ kind, of }) => kind === "id" || (kind === "param" && of));

  /** @param {Operation} operation */
  const rated = (operation) => {
    const isTold = operation === replied || Boolean(first?.of?.includes(operation));
    const all = paramsOf(text, named, operation);
    // A page size or a state names nothing.
    const params =
      isTold ||
      [...all.values()].some(({ field }) => field.required || /ids$|arn$|^filters$/i.test(field.name))
        ? all
        : NONE;
    const missing = operation.required.filter((name) => !params.has(name)).length;
    const weight = [...params.values()].reduce((sum, param) => sum + param.weight, 0);
    const score =
      (params.size ? 1000 : 0) +
      (operation === replied ? 5000 : 0) +
      (first?.of?.includes(operation) ? 3000 : 0) +
      (services.has(operation) ? 40 : 0) +
      (hint === operation ? 12 : 0) +
      weight +
      (params.size && operation.kind === "cancel" ? 1 : 0) -
      2 * missing -
      (operation.kind !== "list" && params.size && !taskParam(operation, params) ? 8 : 0) -
      // Of two that fit alike the more general one, which has the shorter name.
      operation.id.length / 100;
    return { operation, params, score };
  };
  const all = known().all.map(rated);
  const best = all.reduce(
    (one, other) => (other.score > one.score ? other : one),
    /** @type {typeof all[number]} */ (all[0]),
  );
  const isTold = best.operation === replied || Boolean(first?.of?.includes(best.operation));
  const alone = loneWord(text);
  if (hint && alone && !best.params.size) return lone(hint, alone);
  if (!best.params.size && filter && !isTold) return filtered(filter, facts, urls);

  const operation = isTold || best.params.size || services.has(best.operation) ? best.operation : undefined;
  const values = [...best.params.values()].sort((a, b) => a.fact.start - b.fact.start);
  const region = regionFact(text, facts, values.length > 0 || isTold || services.size > 0);
  const endpoint = endpointOf(facts, urls, operation, region?.value);
  const isKnown = isTold || values.length > 0;
  return {
    operation: isKnown ? operation : undefined,
    named: values.length > 0 || (isTold && isCommand(text, first, region ?? endpoint)),
    used: [
      // Other ids of its kind may name other tasks.
      ...values.flatMap(({ fact, field }) =>
        facts
          .filter(
            (one) => one === fact || (fact.kind === "id" && one.kind === "id" && fits(field, one.value)),
          )
          .map((one) => ({ ...one, name: whatOf(field) })),
      ),
      ...(region ? [region] : []),
      ...(endpoint ? [endpoint.fact] : []),
      ...(first && isTold ? [first] : []),
    ],
    call: {
      ...(isKnown && operation && { operation: operation.id }),
      ...(region && { region: region.value }),
      ...(endpoint && { endpoint: endpoint.value }),
      ...(values.length && {
        params: Object.fromEntries(values.map(({ field, value }) => [field.name, value])),
      }),
    },
  };
}

/** Whether an operation without parameters is all that is meant: its name alone, or a command with a place. @param {string} text @param {Fact | undefined} told @param {unknown} place */
const isCommand = (text, told, place) =>
  told !== undefined &&
  (text.trim().length <= told.value.length + 4 ||
    told.label === "command" ||
    (told.strength > 1 && Boolean(place)));

/* ── parameters ── */

/** @param {string} text @param {Fact[]} facts @param {Operation} operation @returns {Map<string, Param>} by the fields' names */
function paramsOf(text, facts, operation) {
  /** @type {Map<string, Param>} */
  const params = new Map();
  for (const fact of facts) {
    const param =
      fact.kind === "param"
        ? labeledParam(text, fact, operation)
        : fact.kind === "id"
          ? idParam(fact, operation)
          : undefined;
    const known = param && params.get(param.field.name);
    // An operation that takes several ids takes all that there are.
    if (fact.kind === "id" && known?.fact.kind === "id" && Array.isArray(known.value)) {
      if (!known.value.includes(fact.value)) known.value.push(fact.value);
      continue;
    }
    if (param && (!known || param.weight > known.weight)) params.set(param.field.name, param);
  }
  return params;
}

/** @param {string} text @param {Fact} fact @param {Operation} operation @returns {Param | undefined} */
function labeledParam(text, fact, operation) {
  if (!fact.of?.includes(operation)) return undefined;
  const field = operation.fields.find(({ name }) => plain(name) === plain(fact.name ?? ""));
  if (!field) return undefined;
  const value = typed(text, fact, field);
  if (value === undefined) return undefined;
  const written = text.slice(fact.at, fact.at + field.name.length + 2).replace(/^-+/, "");
  const own = written.startsWith(field.name) ? 3 : 2;
  return {
    field,
    fact,
    value,
    weight: (fact.label === "path" || fact.label === "arn" ? 5 : own) + (field.pattern ? 3 : 0),
  };
}

/** @param {Fact} fact @param {Operation} operation @returns {Param | undefined} */
function idParam(fact, operation) {
  const known = fieldForId(operation, fact.value);
  return (
    known && {
      field: known.field,
      fact,
      value: known.field.type === "string[]" ? [fact.value] : fact.value,
      weight: known.weight,
    }
  );
}

/** What a field takes, made from how it is written; undefined where that is none. @param {string} text @param {Fact} fact @param {Field} field */
function typed(text, fact, field) {
  const { value } = fact;
  if (field.type === "string[]") return listOf(text, fact, field);
  if (field.type === "object[]") return objectsOf(text, fact);
  if (field.type === "boolean")
    return /^(?:true|false)$/i.test(value) ? value.toLowerCase() === "true" : undefined;
  if (field.type === "integer") return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  if (!value || isPlaceholder(value)) return undefined;
  const given = fact.quote === "" && /%[0-9A-Fa-f]{2}/.test(value) ? decodeURIComponentOr(value) : value;
  return fits(field, given) && (field.enum?.includes(given) ?? true) ? given : undefined;
}

/** @param {string} value */
const isPlaceholder = (value) => /^[<$%{]|^\*{9,}|^(?:null|None|undefined|string|true|false)$/.test(value);

/** @param {string} value */
function decodeURIComponentOr(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** `["a", "b"]`, `a b` behind an option, or one. @param {string} text @param {Fact} fact @param {Field} field */
function listOf(text, fact, field) {
  const rest = text.slice(fact.start, fact.start + 4096);
  const items =
    fact.flag && !fact.quote
      ? (/^[^\n-][^\n]*?(?=\s--|\n|$)/
          .exec(rest)?.[0]
          .trim()
          .split(/[\s,]+/) ?? [])
      : [...bracketed(text, fact), fact.value];
  const fitting = [...new Set(items.filter((item) => item && fits(field, item)))];
  return fitting.length ? fitting : undefined;
}

/** @param {string} text @param {Fact} fact @returns {string[]} */
function bracketed(text, fact) {
  const open = text.slice(fact.at, fact.start).indexOf("[");
  if (open < 0) return [];
  const rest = text.slice(fact.at + open, fact.at + open + 4096);
  const end = rest.indexOf("]");
  const { value } = parsed(rest.slice(0, end + 1));
  return Array.isArray(value) ? value.map(String) : [];
}

/** @param {string} text @param {Fact} fact */
function objectsOf(text, fact) {
  const rest = text.slice(fact.start, fact.start + 4096);
  // Name=file-system-id,Values=fs-0123…: the short form of the AWS CLI.
  const short = /^["']?Name=([\w-]{1,64}),\s?Values?=([\w*.,/-]{1,512})/.exec(rest);
  if (short) return [{ Name: short[1], Values: short[2]?.split(",") }];
  const block = /^[\s:="']{0,8}(\[[^\]]*(?:\[[^\]]*\][^\]]*){0,8}\])/.exec(
    text.slice(fact.at + fact.label.length, fact.at + fact.label.length + 4096),
  )?.[1];
  const { value } = block ? parsed(block) : { value: undefined };
  return Array.isArray(value) && value.length && value.every((item) => typeof item === "object" && item)
    ? value
    : undefined;
}

/** Whether a parameter that names the task itself is among them. @param {Operation} operation @param {Map<string, Param>} params */
const taskParam = (operation, params) =>
  operation.required.some(
    (name, index) => params.has(name) && (/task/i.test(name) || index === operation.required.length - 1),
  );

/** What a parameter is called where it is found. @param {Field} field */
const whatOf = ({ name }) =>
  /task_?ids?$/i.test(name)
    ? "task id"
    : name
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .replaceAll("_", " ")
        .toLowerCase();

/* ── an id alone ── */

/** @param {string} text */
function loneWord(text) {
  const word = /^\s*["'`]?([\w*-]{1,128})["'`]?,?\s*$/.exec(text.length < 400 ? text : "");
  return word?.[1] && /\d/.test(word[1]) && !/^[1-5]\d\d$/.test(word[1])
    ? { value: word[1], start: text.indexOf(word[1]) }
    : undefined;
}

/** @param {Operation} hint @param {{ value: string, start: number }} word @returns {Naming} */
function lone(hint, { value, start }) {
  const field = [...hint.fields]
    .reverse()
    .find(({ required, type, name }) => required && type === "string" && /task/i.test(name));
  if (!field || !fits(field, value)) return NAMELESS;
  const fact = {
    kind: "param",
    label: "",
    name: whatOf(field),
    at: start,
    start,
    end: start + value.length,
    value,
    strength: 1,
  };
  return {
    call: { operation: hint.id, params: { [field.name]: value } },
    used: [fact],
    operation: hint,
    named: true,
  };
}

/** A file system and the like: the list call that finds its tasks. @param {Fact} filter @param {Fact[]} facts @param {{ url: URL, start: number, text: string }[]} urls @returns {Naming} */
function filtered(filter, facts, urls) {
  const operation = filter.of?.[0];
  const region = regionFact("", facts, true);
  const endpoint = endpointOf(facts, urls, operation, region?.value);
  return {
    operation,
    named: operation !== undefined,
    used: [filter, ...(region ? [region] : [])],
    call: {
      ...(operation && {
        operation: operation.id,
        params: { Filters: [{ Name: filter.label, Values: [filter.value] }] },
      }),
      ...(region && { region: region.value }),
      ...(endpoint && { endpoint: endpoint.value }),
    },
  };
}

/* ── where it goes ── */

const REGION = /(?<![\w.-])[a-z]{2,4}(?:-[a-z]+){1,2}(?:-?\d{1,3})?(?![\w-])/g;
const FAR = 65_536;

/** @param {string} text @param {Fact[]} facts @param {boolean} isWanted whether a region in passing counts @returns {Fact | undefined} */
function regionFact(text, facts, isWanted) {
  const told = facts.filter(({ kind }) => kind === "region");
  const labeled = told.find(({ label }) => label !== "host" && label !== "console") ?? told[0];
  if (labeled || !isWanted) return labeled;
  for (const match of text.slice(0, FAR).matchAll(REGION)) {
    const value = match[0];
    if (known().regions.has(value))
      return {
        kind: "region",
        label: "",
        at: match.index,
        start: match.index,
        end: match.index + value.length,
        value,
        strength: 1,
      };
  }
  return undefined;
}

/**
 * Where the call goes, when that is not where the vendor's own calls of the region go.
 * @param {Fact[]} facts
 * @param {{ url: URL, start: number, text: string }[]} urls
 * @param {Operation | undefined} operation
 * @param {string | undefined} region
 * @returns {{ value: string, fact: Fact } | undefined}
 */
function endpointOf(facts, urls, operation, region) {
  const labeled = facts.find(({ kind }) => kind === "endpoint");
  if (labeled)
    return isUsual(labeled.value, operation, region)
      ? undefined
      : { value: labeled.value.replace(/\/$/, ""), fact: labeled };
  const path = facts.find(({ kind, label }) => kind === "operation" && label === "path");
  const host = facts.find(({ kind, label }) => kind === "service" && label === "host");
  const url = urls.find(({ start, url: { hostname }, text: shown }) =>
    path
      ? path.start >= start && path.start < start + shown.length
      : host
        ? host.value === hostname
        : isLoopback(hostname),
  );
  if (!url || isUsual(url.text, operation, region)) return undefined;
  const { origin, pathname } = url.url;
  const own = operation?.path?.exec(pathname);
  const value =
    origin +
    (own ? pathname.slice(0, own.index) : readHost(url.url.hostname) ? "" : pathname).replace(/\/$/, "");
  return {
    value,
    fact: {
      kind: "endpoint",
      label: "url",
      at: url.start,
      start: url.start,
      // Not every letter stands as it was written.
      end: url.start + Math.min(value.length, url.text.length),
      value,
      strength: 1,
    },
  };
}

/** @param {string} host */
const isLoopback = (host) => host === "localhost" || host === "127.0.0.1" || host === "[::1]";

/** @param {string} url @param {Operation | undefined} operation @param {string | undefined} region */
function isUsual(url, operation, region) {
  if (!operation?.host || !region || !URL.canParse(url)) return false;
  try {
    return new URL(url).host === operation.host(region);
  } catch {
    return false; // A region that build() refuses has no host.
  }
}
