// From the values of the command line to a call. What is wrong with them, the package itself says: see check().
import { validate } from "calloff";
import { fromEnvironment, PARAMETER_VARIABLES, VARIABLES } from "./environment.js";
import { UsageError } from "./usage-error.js";

/**
 * @typedef {import("./args.js").Arguments} Arguments
 * @typedef {import("calloff").OperationSpec} OperationSpec
 * @typedef {import("calloff").FieldSpec} FieldSpec
 */

/**
 * A value that is not of the field's type stays the text that it is, for validate() to say what was expected.
 * @type {Record<FieldSpec["type"], (texts: string[], name: string) => unknown>}
 */
const CONVERT = {
  string: (texts) => texts.at(-1),
  boolean: (texts) => ({ true: true, false: false })[texts.at(-1) ?? ""] ?? texts.at(-1),
  integer: (texts) => (/^-?\d+$/.test(texts.at(-1) ?? "") ? Number(texts.at(-1)) : texts.at(-1)),
  "string[]": (texts) => texts.flatMap((text) => text.split(",")),
  "object[]": (texts, name) => texts.flatMap((text) => readJson(text, name)),
};

/** @param {string} text @param {string} name @returns {unknown} an object, or an array of objects */
function readJson(text, name) {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--${name}: expected JSON, such as '{"Name":"file-system-id","Values":["fs-…"]}'`);
  }
}

/**
 * The call that the arguments stand for, completed from the environment, whatever may be wrong with it.
 * @param {OperationSpec} spec
 * @param {Arguments} args
 * @param {Record<string, unknown>} [more] parameters besides those that are given by their names
 * @returns {any}
 */
export function callFrom(spec, { options: { region, endpoint }, variants, params }, more = {}) {
  const named = Object.entries(params).map(([name, texts]) => {
    const type = spec.fields.find((field) => field.name === name)?.type ?? "string";
    return [name, CONVERT[type](texts, name)];
  });
  const known = spec.fields.map(({ name }) => [name, fromEnvironment(PARAMETER_VARIABLES[name] ?? [])]);
  const call = {
    operation: spec.id,
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(variants.length > 0 && { variants }),
    params: {
      ...Object.fromEntries(known.filter(([, value]) => value)),
      ...more,
      ...Object.fromEntries(named),
    },
  };
  // An ARN tells its region, which goes before the environment's.
  if (!validate(call).some(isRegionMissing)) return call;
  const usual = fromEnvironment(VARIABLES[spec.provider.id].region);
  return usual ? { ...call, region: usual } : call;
}

/** @param {import("calloff").Finding} finding */
const isRegionMissing = ({ path, code }) => path === "region" && code === "required";

/** Findings that are shown at most. */
const MAX_SHOWN = 10;

/**
 * Throws everything that is wrong with calls of one operation, in one error; what is only suspicious is told.
 * @param {OperationSpec} spec
 * @param {readonly unknown[]} calls
 * @param {(text: string) => void} warn
 */
export function check({ provider }, calls, warn) {
  const errors = new Set();
  const warnings = new Set();
  for (const { path, code, severity, message } of calls.flatMap(validate)) {
    const name = path.replace(/^params\./, "");
    const variables = path === "region" ? VARIABLES[provider.id].region : (PARAMETER_VARIABLES[name] ?? []);
    const others = variables.length > 0 ? `, or set ${variables.join(" or ")}` : "";
    if (code === "required") errors.add(`${message}: give --${name}${others}`);
    else (severity === "error" ? errors : warnings).add(message);
  }
  for (const message of [...warnings].slice(0, MAX_SHOWN)) warn(`Note: ${message}`);
  if (errors.size === 0) return;
  const more = errors.size > MAX_SHOWN ? [`and ${errors.size - MAX_SHOWN} more`] : [];
  throw new UsageError([...[...errors].slice(0, MAX_SHOWN), ...more].join("\n"));
}
