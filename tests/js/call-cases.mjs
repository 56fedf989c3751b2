// validate() and build() against every call in tests/calls: what is found wrong with it, and the request it becomes.
import { expand } from "./expand.mjs";
import { equal, thrown } from "./expect.mjs";

/** @typedef {import("./signing-cases.mjs").Case} Case */

/** Headers that say what a request asks for. */
const TELLING = new Set(["content-type", "x-acs-action", "x-acs-version", "x-amz-target", "x-project-id"]);

/**
 * What a server reads out of a request.
 * @param {import("calloff").UnsignedRequest} request
 */
function read({ method, url, headers, body }) {
  const { origin, pathname, searchParams } = new URL(url);
  return {
    method,
    origin,
    path: decodeURIComponent(pathname),
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => TELLING.has(name))),
    body: body === undefined ? undefined : JSON.parse(body),
  };
}

/**
 * @param {import("./data.mjs").Data["calls"][number]} file
 * @returns {Case[]}
 */
const fileCases = ({ path, cases }) =>
  cases.map((/** @type {any} */ written) => ({
    name: `calls/${path}: ${written.name}`,
    run(/** @type {import("./signing-cases.mjs").Calloff} */ { build, validate }) {
      const { call, request, findings = [] } = expand(written);
      const found = validate(call).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
      equal(found.sort(), findings.sort(), "findings");
      if (found.some((finding) => finding.startsWith("error")))
        return equal(thrown(() => build(call)).code, "invalid", "code");
      const built = build(call);
      equal(new URL(built.url).href, built.url, "normalized url");
      if (request) equal(read(built), { query: {}, headers: {}, ...request }, "request");
    },
  }));

/**
 * @param {import("./data.mjs").Data} data
 * @returns {Case[]}
 */
export const callCases = ({ calls }) => calls.flatMap(fileCases);
