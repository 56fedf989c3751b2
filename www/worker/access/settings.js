// Settings that are JSON: read and checked once, and told as what they are where they are not what they must be.
import * as v from "valibot";
import { Refusal } from "../http/refusal.js";

/** @type {Map<string, unknown>} */
const read = new Map();

/**
 * @template {v.GenericSchema} S
 * @param {S} schema
 * @param {string} name
 * @param {string | undefined} text
 * @returns {v.InferOutput<S> | undefined} nothing where it is not set
 */
export function setting(schema, name, text) {
  if (!text) return undefined;
  const key = `${name} ${text}`;
  if (!read.has(key)) read.set(key, parse(schema, name, text));
  return /** @type {v.InferOutput<S>} */ (read.get(key));
}

/** @param {v.GenericSchema} schema @param {string} name @param {string} text */
function parse(schema, name, text) {
  const wrong = (/** @type {string} */ how) =>
    new Refusal(503, "not-configured", `${name} ${how}: see docs/worker.md`);
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong("is set, but is not JSON");
  }
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  // What was found stays unsaid: it may be a secret.
  const [first] = issues;
  const expected = first.expected === "never" ? "is not known" : `expected ${first.expected}`;
  throw wrong(`is not what it must be: ${v.getDotPath(first) ?? "it"}: ${expected}`);
}
