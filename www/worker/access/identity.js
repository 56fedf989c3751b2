// Who asks: somebody whom Cloudflare Access let in, or who has a bearer token.
import { Refusal } from "../http/refusal.js";
import { bearerIdentity } from "./bearer.js";
import { accessIdentity } from "./jwt.js";

/**
 * @typedef {object} Identity
 * @property {string} name
 * @property {"viewer" | "operator"} role
 * @property {string[]} [profiles] those that this one may use; all where there are none
 */

const HOW =
  "Set ACCESS_TEAM and ACCESS_AUD for Cloudflare Access, or CALLOFF_TOKENS for bearer tokens: see docs/worker.md";

/**
 * @param {Request} request
 * @param {Env} env
 * @returns {Promise<Identity>}
 */
export async function identify({ headers }, env) {
  const hasAccess = env.ACCESS_TEAM && env.ACCESS_AUD;
  if (!hasAccess && !env.CALLOFF_TOKENS)
    throw new Refusal(503, "not-configured", `Nobody can be let in yet. ${HOW}`);
  const assertion = headers.get("cf-access-jwt-assertion");
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "") ?? [];
  const identity =
    (hasAccess && assertion && (await accessIdentity(env, assertion))) ||
    (bearer && (await bearerIdentity(env, bearer)));
  if (identity) return identity;
  const message =
    assertion || headers.has("authorization")
      ? "The token is not valid, or no longer"
      : "A token is needed: Authorization: Bearer …, or sign in through Cloudflare Access";
  throw new Refusal(401, "unauthenticated", message, { headers: { "www-authenticate": "Bearer" } });
}
