// What the services of Huawei Cloud have in common, all of which lie behind its API gateway: users, request ids, CORS, the
// gateway's errors and its faults.

import { randomUUID } from "node:crypto";
import { users } from "./credentials.mjs";
import { signatureExpired } from "./sdk-hmac.mjs";

export { users };

export const newRequestId = () => randomUUID().replaceAll("-", "");

/** @param {import("../../cloud/types.d.ts").Call} call */
export const headers = (call) => ({ "X-request-id": call.requestId });

export const cors = {
  preflight: { "access-control-allow-methods": "GET, POST, DELETE" },
  reply: { "access-control-expose-headers": "X-request-id,Date" },
};

/** @satisfies {import("../../cloud/types.d.ts").Service["errors"]} */
export const errors = {
  "APIGW.0101": {
    status: 404,
    message: "The API does not exist or has not been published in the environment.",
  },
  "APIGW.0201": { status: 502, message: "Backend unavailable." },
  "APIGW.0301": { status: 401, message: "Incorrect IAM authentication information." },
  "APIGW.0302": { status: 403, message: "The IAM user is not authorized to access the API." },
  "APIGW.0308": {
    status: 429,
    message: "The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 minute",
  },
};

/** Is it an error of the gateway itself, which has a shape of its own? @param {string} code */
const isOwn = (code) => code.startsWith("APIGW.");

/**
 * A refusal in the shape of the gateway or, where it is the service's, in that of the service.
 *
 * @param {(code: string, message: string) => object} serviceBody
 * @returns {import("../../cloud/types.d.ts").Service["refusal"]}
 */
export const refusalWith =
  (serviceBody) =>
  ({ status, code, message }, { requestId }) =>
    json(
      isOwn(code)
        ? { error_msg: message, error_code: code, request_id: requestId }
        : serviceBody(code, message),
      status,
    );

/**
 * @param {object} body
 * @param {number} [status]
 * @returns {import("../../cloud/types.d.ts").Reply}
 */
export const json = (body, status = 200) => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/**
 * @param {string} internalError the service's own code for it
 * @returns {import("../../cloud/types.d.ts").Faults}
 */
export const faults = (internalError) => ({
  throttled: { code: "APIGW.0308" },
  "throttled-with-hint": { code: "APIGW.0308", headers: () => ({ "retry-after": "2" }) },
  "internal-error": { code: internalError },
  unavailable: json({ error_msg: "The service is currently unavailable.", error_code: "APIGW.0801" }, 503),
  "clock-skew": {
    code: "APIGW.0301",
    message: (call) => signatureExpired(call.now - 20 * 60_000, call.now),
  },
  "expired-token": {
    code: "APIGW.0301",
    message: (call) =>
      "Incorrect IAM authentication information: token expires, expires_at: " +
      new Date(call.now - 60_000).toISOString(),
  },
  "keystone-error": json(
    { error: { message: "Authentication failed", code: 401, title: "Unauthorized" } },
    401,
  ),
});
