// What operations() and build() tell, turned round: from a code, a name, a host or a path to the operations that have it.
import { build, interpret, operations } from "../index.js";
import { literally } from "./pattern.js";
import {
  CODE_PREFIXES,
  OPERATION_HEADERS,
  OPERATION_SUFFIXES,
  SERVICE_AFFIXES,
  SERVICE_ALIASES,
} from "./words.js";

/**
 * @typedef {import("../index.js").OperationSpec} Spec
 * @typedef {import("../index.js").FieldSpec} Field
 * @typedef {{
 *   id: import("../index.js").OperationId, service: string, name: string, kind: Spec["kind"], provider: string,
 *   fields: Field[], required: string[], codes: Map<string, number | undefined>, spec: Spec,
 *   method?: string, path?: RegExp, pathParams: string[], pathWords: string[], pathIsLong: boolean, host?: (region: string) => string,
 * }} Operation
 */

/** Letters and digits alone, in small letters: what is spelled in many ways is one word. @param {string} text */
export const plain = (text) => text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();

/** `CancelTask` as its words. @param {string} name */
const wordsOf = (name) => name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [name];

/**
 * The request that build() makes of the documented examples shows where an operation is sent.
 * @param {Spec} spec
 */
function sampleOf(spec) {
  const params = Object.fromEntries(
    spec.fields.filter(({ required }) => required).map(({ name, example }) => [name, example]),
  );
  try {
    const at = (/** @type {string} */ region) =>
      build(/** @type {any} */ ({ operation: spec.id, region, params }));
    return {
      ...at(spec.regions[0] ?? ""),
      params,
      host: (/** @type {string} */ region) => new URL(at(region).url).host,
    };
  } catch {
    return undefined; // An example that build() refuses shows nothing.
  }
}

/** @param {Spec} spec @returns {Operation & { headers: string[] }} */
function operationOf(spec) {
  const [service = "", name = ""] = spec.id.split(":");
  const sample = sampleOf(spec);
  /** @type {string[]} */
  const pathParams = [];
  /** What stands before each of them. @type {string[]} */
  const pathWords = [];
  const parts = sample ? new URL(sample.url).pathname.split("/").slice(1) : [];
  const path = parts.map((part, index) => {
    const param = Object.entries(sample?.params ?? {}).find(
      ([, value]) => encodeURIComponent(value) === part,
    );
    if (!param) return literally(part);
    pathParams.push(param[0]);
    pathWords.push(parts[index - 1] ?? "");
    return "([^/?#\\s]+)";
  });
  return {
    id: spec.id,
    service,
    name,
    kind: spec.kind,
    provider: spec.provider.id,
    fields: spec.fields,
    required: spec.fields.filter(({ required }) => required).map((field) => field.name),
    codes: new Map(spec.errors.map(({ code, httpStatus }) => [code, httpStatus])),
    spec,
    pathParams,
    pathWords,
    pathIsLong: parts.length - pathParams.length > 1,
    ...(sample && { method: sample.method, host: sample.host }),
    // A path that is a slash alone tells nothing.
    ...(parts.join("") && { path: new RegExp(`/${path.join("/")}$`) }),
    headers: OPERATION_HEADERS.map((header) => sample?.headers[header] ?? "").filter(Boolean),
  };
}

/** @template K, V @param {Map<K, V[]>} map @param {K} key @param {V} value */
const put = (map, key, value) => {
  const all = map.get(key) ?? [];
  if (!all.includes(value)) map.set(key, [...all, value]);
};

function read() {
  const all = operations().map(operationOf);
  /** @type {Map<string, { code: string, of: Operation[] }>} */
  const codes = new Map();
  /** @type {Map<string, Operation[]>} */
  const names = new Map();
  /** @type {Map<string, Operation[]>} */
  const services = new Map();
  /** @type {Map<string, Operation[]>} */
  const fields = new Map();
  for (const operation of all) {
    for (const code of operation.codes.keys()) {
      const known = codes.get(code) ?? { code, of: [] };
      known.of.push(operation);
      codes.set(code, known);
    }
    put(names, plain(operation.name), operation);
    for (const header of operation.headers) put(names, plain(header), operation);
    put(services, plain(operation.service), operation);
    put(services, plain(operation.spec.provider.service), operation);
    const label = operation.host?.(operation.spec.regions[0] ?? "").split(".")[0];
    if (label) put(services, plain(label), operation);
    for (const field of operation.fields) put(fields, plain(field.name), operation);
  }
  for (const [alias, service] of Object.entries(SERVICE_ALIASES))
    for (const operation of services.get(plain(service)) ?? []) put(services, alias, operation);
  // Codes occur with and without the ending that Java and the newer AWS models give them.
  for (const [code, known] of [...codes]) {
    const other = code.endsWith("Exception") ? code.slice(0, -"Exception".length) : `${code}Exception`;
    if (!codes.has(other)) codes.set(other, known);
  }
  const regions = new Set(all.flatMap(({ spec }) => spec.regions));
  const byLongPath = all.filter(({ path, pathIsLong }) => path && pathIsLong);
  return { all, byLongPath, codes, names, services, fields, regions, mention: mentionOf(all) };
}

