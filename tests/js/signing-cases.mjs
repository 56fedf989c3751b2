// sign() against requests that others signed: the AWS suite, the vendors' SDKs and documents.
import { equal, ok } from "./expect.mjs";

/** @typedef {typeof import("calloff")} Calloff */
/** @typedef {{ name: string, run: (calloff: Calloff) => void | Promise<void> }} Case */

/** sign() leaves these out, whoever made the request: a network stack may change them. */
const NEVER_SIGNED = new Set(["accept", "accept-encoding", "connection", "content-length", "user-agent"]);
/** sign() writes these itself. */
const WRITTEN = new Set([
  "authorization",
  "host",
  "x-acs-content-sha256",
  "x-acs-date",
  "x-acs-security-token",
  "x-acs-signature-nonce",
  "x-amz-date",
  "x-amz-security-token",
  "x-sdk-date",
  "x-security-token",
]);

/**
 * @param {import("calloff").SignedRequest} signed
 * @param {string} signature
 */
function bears(signed, signature) {
  equal(signed.trace?.signature, signature, "signature");
  ok(
    signed.headers.authorization?.endsWith(`Signature=${signature}`) === true,
    "authorization: no signature",
  );
}

/* ── The official SigV4 suite, header signing ── */

/** What sign() cannot be made to do: to sign content-length, and to add the token after signing. */
const NATIVE_ONLY = new Set([
  "post-x-www-form-urlencoded",
  "post-x-www-form-urlencoded-parameters",
  "post-sts-header-after",
]);

/** @param {string} text a request as it goes over the wire */
function parse(text) {
  const [head = "", body] = text.split(/\r?\n\r?\n/);
  // A line that begins with a space continues the header before it.
  const [start = "", ...lines] = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const [, method = "", target = ""] = /^(\S+) (.*) HTTP\/1\.1$/.exec(start) ?? [];
  /** @type {Record<string, string>} */
  const headers = {};
  for (const line of lines.filter(Boolean)) {
    const name = line.slice(0, line.indexOf(":")).toLowerCase();
    const value = line.slice(name.length + 1);
    headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  const { host, ...rest } = headers;
  return { method, url: `https://${host}${target}`, headers: rest, ...(body && { body }) };
}

/**
 * @param {import("./data.mjs").Data["suite"]} suite
 * @returns {Case[]}
 */
const suiteCases = (suite) =>
  suite
    .filter(({ name }) => !NATIVE_ONLY.has(name))
    .map(({ name, context, request, canonicalRequest, stringToSign, signature }) => ({
      name: `AWS suite: ${name}`,
      run({ sign }) {
        const { access_key_id, secret_access_key, token } = context.credentials;
        const signing = { scheme: "aws-sigv4", service: context.service, region: context.region };
        const credentials = {
          accessKeyId: access_key_id,
          secretAccessKey: secret_access_key,
          ...(token && { sessionToken: token }),
        };
        const unsigned = /** @type {any} */ ({ ...parse(request), signing });
        const signed = sign(unsigned, credentials, { now: new Date(context.timestamp), trace: true });
        // The trace masks a token, which the vector has in full.
        if (!token) equal(signed.trace?.canonicalRequest, canonicalRequest, "canonical request");
        equal(signed.trace?.stringToSign, stringToSign, "string to sign");
        bears(signed, signature);
      },
    }));

/* ── Captures of the vendors' SDKs ── */

/**
 * One captured request, which must come out with the signature that it went in with.
 * @param {{
 *   name: string,
 *   request: { method: string, url: string, headers: Record<string, string>, body?: string | null },
 *   signedHeaders: string[],
 *   signature: string,
 *   signing: object,
 *   credentials: import("calloff").Credentials,
 *   options: import("calloff").SignOptions,
 * }} capture
 * @returns {Case[]} none, where the SDK signed what sign() never signs
 */
function captureCase({ name, request, signedHeaders, signature, signing, credentials, options }) {
  if (signedHeaders.some((header) => NEVER_SIGNED.has(header))) return [];
  const { method, url, body } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .map(([header, value]) => [header.toLowerCase(), value])
      .filter(([header = ""]) => signedHeaders.includes(header) && !WRITTEN.has(header)),
  );
  return [
    {
      name: `signed by ${name}`,
      run({ sign }) {
        const unsigned = /** @type {any} */ ({ method, url, headers, ...(body && { body }), signing });
        const signed = sign(unsigned, credentials, { ...options, trace: true });
        equal(signed.trace?.signedHeaders, signedHeaders, "signed headers");
        bears(signed, signature);
      },
    },
  ];
}

