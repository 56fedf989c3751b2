// What is shown to callbacks and kept in results holds no secret.

import * as core from "../../dist/calloff_bg.js";

/**
 * @typedef {import("../../index.js").HttpRequest} HttpRequest
 * @typedef {import("../../index.js").Outcome} Outcome
 */

/**
 * A request as it may be shown: without its tokens.
 * @param {HttpRequest} request
 * @returns {HttpRequest}
 */
export function shown(request) {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    core.isSecretHeader(name, value) ? core.mask() : value,
  ]);
  return { ...request, headers: Object.fromEntries(headers) };
}

/** What is shorter is no key of any vendor's, and stands in many a word. */
const MIN_SECRET = 8;

/** A character in every way in which a provider may write it: as it is, or as URLs, JSON and HTML escape it. @param {string} character */
function written(character) {
  if (/\w/.test(character)) return character;
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  return `(?:\\\\{0,4}\\x${hex}|%(25)*${hex}|\\\\{1,4}u00${hex}|&(amp;)*#(x0*${hex}|0*${code});)`;
}

/**
 * What takes a secret out of a text.
 * @param {string} secret
 * @returns {(text: string) => string}
 */
function masking(secret) {
  /** @type {RegExp | undefined} */
  let pattern;
  return (text) => {
    if (text.length < secret.length) return text;
    pattern ??= new RegExp(Array.from(secret, written).join(""), "gi");
    return text.replace(pattern, () => core.mask());
  };
}

/**
 * Takes the secrets out of what a provider says.
 * @param {Outcome[]} outcomes
 * @param {any} credentials
 */
export function maskOutcomes(outcomes, { secretAccessKey, sessionToken, authToken, token }) {
  const masks = [secretAccessKey, sessionToken, authToken, token]
    .filter((secret) => typeof secret === "string" && secret.length >= MIN_SECRET)
    .map(masking);
  /** @param {any} object @param {string[]} fields */
  const clean = (object, fields) => {
    for (const field of fields)
      for (const mask of masks) if (object[field]) object[field] = mask(object[field]);
  };
  for (const outcome of outcomes) {
    clean(outcome, ["message", "code", "requestId", "docs"]);
    for (const task of [outcome.task, ...(outcome.tasks ?? [])]) if (task) clean(task, ["failure"]);
  }
}
