// What the services of AWS have in common: users, headers, CORS and common errors.

import { randomUUID } from "node:crypto";
import { users } from "./credentials.mjs";
import { signatureExpired } from "./sigv4.mjs";

export { users };

/** @param {string} user */
export const userArn = (user) => `arn:aws:iam::123456789012:user/${user}`;

export const newRequestId = () => /** @type {string} */ (randomUUID());

const AUTHORIZATION_PARTS = ["Credential", "SignedHeaders", "Signature"]
  .map((part) => `Authorization header requires '${part}' parameter.`)
  .join(" ");

/** Messages of the errors that every service of AWS has; the status depends on the protocol. */
export const commonErrors = {
  AccessDeniedException: "You do not have sufficient access to perform this action.",
  ExpiredTokenException: "The security token included in the request is expired",
  IncompleteSignatureException: AUTHORIZATION_PARTS,
  InvalidSignatureException: "The request signature we calculated does not match the signature you provided.",
  MissingAuthenticationTokenException: "Missing Authentication Token",
  SerializationException: "",
  ServiceUnavailable: "The service is unavailable. Please try again shortly.",
  ThrottlingException: "Rate exceeded",
  UnknownOperationException: "",
  UnrecognizedClientException: "The security token included in the request is invalid.",
};

/**
 * @param {Record<keyof typeof commonErrors, number>} statuses
 * @returns {Record<string, { status: number, message: string }>}
 */
export const commonErrorsWith = (statuses) =>
  Object.fromEntries(
    Object.entries(commonErrors).map(([code, message]) => [
      code,
      { status: statuses[/** @type {keyof typeof commonErrors} */ (code)], message },
    ]),
  );

/**
 * @param {string} internalError the service's own name for it
 * @returns {import("../../cloud/types.d.ts").Faults}
 */
export const faults = (internalError) => ({
  throttled: { code: "ThrottlingException" },
  "throttled-with-hint": { code: "ThrottlingException", headers: () => ({ "x-amz-retry-after": "1500" }) },
  "internal-error": { code: internalError },
  unavailable: { code: "ServiceUnavailable" },
  "clock-skew": {
    code: "InvalidSignatureException",
    message: (call) => signatureExpired(call.now - 20 * 60_000, call.now),
  },
  "expired-token": { code: "ExpiredTokenException" },
});

/**
 * What a parameter that breaks the model's constraint is told.
 *
 * @param {unknown} value
 * @param {string} member
 * @param {string} constraint such as "have length less than or equal to 64"
 */
export const violation = (value, member, constraint) =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`;

/** @param {string[]} words */
export const oneOf = (words) => `satisfy enum value set: [${words.join(", ")}]`;

/** @param {number} time Unix milliseconds */
export const epochSeconds = (time) => time / 1000;

/** As fsx.us-east-1 was seen to answer in 2021, but for the requested headers, which the cloud adds. */
export const cors = {
  preflight: { "access-control-allow-methods": "POST", "access-control-max-age": "172800" },
  reply: { "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date" },
};