/**
 * @param {any} botocore
 * @returns {Case[]}
 */
const botocoreCases = ({ requests, access_key, secret_key, session_token, frozen_time }) =>
  requests
    // ".." in a path: new URL() makes another path of it, and so does every HTTP client.
    .filter((/** @type {any} */ { request }) => request && !request.url.includes("/../"))
    .flatMap((/** @type {any} */ capture) =>
      captureCase({
        name: `botocore: ${capture.name}`,
        request: capture.request,
        signedHeaders: capture.signed_headers,
        signature: capture.signature,
        signing: { scheme: "aws-sigv4", service: capture.service, region: capture.region },
        credentials: {
          accessKeyId: access_key,
          secretAccessKey: secret_key,
          ...(capture.session_token && { sessionToken: session_token }),
        },
        options: { now: new Date(frozen_time) },
      }),
    );

/**
 * @param {any} alibaba
 * @returns {Case[]}
 */
const alibabaCases = ({ captures, frozen }) =>
  captures.flatMap((/** @type {any} */ capture) =>
    captureCase({
      name: `Alibaba ${capture.sdk} ${capture.config}: ${capture.case}`,
      request: capture,
      signedHeaders: capture.signed_headers,
      signature: capture.signature,
      signing: { scheme: "acs3-hmac-sha256" },
      credentials: {
        accessKeyId: frozen.access_key_id,
        secretAccessKey: frozen.access_key_secret,
        ...(capture.config === "v3-sts" && { sessionToken: frozen.security_token }),
      },
      options: { now: new Date(frozen.date), nonce: frozen.nonce },
    }),
  );

/**
 * Huawei's SDK for Python signs user-agent, so what is left of the captures is what its documents publish and
 * what its SDK for Node signs.
 * @param {any} huawei
 * @param {any} published
 * @returns {Case[]}
 */
function huaweiCases(huawei, published) {
  const document = published.doc_apisign;
  const [method, url] = document.request.split(" ");
  const plain = huawei.cases.find((/** @type {any} */ { name }) => name === "delete/plain");
  const [, signedHeaders = "", signature = ""] =
    /SignedHeaders=(.*), Signature=(.*)/.exec(published.node_sdk_minimal.authorization) ?? [];
  return [
    captureCase({
      name: "Huawei's document",
      request: { method, url, headers: document.headers },
      signedHeaders: ["content-type", "host", "x-sdk-date"],
      signature: document.signature,
      signing: { scheme: "sdk-hmac-sha256" },
      credentials: { accessKeyId: document.ak, secretAccessKey: document.sk },
      options: { now: Date.UTC(2019, 10, 15, 3, 36, 55) },
    }),
    captureCase({
      name: "Huawei's SDK for Node",
      request: plain,
      signedHeaders: signedHeaders.split(";"),
      signature,
      signing: { scheme: "sdk-hmac-sha256" },
      credentials: { accessKeyId: huawei.ak, secretAccessKey: huawei.sk },
      options: { now: Date.UTC(2026, 0, 2, 3, 4, 5) },
    }),
  ].flat();
}

/* ── What sends a token in place of a signature ── */

/** @type {Case[]} */
const bearerCases = [
  {
    name: "bearer: the token is sent, and nothing is signed",
    run({ sign }) {
      const request = {
        method: /** @type {const} */ ("POST"),
        url: "https://storagetransfer.googleapis.com/v1/transferOperations/a:cancel",
        headers: { "content-type": "application/json", authorization: "Bearer old" },
        body: "{}",
        signing: { scheme: /** @type {const} */ ("bearer") },
      };
      const { signing: _, ...sent } = request;
      const headers = { "content-type": "application/json", authorization: "Bearer EXAMPLE-token" };
      for (const credentials of [{ token: "EXAMPLE-token" }, { authToken: "EXAMPLE-token" }])
        equal(
          sign(request, credentials, { trace: true }),
          { ...sent, headers, redirect: "manual" },
          "request",
        );
    },
  },
];

/**
 * @param {import("./data.mjs").Data} data
 * @returns {Case[]}
 */
export const signingCases = ({ suite, botocore, datasync, alibaba, huawei, huaweiPublished }) => [
  ...suiteCases(suite),
  ...botocoreCases(botocore),
  ...botocoreCases(datasync),
  ...alibabaCases(alibaba),
  ...huaweiCases(huawei, huaweiPublished),
  ...bearerCases,
];
