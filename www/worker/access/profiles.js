// Profiles: whose keys sign, and what may be done with them. Where requests go is said here and nowhere else.
import { operations } from "calloff";
import * as v from "valibot";
import { Refusal } from "../http/refusal.js";
import { setting } from "./settings.js";

const words = v.array(v.string());
const profile = v.strictObject({
  /** The secret that has the keys, as JSON. */
  keys: v.string(),
  services: words,
  /** Those of the catalogue, unless said otherwise. */
  regions: v.exactOptional(words),
  /** All of these services, unless said otherwise. */
  operations: v.exactOptional(words),
  /** In place of the region's own. */
  endpoint: v.exactOptional(v.pipe(v.string(), v.url())),
});
const schema = v.record(v.string(), profile);
/** Of which form keys are is their vendor's to say: signing with them tells. */
const keys = v.record(v.string(), v.unknown());

/** @typedef {v.InferOutput<typeof profile>} Profile */

/** @param {Env} env @returns {Record<string, Profile>} */
const profiles = (env) => setting(schema, "CALLOFF_PROFILES", env.CALLOFF_PROFILES) ?? {};

/** @param {string} operation such as "fsx:CancelDataRepositoryTask" */
const serviceOf = (operation) => operation.slice(0, operation.indexOf(":"));

/** @param {Profile} profile */
function allowed({ services, regions, operations: only }) {
  const specs = operations().filter(
    ({ id }) => services.includes(serviceOf(id)) && (only === undefined || only.includes(id)),
  );
  return {
    services,
    regions: regions ?? [...new Set(specs.flatMap((spec) => spec.regions))].sort(),
    operations: specs.map(({ id }) => id),
  };
}

/** Names of the profiles that somebody may use. @param {Env} env @param {import("./identity.js").Identity} identity */
export const profileNames = (env, identity) =>
  Object.keys(profiles(env)).filter((name) => identity.profiles?.includes(name) ?? true);

/** What may be done with each of them. @param {Env} env @param {import("./identity.js").Identity} identity */
export const describeProfiles = (env, identity) =>
  profileNames(env, identity).map((name) => ({
    name,
    ...allowed(/** @type {Profile} */ (profiles(env)[name])),
  }));

/**
 * The calls as they are sent with a profile, or a refusal that tells what the profile does not allow.
 * @param {Env} env
 * @param {import("./identity.js").Identity} identity
 * @param {string} name
 * @param {any[]} calls
 */
export function withProfile(env, identity, name, calls) {
  const profile = profileNames(env, identity).includes(name) ? profiles(env)[name] : undefined;
  if (!profile) {
    const known = profileNames(env, identity).join(", ") || "none";
    throw new Refusal(403, "profile", `No such profile for you: expected one of ${known}`);
  }
  const { operations: ids, regions } = allowed(profile);
  /** @param {any} call @param {number} index */
  const check = (call, index) => {
    const at = calls.length > 1 ? `calls[${index}]: ` : "";
    if (call.endpoint !== undefined)
      throw new Refusal(
        403,
        "endpoint",
        `${at}endpoint: where calls go is the profile's to say; leave it out`,
      );
    if (!ids.includes(call.operation))
      throw new Refusal(403, "operation", `${at}profile ${name} does not allow ${call.operation}`);
    if (!regions.includes(call.region))
      throw new Refusal(403, "region", `${at}profile ${name} does not allow region ${call.region}`);
  };
  calls.forEach(check);
  const { endpoint } = profile;
  return endpoint === undefined ? calls : calls.map((call) => ({ ...call, endpoint }));
}

/** @param {Env} env @param {string} name @returns {import("calloff").Credentials} */
export function keysOf(env, name) {
  const profile = profiles(env)[name];
  if (!profile) throw new Refusal(503, "not-configured", `There is no profile ${name} any more`);
  const secret = /** @type {any} */ (env)[profile.keys];
  if (!secret)
    throw new Refusal(503, "not-configured", `The secret ${profile.keys} of profile ${name} is not set`);
  return /** @type {any} */ (setting(keys, profile.keys, secret));
}

/** The lane of a call. @param {string} profile @param {any} call */
export const laneFor = (profile, { operation, region }) => `${profile}|${serviceOf(operation)}|${region}`;

/** The profile of a lane, of which the name may have anything in it. @param {string} lane */
export const profileOf = (lane) => lane.split("|").slice(0, -2).join("|");
