// From a call to a signed request.
import type { Call } from "./call.js";
import type { Request } from "./platform.js";

/** How the vendor wants a request signed. */
export type Signing =
  | { scheme: "aws-sigv4"; service: string; region: string }
  | { scheme: "acs3-hmac-sha256" }
  | { scheme: "sdk-hmac-sha256" }
  /** OAuth 2.0: `Authorization: Bearer`, and nothing is signed. */
  | { scheme: "bearer" };

/**
 * Ready for `fetch(request.url, request)`. Header names are lower-case. `url` is already normalized,
 * `new URL(url).href === url`, so that no HTTP stack can change what was signed.
 */
export interface HttpRequest {
  /** Any method; these are the ones that the vendors use. */
  method: "GET" | "POST" | "DELETE" | "PUT" | "PATCH" | (string & {});
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** What was signed must not go along to wherever a redirect leads: `fetch` gives the redirect itself. */
  redirect?: "manual";
}
export interface UnsignedRequest extends HttpRequest {
  signing: Signing;
}

/**
 * The request that the call stands for, without a signature.
 * @throws {CalloffError} "invalid", with every finding, when validate() has an error
 * @example
 * const { method, url, headers, body } = build(stop);
 */
export function build(call: Call): UnsignedRequest;

export type Credentials =
  /**
   * An access key. AWS; Alibaba, with the STS token as `sessionToken`; Huawei AK/SK, with its security token there.
   * What the credential providers of the AWS SDK for JavaScript give can be handed on as it is.
   */
  | {
      accessKeyId: string;
      secretAccessKey: string;
      /** Only temporary keys have one; "" and null count as none. */
      sessionToken?: string | null | undefined;
    }
  /** An IAM or OAuth token, sent as the vendor wants it: as X-Auth-Token, or as Authorization: Bearer. */
  | { token: string }
  /** Another name of `token`. */
  | { authToken: string };

export interface SignOptions {
  /** The time to sign with; a Date or Unix milliseconds. Default: the clock. */
  now?: Date | number;
  /** The nonce of acs3-hmac-sha256. Default: crypto.randomUUID(). */
  nonce?: string;
  /** Also return what was signed, stage by stage (holds no key material; session tokens are masked). */
  trace?: boolean;
}
export interface Trace {
  canonicalRequest: string;
  stringToSign: string;
  signedHeaders: string[];
  signature: string;
}
export interface SignedRequest extends HttpRequest {
  /** Only where the options ask for it. */
  trace?: Trace;
}

/**
 * Signs any request of these schemes, ours or not: every header that is present is signed, except those that a network
 * stack may change (user-agent, content-length, accept*, connection, …). A token that the request has already stays,
 * unless the credentials have one. The path is signed as it is written: give `new URL(url).href`, which is what is sent.
 * Of AWS's services S3 alone encodes paths otherwise, and is not meant here.
 * @throws {CalloffError} "credentials" or "invalid"
 * @example
 * const signed = sign(
 *   {
 *     method: "PUT",
 *     url: new URL("https://vpc-lattice.eu-west-1.amazonaws.com/x y").href,
 *     headers: {},
 *     signing: { scheme: "aws-sigv4", service: "vpc-lattice", region: "eu-west-1" },
 *   },
 *   credentials,
 * );
 */
export function sign(
  request: UnsignedRequest,
  credentials: Credentials,
  options?: SignOptions,
): SignedRequest;

/**
 * validate, build and sign in one crossing into WebAssembly: the fast path.
 * @throws {CalloffError} "credentials" or "invalid"
 * @example
 * const request = prepare(stop, credentials);
 * const response = await fetch(request.url, request);
 */
export function prepare(call: Call, credentials: Credentials, options?: SignOptions): SignedRequest;

/**
 * The same as prepare(), as a standard Request.
 * @throws {CalloffError} "credentials" or "invalid"
 * @example
 * const response = await fetch(toRequest(stop, credentials));
 */
export function toRequest(call: Call, credentials: Credentials, options?: SignOptions): Request;
