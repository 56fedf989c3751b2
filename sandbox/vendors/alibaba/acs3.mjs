// Alibaba Cloud's ACS3-HMAC-SHA256, checked with Alibaba's own signer (@alicloud/openapi-core).

import * as OpenApiCore from "@alicloud/openapi-core";
import { refuse } from "../../cloud/refusal.mjs";
import { findUser, headersNamed, queryOf, sha256 } from "../../cloud/signed-request.mjs";

const { OpenApiUtil } = OpenApiCore;

const ALGORITHM = "ACS3-HMAC-SHA256";
const ALLOWED_SKEW_MS = 15 * 60_000;
const AUTHORIZATION =
  /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([0-9a-f]{64})$/;
/** Each with the name by which the gateway's "Missing…" error calls it. */
const REQUIRED = {
  "x-acs-action": "Action",
  "x-acs-version": "Version",
  "x-acs-date": "Timestamp",
  "x-acs-signature-nonce": "SignatureNonce",
  "x-acs-content-sha256": "ContentSha256",
};

/**
 * @param {import("../../cloud/types.d.ts").Desk} desk
 * @param {import("../../cloud/types.d.ts").Users} users
 * @returns {string} the name of the user that signed
 */
export function verifyAcs3({ call, memory }, users) {
  const authorization = call.headers.get("authorization") ?? refuseMissing("AccessKeyId");
  const [, accessKeyId, list = "", signature] = AUTHORIZATION.exec(authorization) ?? [];
  if (!accessKeyId) refuse("IncompleteSignature");
  for (const [header, name] of Object.entries(REQUIRED)) {
    if (!call.headers.has(header)) refuseMissing(name);
  }
  checkTime(call);
  const signedHeaders = list.split(";");
  if (!mandatoryHeaders(call).every((name) => signedHeaders.includes(name))) refuse("IncompleteSignature");

  const sessionToken = call.headers.get("x-acs-security-token");
  const user = findUser(users, accessKeyId, sessionToken);
  if (!user) {
    const known = Object.values(users).some(
      (keys) => "accessKeyId" in keys && keys.accessKeyId === accessKeyId,
    );
    refuse(known ? "InvalidSecurityToken.MismatchWithAccessKey" : "InvalidAccessKeyId.NotFound");
  }

  const request = { method: call.method, pathname: call.url.pathname, query: queryOf(call.url), headers: {} };
  const { ours, canonicalRequest } = signOver(headersNamed(call, signedHeaders), signedHeaders, () =>
    OpenApiUtil.getAuthorization(
      // The signer reads these four members of the SDK's request and no others.
      /** @type {Parameters<typeof OpenApiUtil.getAuthorization>[0]} */ (request),
      ALGORITHM,
      sha256(call.body),
      accessKeyId,
      user.keys.secretAccessKey,
    ),
  );
  if (
    !ours.endsWith(`Signature=${signature}`) ||
    call.headers.get("x-acs-content-sha256") !== sha256(call.body)
  ) {
    refuse(
      "SignatureDoesNotMatch",
      `Specified signature does not match our calculation. server StringToSign is [${ALGORITHM}\n` +
        `${sha256(canonicalRequest)}], server CanonicalRequest is [${canonicalRequest}]`,
    );
  }
  checkNonce(call, accessKeyId, memory);
  return user.name;
}

/**
 * Alibaba requires every x-acs-* header, the host and a content type that is sent to be signed. An SDK may sign more: the
 * one for Python adds accept and user-agent.
 *
 * @param {import("../../cloud/types.d.ts").Call} call
 */
function mandatoryHeaders(call) {
  const names = [...call.headers.keys()].filter(
    (name) => name.startsWith("x-acs-") || name === "content-type",
  );
  return ["host", ...names];
}

/**
 * Has the signer sign the headers that the request lists, in place of those that it would choose itself. It hashes what
 * it signs with a public function of its own, where the canonical request can be completed, and read.
 *
 * @param {Record<string, string>} headers
 * @param {string[]} list of the headers' names
 * @param {() => string} sign a request without headers
 */
function signOver(headers, list, sign) {
  const { hash } = OpenApiUtil;
  const lines = list.map((name) => `${name}:${(headers[name] ?? "").trim()}\n`).join("");
  let canonicalRequest = "";
  OpenApiUtil.hash = (raw, algorithm) => {
    // Method, path, query, no headers, an empty list of them, and the hash of the body.
    const [method, path, query, , , bodyHash] = raw.toString().split("\n");
    canonicalRequest = [method, path, query, lines, list.join(";"), bodyHash].join("\n");
    return hash(Buffer.from(canonicalRequest), algorithm);
  };
  try {
    return { ours: sign(), canonicalRequest };
  } finally {
    OpenApiUtil.hash = hash;
  }
}

/** @param {import("../../cloud/types.d.ts").Call} call */
function checkTime(call) {
  const text = call.headers.get("x-acs-date") ?? "";
  const signedAt = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(signedAt)) refuse("InvalidTimeStamp.Format");
  if (Math.abs(signedAt - call.now) > ALLOWED_SKEW_MS) refuse("InvalidTimeStamp.Expired");
}

/**
 * A nonce need be remembered only as long as its date may still be accepted.
 *
 * @param {import("../../cloud/types.d.ts").Call} call
 * @param {string} accessKeyId
 * @param {import("../../cloud/types.d.ts").Memory} memory
 */
function checkNonce(call, accessKeyId, { nonces }) {
  for (const [old, at] of nonces) {
    if (call.now - at <= 2 * ALLOWED_SKEW_MS) break;
    nonces.delete(old);
  }
  const nonce = `${accessKeyId} ${call.headers.get("x-acs-signature-nonce")}`;
  if (nonces.has(nonce)) refuse("SignatureNonceUsed");
  nonces.set(nonce, call.now);
}

/**
 * @param {string} name
 * @returns {never}
 */
function refuseMissing(name) {
  return refuse(`Missing${name}`, `${name} is mandatory for this action.`);
}
