// AWS Signature Version 4, checked with AWS's own signer (@smithy/signature-v4). The messages are AWS's.

import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { refuse } from "../../cloud/refusal.mjs";
import {
  basicTime,
  findUser,
  headersNamed,
  parseBasicTime,
  queryOf,
  sha256,
} from "../../cloud/signed-request.mjs";

const ALLOWED_SKEW_MINUTES = 5;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;
const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret " +
  "Access Key and signing method. Consult the service documentation for details.";

/** The signer, keeping what it signed: AWS tells it to the caller whose signature does not match. */
class RecordingSigner extends SignatureV4 {
  canonicalRequest = "";
  stringToSign = "";

  /** @param {Parameters<SignatureV4["createCanonicalRequest"]>} args */
  createCanonicalRequest(...args) {
    this.canonicalRequest = super.createCanonicalRequest(...args);
    return this.canonicalRequest;
  }

  /** @param {Parameters<SignatureV4["createStringToSign"]>} args */
  async createStringToSign(...args) {
    this.stringToSign = await super.createStringToSign(...args);
    return this.stringToSign;
  }
}

/**
 * @param {import("../../cloud/types.d.ts").Call} call
 * @param {import("../../cloud/types.d.ts").Users} users
 * @param {string} service the signing name
 * @returns {Promise<string>} the name of the user that signed
 */
export async function verifySigV4(call, users, service) {
  const authorization = call.headers.get("authorization");
  if (authorization === null) refuse("MissingAuthenticationTokenException");
  const [, credential = "", list = "", signature] = AUTHORIZATION.exec(authorization) ?? [];
  const [accessKeyId = "", date, region = "", scopeService, terminator] = credential.split("/");
  if (!signature || !terminator) refuse("IncompleteSignatureException");

  const signedHeaders = list.split(";");
  const signedAt = checkTime(call, date);
  if (scopeService !== service || terminator !== "aws4_request") {
    refuse("InvalidSignatureException", `Credential should be scoped to correct service: '${service}'. `);
  }
  checkSignedHeaders(call, signedHeaders);

  const sessionToken = call.headers.get("x-amz-security-token");
  const user = findUser(users, accessKeyId, sessionToken) ?? refuse("UnrecognizedClientException");

  const signer = new RecordingSigner({
    service,
    region,
    credentials: user.keys,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    new HttpRequest({
      method: call.method,
      path: call.url.pathname,
      query: queryOf(call.url),
      headers: headersNamed(call, signedHeaders),
      body: call.body,
    }),
    { signingDate: new Date(signedAt), signableHeaders: new Set(signedHeaders) },
  );
  const [, , ourList, ourSignature] = AUTHORIZATION.exec(signed.headers.authorization ?? "") ?? [];
  // The signer takes the word of x-amz-content-sha256 for the hash of the body.
  const claimedHash = call.headers.get("x-amz-content-sha256") ?? sha256(call.body);
  if (ourList !== list || ourSignature !== signature || claimedHash !== sha256(call.body)) {
    refuse(
      "InvalidSignatureException",
      `${MISMATCH}\n\nThe Canonical String for this request should have been\n'${signer.canonicalRequest}'\n\n` +
        `The String-to-Sign should have been\n'${signer.stringToSign}'\n`,
    );
  }
  return user.name;
}

/**
 * @param {import("../../cloud/types.d.ts").Call} call
 * @param {string | undefined} scopeDate
 */
function checkTime(call, scopeDate) {
  const text = call.headers.get("x-amz-date");
  if (text === null) {
    refuse(
      "IncompleteSignatureException",
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  const signedAt = parseBasicTime(text);
  if (Number.isNaN(signedAt)) {
    refuse("IncompleteSignatureException", `Date must be in ISO-8601 'basic format'. Got '${text}'.`);
  }
  if (text.slice(0, 8) !== scopeDate) {
    refuse(
      "InvalidSignatureException",
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scopeDate}' != ` +
        `'${text.slice(0, 8)}', from '${text}'.`,
    );
  }
  const skew = signedAt - call.now;
  if (skew < -ALLOWED_SKEW_MINUTES * 60_000) {
    refuse("InvalidSignatureException", signatureExpired(signedAt, call.now));
  }
  if (skew > ALLOWED_SKEW_MINUTES * 60_000) {
    const limit = basicTime(call.now + ALLOWED_SKEW_MINUTES * 60_000);
    refuse(
      "InvalidSignatureException",
      `Signature not yet current: ${text} is still later than ${limit} (${basicTime(call.now)} + ${ALLOWED_SKEW_MINUTES} min.)`,
    );
  }
  return signedAt;
}

/**
 * @param {number} signedAt
 * @param {number} now
 */
export function signatureExpired(signedAt, now) {
  const limit = basicTime(now - ALLOWED_SKEW_MINUTES * 60_000);
  return `Signature expired: ${basicTime(signedAt)} is now earlier than ${limit} (${basicTime(now)} - ${ALLOWED_SKEW_MINUTES} min.)`;
}

/**
 * @param {import("../../cloud/types.d.ts").Call} call
 * @param {string[]} signedHeaders
 */
function checkSignedHeaders(call, signedHeaders) {
  if (!signedHeaders.includes("host")) {
    refuse(
      "InvalidSignatureException",
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  }
  for (const name of call.headers.keys()) {
    if (name.startsWith("x-amz-") && !signedHeaders.includes(name)) {
      refuse("InvalidSignatureException", `'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
    }
  }
}
