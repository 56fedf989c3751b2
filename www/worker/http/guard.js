// What every request to the API has to pass, before it is looked at any closer.
import { identify } from "../access/identity.js";
import { Refusal } from "./refusal.js";

/** @param {Env} env @param {string} key */
async function limited(env, key) {
  const { success } = await env.LIMIT.limit({ key });
  if (success) return;
  throw new Refusal(429, "too-many-requests", "Too many requests: wait a minute, then go on more slowly", {
    headers: { "retry-after": "60" },
  });
}

/** A page from elsewhere must not act in the name of somebody who is signed in. @param {Request} request */
function sameOrigin({ method, url, headers }) {
  if (["GET", "HEAD"].includes(method)) return;
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site") ?? "none";
  if ((origin === null || origin === new URL(url).origin) && ["same-origin", "none"].includes(site)) return;
  throw new Refusal(403, "cross-origin", "Only pages of this origin may do that");
}

/**
 * @param {Request} request
 * @param {Env} env
 * @param {"viewer" | "operator"} role what it takes
 */
export async function admit(request, env, role) {
  let identity;
  try {
    identity = await identify(request, env);
  } catch (error) {
    // Who tries tokens is slowed down.
    if (error instanceof Refusal && error.status === 401)
      await limited(env, `unknown ${request.headers.get("cf-connecting-ip") ?? ""}`);
    throw error;
  }
  await limited(env, `name ${identity.name}`);
  sameOrigin(request);
  if (role === "operator" && identity.role !== "operator")
    throw new Refusal(403, "forbidden", `${identity.name} may look, but not call off: an operator may`);
  return identity;
}
