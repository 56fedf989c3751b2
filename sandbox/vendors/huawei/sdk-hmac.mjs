// Huawei Cloud's SDK-HMAC-SHA256, checked with Huawei's own signer (@huaweicloud/huaweicloud-sdk-core), and its
// IAM token. The messages are the API gateway's.

import Signer from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import { refuse } from "../../cloud/refusal.mjs";
import {
  basicTime,
  findUser,
  headersNamed,
  parseBasicTime,
  queryOf,
  sha256,
} from "../../cloud/signed-request.mjs";

const ALLOWED_SKEW_MS = 15 * 60_000;
const AUTHORIZATION = /^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([^,\s]+), Signature=([0-9a-f]{64})$/;

/** The signer, without two of its habits that differ from the documented algorithm, and keeping what it signed. */
class RecordingSigner extends Signer.AKSKSigner {
  static canonicalRequest = "";

  /**
   * It encodes the path as it is; the algorithm encodes the path that is meant.
   *
   * @override
   * @param {string} [path]
   */
  static CanonicalURI(path = "/") {
    return Signer.AKSKSigner.CanonicalURI(decodeURIComponent(path));
  }

  /**
   * It hashes a body as JSON that it writes itself; here are the bytes that came.
   *
   * @override
   * @param {import("@huaweicloud/huaweicloud-sdk-core/http/IHttpRequest.js").IHttpRequest} request
   */
  static buildPayloadHash(request) {
    return sha256(request.data);
  }

  /**
   * @override
   * @param {Parameters<typeof Signer.AKSKSigner.buildCanonicalRequest>} args
   */
  static buildCanonicalRequest(...args) {
    RecordingSigner.canonicalRequest = Signer.AKSKSigner.buildCanonicalRequest(...args);
    return RecordingSigner.canonicalRequest;
  }
}

/**
 * @param {import("../../cloud/types.d.ts").Call} call
 * @param {import("../../cloud/types.d.ts").Users} users
 * @returns {string} the name of the user that signed, or whose token it is
 */
export function verifySdkHmac(call, users) {
  const authorization = call.headers.get("authorization");
  if (authorization === null) return verifyToken(call, users);
  const [, accessKeyId = "", list = "", signature] = AUTHORIZATION.exec(authorization) ?? [];
  if (!signature) refuseIam("authorization header format is incorrect");
  checkTime(call);

  const user = findUser(users, accessKeyId, call.headers.get("x-security-token"));
  if (!user) refuseIam("Get secretKey failed");

  const headers = headersNamed(call, list.split(";"));
  // The signer looks for its date under this spelling, and always signs the host.
  const { "x-sdk-date": date, ...others } = headers;
  const signed = RecordingSigner.sign(
    {
      method: call.method,
      endpoint: call.url.origin + call.url.pathname,
      queryParams: queryOf(call.url),
      headers: { ...others, "X-Sdk-Date": date },
      data: call.body,
    },
    /** @type {import("@huaweicloud/huaweicloud-sdk-core/auth/ICredential.js").ICredential} */ ({
      getAk: () => accessKeyId,
      getSk: () => user.keys.secretAccessKey,
    }),
  );
  if (/** @type {Record<string, string>} */ (signed).Authorization !== authorization) {
    const canonical = RecordingSigner.canonicalRequest.replaceAll("\n", "|");
    refuseIam(`verify aksk signature fail, canonicalRequest:${canonical}`);
  }
  return user.name;
}

/**
 * @param {import("../../cloud/types.d.ts").Call} call
 * @param {import("../../cloud/types.d.ts").Users} users
 */
function verifyToken(call, users) {
  const token = call.headers.get("x-auth-token") ?? refuseIam("x-auth-token not found");
  const user = Object.entries(users).find(([, keys]) => "authToken" in keys && keys.authToken === token);
  return (user ?? refuseIam("decrypt token fail"))[0];
}

/** @param {import("../../cloud/types.d.ts").Call} call */
function checkTime(call) {
  const text = call.headers.get("x-sdk-date") ?? "";
  const signedAt = parseBasicTime(text);
  if (Number.isNaN(signedAt)) refuseIam("x-sdk-date is missing or not in the format YYYYMMDDTHHMMSSZ");
  if (Math.abs(signedAt - call.now) > ALLOWED_SKEW_MS)
    refuse("APIGW.0301", signatureExpired(signedAt, call.now));
}

/**
 * @param {number} signedAt
 * @param {number} now
 */
export const signatureExpired = (signedAt, now) =>
  "Incorrect IAM authentication information: signature expired, " +
  `signature time:${basicTime(signedAt)},server time:${basicTime(now)}`;

/**
 * @param {string} reason
 * @returns {never}
 */
function refuseIam(reason) {
  return refuse("APIGW.0301", `Incorrect IAM authentication information: ${reason}`);
}
