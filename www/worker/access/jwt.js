// The token that Cloudflare Access adds to each request.
// Signatures, claims and the rotation of keys, as the standard has them.
import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import * as v from "valibot";
import { Refusal } from "../http/refusal.js";
import { setting } from "./settings.js";

const schema = v.array(v.string());

/** Key sets by their address: fetched once, and again when there is a key that is not known. @type {Map<string, ReturnType<typeof createRemoteJWKSet>>} */
const keySets = new Map();

/** @param {string} url */
function keySet(url) {
  const known = keySets.get(url) ?? createRemoteJWKSet(new URL(url), { timeoutDuration: 5_000 });
  keySets.set(url, known);
  return known;
}

/** Keys may come from elsewhere than Access in a test on this machine alone. @param {Env} env @param {string} issuer */
function certs({ ACCESS_CERTS = "" }, issuer) {
  const isLocal = URL.canParse(ACCESS_CERTS) && new URL(ACCESS_CERTS).hostname === "127.0.0.1";
  return isLocal ? ACCESS_CERTS : `${issuer}/cdn-cgi/access/certs`;
}

/**
 * @param {Env} env
 * @param {string} token
 * @returns {Promise<import("./identity.js").Identity | undefined>}
 */
export async function accessIdentity(env, token) {
  const issuer = `https://${env.ACCESS_TEAM}.cloudflareaccess.com`;
  const options = {
    issuer,
    audience: env.ACCESS_AUD ?? "",
    algorithms: ["RS256"],
    requiredClaims: ["exp", "iat"],
    clockTolerance: 30,
  };
  try {
    const { payload } = await jwtVerify(token, keySet(certs(env, issuer)), options);
    const name = String(payload.email ?? payload.common_name ?? payload.sub ?? "");
    if (!name) return undefined;
    const operators = setting(schema, "ACCESS_OPERATORS", env.ACCESS_OPERATORS);
    return { name, role: operators?.includes(name) ? "operator" : "viewer" };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Not the caller's fault: the keys to check with could not be had.
    const isOurs =
      error instanceof errors.JWKSTimeout ||
      !(error instanceof errors.JOSEError) ||
      error.code === "ERR_JOSE_GENERIC";
    if (isOurs)
      throw new Refusal(503, "no-keys", "The keys of Cloudflare Access could not be read: try again");
    return undefined;
  }
}
