// What the services of AWS whose protocol is awsJson1.1 have in common: one path, the operation in a header, the
// parameters as a JSON object.

import { toJson } from "../../cloud/json.mjs";
import { refuse } from "../../cloud/refusal.mjs";
import { commonErrorsWith } from "./aws.mjs";

const CONTENT_TYPE = "application/x-amz-json-1.1";

/** By operation, what the JSON members have to be; others are passed over.
 *  @typedef {Record<string, Record<string, (value: any) => boolean>>} Members */

/** The errors that every such service has. */
export const commonErrors = commonErrorsWith({
  AccessDeniedException: 400,
  ExpiredTokenException: 400,
  IncompleteSignatureException: 400,
  InvalidSignatureException: 400,
  MissingAuthenticationTokenException: 403,
  SerializationException: 400,
  ServiceUnavailable: 503,
  ThrottlingException: 400,
  UnknownOperationException: 404,
  UnrecognizedClientException: 400,
});

/**
 * @param {string} prefix of the service's targets
 * @param {Members} members
 * @param {import("../../cloud/types.d.ts").Call} call
 * @returns {import("../../cloud/types.d.ts").Route | undefined}
 */
export function routeByTarget(prefix, members, call) {
  const target = call.headers.get("x-amz-target") ?? "";
  const operation = target.slice(prefix.length);
  const isOurs =
    call.method === "POST" &&
    call.path === "/" &&
    target.startsWith(prefix) &&
    call.headers.get("content-type") === CONTENT_TYPE;
  if (!isOurs) return undefined;
  const taken = Object.hasOwn(members, operation) ? members[operation] : {};
  return { operation, params: membersOf(call.body, taken) };
}

/**
 * The members of a JSON object, null ones left out, as the operation takes them.
 *
 * @param {string} body
 * @param {Record<string, (value: any) => boolean>} [taken]
 * @returns {Record<string, unknown>}
 */
function membersOf(body, taken = {}) {
  /** @type {unknown} */
  let members;
  try {
    members = JSON.parse(body);
  } catch {
    refuse("SerializationException");
  }
  if (typeof members !== "object" || members === null || Array.isArray(members))
    refuse("SerializationException");
  const given = Object.entries(members).filter(([, value]) => value !== null);
  for (const [name, value] of given) {
    if (Object.hasOwn(taken, name) && !taken[name]?.(value)) {
      refuse("SerializationException", `${name} is not of the type that it should be`);
    }
  }
  return Object.fromEntries(given);
}

/** @param {unknown} value */
export const isText = (value) => typeof value === "string";

/** @param {unknown} value */
export const isTexts = (value) => Array.isArray(value) && value.every(isText);

/** @param {number} value */
export const isInt = (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31;

/**
 * @param {object} body
 * @param {number} [status]
 * @returns {import("../../cloud/types.d.ts").Reply}
 */
export const json = (body, status = 200) => ({
  status,
  headers: { "content-type": CONTENT_TYPE },
  body: toJson(body),
});
