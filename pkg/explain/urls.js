// Reads what a URL names: whose API or console it leads to, the region, and the ids in its path.
import { known, serviceOperations } from "./catalogue.js";
import { CONSOLES, HOSTS } from "./words.js";

/**
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {import("./facts.js").Fact} Fact
 */

const LONGEST_URL = 2048;
const MOST_URLS = 500;
const URL_START = /(?<![A-Za-z])https?:\/\/(?=[\w[])/g;
const URL_END = /[\s"'`<>\\^{}|]|[)\],;](?=\s|$|[)\],;])/;

/** @param {string} text @returns {{ start: number, url: URL, text: string }[]} */
export function urlsIn(text) {
  const found = [];
  for (const match of text.matchAll(URL_START)) {
    if (found.length >= MOST_URLS) break;
    const rest = text.slice(match.index, match.index + LONGEST_URL);
    const end = URL_END.exec(rest)?.index ?? rest.length;
    const shown = rest.slice(0, end).replace(/[.,:;]+$/, "");
    if (URL.canParse(shown)) found.push({ start: match.index, url: new URL(shown), text: shown });
  }
  return found;
}

/** Whether a word looks like a region of any vendor. @param {string} word */
const isRegion = (word) => known().regions.has(word) || /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,3}$/.test(word);

/** What a host tells: whose it is, the service, the region. @param {string} host */
export function readHost(host) {
  const provider = HOSTS.find((shape) => shape.host.test(host))?.provider;
  if (!provider) return undefined;
  const labels = host.split(".");
  const of =
    labels
      .map((label) => serviceOperations(label.replace(/-(?:fips|vpc)$/, "")))
      .find(({ length }) => length) ?? [];
  return {
    provider,
    of: of.filter((operation) => operation.provider === provider),
    region: labels.find(isRegion),
  };
}

const HOST =
  /(?<![\w.-])[a-z][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:amazonaws\.com(?:\.cn)?|api\.aws|amazonaws\.eu|aliyuncs\.com|myhuaweicloud\.(?:com|eu))(?![\w-])/g;

const HOST_ENDING = /\.(?:amazonaws\.|api\.aws|aliyuncs\.com|myhuaweicloud\.)/;

/**
 * Hosts of the vendors' APIs, in URLs or by themselves: the service and the region.
 * @param {string} text @returns {Fact[]}
 */
export function hostsIn(text) {
  /** @type {Fact[]} */
  const found = [];
  if (!HOST_ENDING.test(text)) return found;
  for (const match of text.matchAll(HOST)) {
    if (found.length > 2 * MOST_URLS) break;
    const read = readHost(match[0]);
    if (!read) continue;
    const base = { label: "host", at: match.index, strength: 2 };
    found.push({
      ...base,
      kind: "service",
      start: match.index,
      end: match.index + match[0].length,
      value: match[0],
      of: read.of,
      provider: read.provider,
    });
    if (read.region) {
      const start = match.index + match[0].indexOf(read.region);
      found.push({ ...base, kind: "region", start, end: start + read.region.length, value: read.region });
    }
  }
  return found;
}

/**
 * The operation that a path is of, by the method and what build() makes; and the ids in it.
 * @param {string} target a URL or a path
 * @param {number} start where it stands
 * @param {string | undefined} method
 * @returns {Fact[]}
 */
export function pathFacts(target, start, method) {
  const path = target.split(/[?#]/, 1)[0] ?? "";
  const fitting = operationsAt(target).filter((operation) => operation.path?.test(path));
  // The longest path is the most exact one: a task's, before all tasks'.
  const of = fitting.filter((operation) => !method || operation.method === method);
  const operation = of[0] ?? fitting[0];
  const match = operation?.path?.exec(path);
  if (!operation || !match) return [];
  const base = { label: "path", strength: of.length ? 2 : 1 };
  /** @type {Fact[]} */
  const found = [
    {
      ...base,
      kind: "operation",
      at: start,
      start: start + match.index,
      end: start + match.index,
      value: operation.name,
      of: of.length ? of : fitting,
    },
  ];
  let at = match.index;
  operation.pathParams.forEach((name, index) => {
    const value = match[index + 1] ?? "";
    at = path.indexOf(`/${value}`, at) + 1;
    if (/[{}<>$]|%7B/i.test(value)) return;
    found.push({
      kind: "param",
      label: "path",
      name,
      at: start + at,
      start: start + at,
      end: start + at + value.length,
      value: decoded(value),
      strength: 3,
      of: fitting,
    });
  });
  return found;
}

/**
 * The operations that may be at a URL or path: a vendor's host is of its own alone, a console has none, and at any
 * other host, or at none, a path must tell more than `/task/1`.
 * @param {string} target @returns {Operation[]}
 */
function operationsAt(target) {
  const { all, byLongPath } = known();
  if (target.startsWith("/") || !URL.canParse(target)) return byLongPath;
  const host = new URL(target).hostname;
  const read = readHost(host);
  if (read) return read.of.length ? read.of : all.filter(({ provider }) => provider === read.provider);
  return CONSOLES.some((shape) => shape.host.test(host)) ? [] : byLongPath;
}

/** What a page of a vendor's console shows: the service and the region; ids are found by their form. @param {URL} url @param {string} text @param {number} start @returns {Fact[]} */
export function consoleFacts(url, text, start) {
  const provider = CONSOLES.find((shape) => shape.host.test(url.hostname))?.provider;
  if (!provider) return [];
  const words = `${url.hostname}/${url.pathname}/${url.hash}`.split(/[./?#=&]+/).filter(Boolean);
  const of = words
    .flatMap((word) => serviceOperations(word))
    .filter((operation) => operation.provider === provider);
  const regions = [
    url.searchParams.get("region"),
    url.searchParams.get("regionId"),
    /[?&]region(?:Id)?=([\w-]+)/.exec(url.hash)?.[1],
    ...words,
  ];
  const region = regions.find((word) => word && isRegion(word));
  /** @type {Fact[]} */
  const found = [
    ...idsInPage(of, text, start),
    {
      kind: "service",
      label: "console",
      at: start,
      start,
      end: start + text.length,
      value: url.hostname,
      strength: 2,
      of: [...new Set(of)],
      provider,
    },
  ];
  if (region) {
    const at = start + text.indexOf(region);
    found.push({
      kind: "region",
      label: "console",
      at,
      start: at,
      end: at + region.length,
      value: region,
      strength: 2,
    });
  }
  return found;
}

/** Ids that stand behind the same words as in the paths of the API. @param {Operation[]} of @param {string} text @param {number} start @returns {Fact[]} */
function idsInPage(of, text, start) {
  const places = new Map(
    of.flatMap(({ pathParams, pathWords }) =>
      pathParams.map((name, index) => [name, pathWords[index] ?? ""]),
    ),
  );
  return [...places].flatMap(([name, word]) => {
    const at = /^v\d/.test(word) || !word ? -1 : text.lastIndexOf(`/${word}/`);
    const match =
      at < 0 ? null : /^((?:[A-Za-z-]+\/){0,2})([\w*-]{6,})/.exec(text.slice(at + word.length + 2));
    const value = match?.[2] ?? "";
    if (!/\d/.test(value)) return [];
    const from = start + at + word.length + 2 + (match?.[1]?.length ?? 0);
    return [
      {
        kind: "param",
        label: "path",
        name,
        at: from,
        start: from,
        end: from + value.length,
        value,
        strength: 2,
        of,
      },
    ];
  });
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
