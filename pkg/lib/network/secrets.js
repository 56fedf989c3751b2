// What is shown to callbacks and kept in results holds no secret.

/**
 * @typedef {import("../../index.js").HttpRequest} HttpRequest
 * @typedef {import("../../index.js").Outcome} Outcome
 */

const MASK = "********";

/**
 * A request as it may be shown: without its tokens.
 * @param {HttpRequest} request
 * @returns {HttpRequest}
 */
export function shown(request) {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    /-(security|auth)-token$/.test(name) ? MASK : value,
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
      for (const secret of secrets) if (object[field]) object[field] = object[field].replaceAll(secret, MASK);
  };
  for (const outcome of outcomes) {
    if (!outcome) continue;
    clean(outcome, ["message", "code", "requestId", "docs"]);
    for (const task of [outcome.task, ...(outcome.tasks ?? [])]) if (task) clean(task, ["failure"]);
  }
}
