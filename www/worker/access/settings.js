// Settings that are JSON: read once, and told as what they are where they cannot be read.
import { Refusal } from "../http/refusal.js";

/** @type {Map<string, unknown>} */
const read = new Map();

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {any} otherwise what stands for a setting that is not there
 * @returns {any}
 */
export function setting(name, text, otherwise) {
  if (!text) return otherwise;
  const key = `${name} ${text}`;
  if (!read.has(key)) {
    try {
      read.set(key, JSON.parse(text));
    } catch {
      throw new Refusal(503, "not-configured", `${name} is set, but is not JSON: see docs/worker.md`);
    }
  }
  return read.get(key);
}
