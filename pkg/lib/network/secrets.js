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

/**
 * Takes the secrets out of what a provider says.
 * @param {(Outcome | undefined)[]} outcomes
 * @param {any} credentials
 */
export function maskOutcomes(outcomes, { secretAccessKey, sessionToken, authToken, token }) {
  const held = [secretAccessKey, sessionToken, authToken, token].filter(
    (secret) => typeof secret === "string" && secret !== "",
  );
  const secrets = held.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  /** @param {any} object @param {string[]} fields */
  const clean = (object, fields) => {
    for (const field of fields)
      for (const secret of secrets)
        if (object[field]) object[field] = object[field].replaceAll(secret, core.mask());
  };
  for (const outcome of outcomes) {
    if (!outcome) continue;
    clean(outcome, ["message", "code", "requestId", "docs"]);
    for (const task of [outcome.task, ...(outcome.tasks ?? [])]) if (task) clean(task, ["failure"]);
  }
}
