// Finds what names a task by its form: ARNs and ids with a prefix, as operations() documents them.
import { fits, known, prefixOf, serviceOperations } from "./catalogue.js";
import { FILTER_IDS } from "./words.js";

/**
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {import("./catalogue.js").Field} Field
 * @typedef {import("./facts.js").Fact} Fact
 */

const MOST_IDS = 1000;
const ARN =
  /(?<![\w-])(?:arn:aws[\w-]*|acs):([\w-]{2,40}):([\w-]{0,40}|\*):(\d{0,20}|\*):([\w*./:+=@-]{1,512})/g;
const ID = /(?<![\w-])(?:[a-z]{2,9}|taskId|subTaskId)-(?=[a-z0-9]{0,24}[0-9*])[A-Za-z0-9*]{6,128}(?![\w-])/g;

/** @param {string} text @returns {Fact[]} */
export function arnsIn(text) {
  /** @type {Fact[]} */
  const found = [];
  for (const match of text.matchAll(ARN)) {
    if (found.length > MOST_IDS) break;
    const [whole, service = "", region = "", , rest = ""] = match;
    const start = match.index;
    const of = serviceOperations(service);
    const arn = whole.replace(/[.:]+$/, "");
    if (!of.length) continue;
    const regionAt = start + whole.indexOf(`:${region}:`) + 1;
    found.push({
      kind: "service",
      label: "arn",
      at: start,
      start,
      end: start,
      value: service,
      strength: 2,
      of,
    });
    if (/\d$/.test(region) || known().regions.has(region))
      found.push({
        kind: "region",
        label: "arn",
        at: start,
        start: regionAt,
        end: regionAt + region.length,
        value: region,
        strength: 2,
      });
    const asWhole = of.flatMap((operation) =>
      operation.fields
        .filter((field) => isArn(field) && fits(field, arn))
        .map((field) => ({ operation, field })),
    );
    const name = asWhole[0]?.field.name;
    if (name) {
      found.push({
        kind: "param",
        label: "arn",
        name,
        at: start,
        start,
        end: start + arn.length,
        value: arn,
        strength: 3,
        of: asWhole.map(({ operation }) => operation),
      });
      continue;
    }
    // "task/task-0123…": the kind of resource, then its id.
    const [kind = "", id = ""] = rest.split(/[/:]/).slice(-2);
    const field = of
      .flatMap(({ fields }) => fields)
      .find((one) => one.name.toLowerCase() === `${kind}id` && fits(one, id));
    const idAt = start + whole.lastIndexOf(id);
    if (field && id)
      found.push({
        kind: "param",
        label: "arn",
        name: field.name,
        at: start,
        start: idAt,
        end: idAt + id.length,
        value: id,
        strength: 3,
        of,
      });
  }
  return found;
}

/** Whether a field's pattern begins with the beginning of an id. @param {Field} field */
const isPrefixed = ({ pattern = "" }) => /^\^\(?[a-z]+-/.test(pattern);

/** @param {Field} field */
const isArn = (field) => Boolean(field.pattern?.includes("arn:"));

const STARTS = ["task-", "askId-", "df-", "dfid-", "cpfs-", "fs-", "fc-", "dra-"];

/** @param {string} text @returns {Fact[]} */
export function idsIn(text) {
  /** @type {Fact[]} */
  const found = [];
  if (!STARTS.some((start) => text.includes(start))) return found;
  const prefixes = new Set(known().all.flatMap(({ fields }) => fields.map(prefixOf)));
  for (const match of text.matchAll(ID)) {
    if (found.length > MOST_IDS) break;
    const value = match[0];
    const at = { at: match.index, start: match.index, end: match.index + value.length, value };
    const filter = FILTER_IDS.find(({ id }) => id.test(value));
    if (filter)
      found.push({
        ...at,
        kind: "filter",
        label: filter.filter,
        name: filter.what,
        strength: 1,
        of: known().all.filter(({ id }) => id === filter.operation),
      });
    else if (prefixes.has(value.slice(0, value.indexOf("-") + 1)) || /^(?:taskId|dfid)-/.test(value))
      found.push({ ...at, kind: "id", label: "form", strength: 1 });
  }
  return found;
}

/** The parameter of an operation that an id may be, by its form. @param {Operation} operation @param {string} id */
export function fieldForId(operation, id) {
  const string = operation.fields.filter(({ type }) => type === "string" || type === "string[]");
  const exact = string.find((field) => isPrefixed(field) && !isArn(field) && fits(field, id));
  if (exact) return { field: exact, weight: 4 };
  const bare = id
    .replace(/^taskId-/, "task-")
    .replace(/^dfid-/, "df-")
    .replace(/^bmcpfs-/, "cpfs-");
  const alike = string.find(
    (field) =>
      !field.pattern && prefixOf(field) && bare.startsWith(prefixOf(field).replace(/^bmcpfs-/, "cpfs-")),
  );
  return alike && { field: alike, weight: 2 };
}
