// Bearer tokens, known by their SHA-256 alone.
import * as v from "valibot";
import { setting } from "./settings.js";

const schema = v.array(
  v.strictObject({
    name: v.string(),
    role: v.picklist(["viewer", "operator"]),
    sha256: v.pipe(v.string(), v.hexadecimal(), v.length(64)),
    profiles: v.exactOptional(v.array(v.string())),
  }),
);

/** @param {string} hex */
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/**
 * Whose token it is. All are compared, each in constant time.
 * @param {Env} env
 * @param {string} token
 * @returns {Promise<import("./identity.js").Identity | undefined>}
 */
export async function bearerIdentity(env, token) {
  const given = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)));
  const tokens = setting(schema, "CALLOFF_TOKENS", env.CALLOFF_TOKENS) ?? [];
  let found;
  for (const { name, role, sha256, profiles } of tokens) {
    const wanted = bytes(sha256);
    const isEqual =
      wanted.length === given.length && /** @type {any} */ (crypto.subtle).timingSafeEqual(given, wanted);
    if (isEqual) found = { name, role, ...(profiles && { profiles }) };
  }
  return found;
}
