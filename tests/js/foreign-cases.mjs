// sign() with requests that are not ours: what it takes, and what it refuses with the place of the fault.
import { equal, ok, thrown } from "./expect.mjs";

/** @typedef {import("./signing-cases.mjs").Case} Case */

const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const request = {
  method: "GET",
  url: "https://example.amazonaws.com/",
  headers: { "X-A": "1" },
  signing: { scheme: "aws-sigv4", service: "service", region: "us-east-1" },
};

/** Ways to give the same header. @type {[string, unknown][]} */
const sameHeaders = [
  ["an object", { "X-A": "1" }],
  ["an object without a prototype", Object.assign(Object.create(null), { "x-a": "1" })],
  ["Headers", new Headers({ "x-a": "1" })],
  ["pairs", [["x-a", "1"]]],
  ["a Map", new Map([["x-a", "1"]])],
  ["what a stack may change besides", { "x-a": "1", "User-Agent": "x", accept: "*/*", connection: "close" }],
];

/** What is wrong, and where. @type {[string, object, string][]} */
const refused = [
  ["plain http", { url: "http://example.amazonaws.com/" }, "unsafe url"],
  ["a line break in the url", { url: "https://example.amazonaws.com/a\nb" }, "unsafe url"],
  ["a backslash in the url", { url: "https://example.amazonaws.com/a\\b" }, "unsafe url"],
  ["a user in the url", { url: "https://user@example.amazonaws.com/" }, "unsafe url"],
  ["a path alone", { url: "/a" }, "pattern url"],
  ["a host that a URL parser writes otherwise", { url: "https://example%2eamazonaws.com/" }, "pattern url"],
  ["a short form of an address", { url: "https://127.1/" }, "pattern url"],
  [
    "a port that a URL parser writes otherwise",
    { url: "https://example.amazonaws.com:0443/" },
    "pattern url",
  ],
  ["a space behind the url", { url: "https://example.amazonaws.com/ " }, "unsafe url"],
  ["no url", { url: undefined }, "type url"],
  ["a line break in a header", { headers: { "x-a": "1\r\nx-b: 2" } }, "unsafe headers.x-a"],
  ["a number for a header", { headers: { "x-a": 1 } }, "type headers.x-a"],
  ["text for headers", { headers: "x-a: 1" }, "type headers"],
  ["null for headers", { headers: null }, "type headers"],
  ["a body that is no text", { body: { a: 1 } }, "type body"],
  ["a number in a pair of headers", { headers: [["x-a", 1]] }, "type headers[0]"],
  ["a header without a value", { headers: [["x-b", "1"], ["x-a"]] }, "type headers[1]"],
  ["text in a list of headers", { headers: ["x-a: 1"] }, "type headers[0]"],
  ["a number in a Map of headers", { headers: new Map([["x-a", 5]]) }, "type headers[0]"],
  ["no scheme", { signing: {} }, "enum signing.scheme"],
  ["an unknown scheme", { signing: { scheme: "aws-sigv5" } }, "enum signing.scheme"],
];

/** What is no time. @type {[string, unknown][]} */
const noTimes = [
  ["what pretends to be a Date", Object.create(Date.prototype)],
  ["a Date behind a proxy", new Proxy(new Date(0), {})],
  ["NaN", Number.NaN],
  ["a Date that is none", new Date(Number.NaN)],
  ["the year 10000", Date.UTC(10_000, 0)],
  ["text", "2026-11-21T00:00:00Z"],
  ["null", null],
];

/** @param {import("./signing-cases.mjs").Calloff} calloff @param {() => unknown} work @param {string} fault */
function refuses({ CalloffError }, work, fault) {
  const error = thrown(work);
  ok(error instanceof CalloffError, `expected a CalloffError, found ${error}`);
  equal(error.code, "invalid", "code");
  const faults = error.findings.map((/** @type {any} */ { code, path }) => `${code} ${path}`);
  ok(faults.includes(fault), `expected ${fault}, found ${faults}`);
}

/** @type {Case[]} */
export const foreignCases = [
  ...sameHeaders.map(([name, headers]) => ({
    name: `sign takes headers as ${name}`,
    /** @type {Case["run"]} */
    run({ sign }) {
      const expected = sign(/** @type {any} */ (request), keys, { now: 0 }).headers;
      const { authorization } = sign(/** @type {any} */ ({ ...request, headers }), keys, { now: 0 }).headers;
      equal(authorization, expected.authorization, "authorization");
    },
  })),
  ...refused.map(([name, change, fault]) => ({
    name: `sign refuses ${name}`,
    /** @type {Case["run"]} */
    run: (calloff) =>
      refuses(calloff, () => calloff.sign(/** @type {any} */ ({ ...request, ...change }), keys), fault),
  })),
  ...noTimes.map(([name, now]) => ({
    name: `no time to sign with: ${name}`,
    /** @type {Case["run"]} */
    run: (calloff) =>
      refuses(
        calloff,
        () => calloff.sign(/** @type {any} */ (request), keys, /** @type {any} */ ({ now })),
        "range options.now",
      ),
  })),
  {
    name: "sign keeps and signs a token that the request has already, and a temporary key's own goes before it",
    run({ sign }) {
      const given = {
        ...request,
        headers: { "x-amz-security-token": "EXAMPLEgiven", "x-auth-token": "EXAMPLEauth" },
      };
      const { headers, trace } = sign(/** @type {any} */ (given), keys, { now: 0, trace: true });
      equal(headers["x-amz-security-token"], "EXAMPLEgiven", "token");
      equal(
        trace?.signedHeaders,
        ["host", "x-amz-date", "x-amz-security-token", "x-auth-token"],
        "signed headers",
      );
      ok(!JSON.stringify(trace).includes("EXAMPLE"), `told: ${JSON.stringify(trace)}`);
      const temporary = { ...keys, sessionToken: "EXAMPLEown" };
      equal(
        sign(/** @type {any} */ (given), temporary, { now: 0 }).headers["x-amz-security-token"],
        "EXAMPLEown",
        "token",
      );
    },
  },
  {
    name: "sign passes over what it does not know of credentials, but not over a misspelled secret",
    run({ sign, CalloffError }) {
      const cached = { ...keys, expiration: new Date(0), accountId: "123456789012" };
      ok(!!sign(/** @type {any} */ (request), cached).headers.authorization, "not signed");
      const error = thrown(() =>
        sign(/** @type {any} */ (request), /** @type {any} */ ({ ...keys, secretKey: "x" })),
      );
      ok(error instanceof CalloffError && error.code === "credentials", `found ${error}`);
    },
  },
];
