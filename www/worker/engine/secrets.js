// What is kept holds no secret, whatever a provider says in its replies.

const MASK = "********";

/**
 * What must not be kept of a signed request: the keys that signed it, and the signature.
 * @param {any} credentials
 * @param {Record<string, string>} headers
 */
export function secretsOf({ secretAccessKey, sessionToken, token, authToken }, { authorization = "" }) {
  const signature = /Signature=([^\s,;]+)/.exec(authorization)?.[1];
  return [secretAccessKey, sessionToken, token, authToken, signature]
    .filter((secret) => typeof secret === "string" && secret !== "")
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
}

/**
 * The same plain data, without the secrets.
 * @template T
 * @param {T} value
 * @param {string[]} secrets
 * @returns {T}
 */
export function masked(value, secrets) {
  const text = JSON.stringify(value);
  const found = secrets.filter((secret) => text.includes(JSON.stringify(secret).slice(1, -1)));
  if (found.length === 0) return value;
  return JSON.parse(
    found.reduce((kept, secret) => kept.replaceAll(JSON.stringify(secret).slice(1, -1), MASK), text),
  );
}