/**
 * Finds the operations' names in any spelling: `CancelDataFlowTask`, `cancel_data_flow_task`, `cancel-data-flow-task`.
 * Names of two words, such as CancelTask, are other services' too: they count only where a label or phrase has them.
 * @param {Operation[]} all
 */
function mentionOf(all) {
  const names = [...new Set(all.map(({ name }) => name))].map(wordsOf).filter((words) => words.length > 2);
  const spellings = names.map((words) =>
    words.map((word) => `[${word[0]}${word[0]?.toLowerCase()}]${word.slice(1)}`).join("[-_]?"),
  );
  const any = [...all.map(({ id }) => literally(id)), ...spellings].sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![A-Za-z0-9])(?:${any.join("|")})(?![a-z0-9])`, "g");
}

/** @type {ReturnType<typeof read> | undefined} */
let catalogue;

/** Read once, at the first use. */
export const known = () => {
  catalogue ??= read();
  return catalogue;
};

/**
 * A documented code, as it is documented, by any word that holds it: with a namespace before it, or an ending behind.
 * @param {string} word
 */
export function codeOf(word) {
  const { codes } = known();
  const prefix = CODE_PREFIXES.find(([given]) => word.startsWith(given));
  let rest = prefix ? prefix[1] + word.slice(prefix[0].length) : word;
  for (let part = 0; part < 12; part++) {
    const found = codes.get(rest) ?? (rest.endsWith("Error") ? codes.get(rest.slice(0, -5)) : undefined);
    if (found) return found;
    const end = rest.search(/[.#:$]/);
    if (end < 0) return undefined;
    rest = rest.slice(end + 1);
  }
  return undefined;
}

/** The operations that a name may mean, by any spelling and with an SDK's endings. @param {string} name */
export function operationsNamed(name) {
  const { names, all } = known();
  const exact = all.filter(({ id }) => id === name);
  if (exact.length) return exact;
  const own = name.replace(/^.*[.#/:]/, "");
  const bare = OPERATION_SUFFIXES.map((end) => (own.endsWith(end) ? own.slice(0, -end.length) : own));
  return [name, own, ...bare].map((word) => names.get(plain(word))).find(Boolean) ?? [];
}

/** The operations of a service, by any of its names. @param {string} name */
export function serviceOperations(name) {
  const { services } = known();
  const word = plain(name);
  return services.get(word) ?? services.get(word.replace(SERVICE_AFFIXES, "")) ?? [];
}

/** @param {string | undefined} id */
export const operationById = (id) => known().all.find((operation) => operation.id === id);

/** How an id of a field begins, by its documented example: "task-", "bmcpfs-". @param {Field} field */
export const prefixOf = (field) => /^[A-Za-z]+-(?=[\w*]+$)/.exec(field.example)?.[0] ?? "";

/** Whether a text has the form that the field's ids have. @param {Field} field @param {string} id */
export function fits(field, id) {
  if (field.maxLength !== undefined && [...id].length > field.maxLength) return false;
  if (field.pattern) return new RegExp(field.pattern).test(id);
  const prefix = prefixOf(field);
  return prefix ? id.toLowerCase().startsWith(prefix.toLowerCase()) : true;
}

/**
 * The operation whose reply this is, by asking which of them finds a task in it; lists are cut to their first items.
 * @param {unknown} body
 * @param {Operation[]} asked in this order
 */
export function operationAnswering(body, asked) {
  const text = JSON.stringify(firstItems(body, 0)) ?? "";
  const holdsList =
    typeof body === "object" &&
    body !== null &&
    Object.values(body).some((value) => typeof value === "object" && value);
  return asked.find((operation) => {
    const outcome = interpret(operation.id, { status: 200, body: text });
    if (operation.kind === "list")
      return outcome.verdict === "ok" && holdsList && isWhole(outcome.tasks ?? [], text);
    return outcome.ok && Boolean(outcome.task?.id && outcome.task.state !== "unknown");
  });
}

/** Whether all the items that a list reply begins with were read as tasks. @param {{ state: string }[]} tasks @param {string} body */
function isWhole(tasks, body) {
  return tasks.length ? tasks.some(({ state }) => state !== "unknown") : !body.includes("[{");
}

/** @param {unknown} value @param {number} depth @returns {unknown} */
function firstItems(value, depth) {
  if (typeof value !== "object" || value === null || depth > 6) return value;
  if (Array.isArray(value)) return value.slice(0, 2).map((item) => firstItems(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, firstItems(item, depth + 1)]));
}
