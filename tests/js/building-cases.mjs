// build() and prepare() against what the vendors' SDKs make of the same parameters; and what they would send to
// another resource, refused.
import { equal, ok, thrown } from "./expect.mjs";

/** @typedef {import("./signing-cases.mjs").Case} Case */
/**
 * @typedef {{
 *   name: string,
 *   call: any,
 *   request?: { method: string, url: string, headers: Record<string, string>, body?: string | null },
 * }} Capture a call, and the request that the SDK sent, if it did
 */

/** Captured for what the SDK does wrong: the path of the finding that stops the call here. */
const REFUSED = new Map([
  ["fsx-cancel-evil-region", "region"],
  ["fsx-cancel-too-short", "params.TaskId"],
  ["snow-cancel-slash", "params.taskId"],
  ["snow-cancel-pct2F", "params.taskId"],
  ["snow-cancel-dotdot", "params.taskId"],
  ["snow-cancel-reserved", "params.taskId"],
  ["snow-cancel-question", "params.taskId"],
  ["snow-cancel-quote", "params.taskId"],
  ["snow-cancel-empty", "params.taskId"],
  ["snow-cancel-nul", "params.taskId"],
  ["snow-cancel-arn", "params.taskId"],
  ["cancel-subtask-missing-all", "params.FileSystemId"],
  ["delete/task-dotdot", "params.task_id"],
  ["delete/task-empty", "params.task_id"],
  ["delete/task-percent", "params.task_id"],
  ["delete/task-query", "params.task_id"],
  ["delete/task-nul", "params.task_id"],
]);

/** Headers that are of the request itself, rather than of the SDK, of the signature or of the network. */
const REQUIRED = new Set(["content-type", "x-acs-action", "x-acs-version", "x-amz-target"]);

/** @param {Record<string, string>} headers */
const required = (headers) =>
  Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value])
      .filter(([name = ""]) => REQUIRED.has(name)),
  );

/**
 * What a server reads out of a URL.
 * @param {string} url
 */
function decoded(url) {
  const { origin, pathname, searchParams } = new URL(url);
  return { origin, path: decodeURIComponent(pathname), params: Object.fromEntries(searchParams) };
}

/**
 * @param {Capture} capture
 * @returns {Case}
 */
function buildCase({ name, call, request }) {
  const path = REFUSED.get(name);
  if (path) return { name: `refused: ${name}`, run: (calloff) => refused(calloff, call, path) };
  return {
    name: `built as the SDK does: ${name}`,
    run({ build, validate }) {
      ok(request !== undefined, "the SDK sent nothing");
      const errors = validate(call).filter(({ severity }) => severity === "error");
      equal(errors, [], "findings");
      const { method, url, headers, body, signing } = build(call);
      equal(method, request?.method, "method");
      equal(new URL(url).href, url, "normalized url");
      equal(decoded(url), decoded(request?.url ?? ""), "url");
      equal(required(headers), required(request?.headers ?? {}), "headers");
      equal(body && JSON.parse(body), request?.body ? JSON.parse(request.body) : undefined, "body");
      equal(body && JSON.stringify(JSON.parse(body)), body, "compact body");
      ok(typeof signing.scheme === "string", "signing: no scheme");
    },
  };
}

/**
 * @param {typeof import("calloff")} calloff
 * @param {any} call
 * @param {string} path
 */
function refused({ build, prepare, toRequest, validate, CalloffError }, call, path) {
  const findings = validate(call);
  const found = findings.some((finding) => finding.severity === "error" && finding.path === path);
  ok(found, `no error at ${path} in ${JSON.stringify(findings)}`);
  const credentials = {
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  };
  for (const make of [
    () => build(call),
    () => prepare(call, credentials),
    () => toRequest(call, credentials),
  ]) {
    const error = thrown(make);
    ok(error instanceof CalloffError, `expected a CalloffError, found ${error}`);
    equal(error.code, "invalid", "code");
    equal(error.findings, findings, "findings of the error");
  }
}

/**
 * @param {any} botocore
 * @returns {Capture[]}
 */
const botocoreCaptures = ({ requests }) =>
  requests.map((/** @type {any} */ capture) => ({
    name: capture.name,
    request: capture.request,
    call: {
      operation: `${capture.service}:${capture.operation}`,
      region: capture.region,
      params: capture.params,
      variants: [capture.use_fips && "fips", capture.use_dualstack && "dualstack"].filter(Boolean),
    },
  }));

/**
 * @param {any} alibaba
 * @returns {Capture[]}
 */
const alibabaCaptures = ({ captures }) =>
  captures.map((/** @type {any} */ capture) => ({
    name: capture.case,
    // The SDK for Python writes a boolean in Python's own way.
    request: { ...capture, url: capture.url.replace("=False", "=false") },
    call: {
      operation: `nas:${capture.headers["x-acs-action"]}`,
      region: capture.region,
      params: capture.input,
    },
  }));

/**
 * The capture does not hold the parameters: they are read from the path, and known for the two that a path
 * cannot hold.
 * @param {any} huawei
 * @returns {Capture[]}
 */
function huaweiCaptures({ cases, project_id, share_id }) {
  const operations = /** @type {Record<string, string>} */ ({
    delete: "DeleteHpcCacheTask",
    show: "ShowHpcCacheTask",
    list: "ListHpcCacheTasks",
  });
  const unreadable = /** @type {Record<string, string>} */ ({
    "delete/task-dotdot": "..",
    "delete/task-empty": "",
  });
  // An option of the SDK that is off by default; the documents ask for the header that it leaves out.
  const usual = cases.filter((/** @type {any} */ { name }) => name !== "show/ignore-content-type-for-get");
  return usual.map((/** @type {any} */ { name, ...request }) => {
    const { hostname, origin, pathname, searchParams } = new URL(request.url);
    const [, , project, , share, , , task] = pathname.split("/").map(decodeURIComponent);
    const [, region] = /^sfs-turbo\.(.*)\.myhuaweicloud\.com$/.exec(hostname) ?? [];
    const query = Object.fromEntries(
      [...searchParams].map(([key, value]) => [key, /^\d+$/.test(value) ? Number(value) : value]),
    );
    const params =
      name in unreadable
        ? { project_id, share_id, task_id: unreadable[name] }
        : { project_id: project, share_id: share, ...(task && { task_id: task }), ...query };
    const operation = `sfsturbo:${operations[name.split("/")[0]]}`;
    const place = region ? { region } : { region: "cn-north-4", endpoint: origin };
    return { name, request, call: { operation, ...place, params } };
  });
}

/**
 * @param {any} oms
 * @returns {Capture[]}
 */
const omsCaptures = ({ cases }) =>
  cases.map((/** @type {any} */ { name, ...request }) => {
    const { hostname, pathname } = new URL(request.url);
    const [, , project_id, , task_id] = pathname.split("/");
    const operation = /** @type {Record<string, string>} */ ({
      "oms/stop": "oms:StopTask",
      "oms/show": "oms:ShowTask",
    })[name];
    return {
      name,
      request,
      call: { operation, region: hostname.split(".")[1], params: { project_id, task_id } },
    };
  });

/**
 * The captures of the operations that there are.
 * @param {import("./data.mjs").Data} data
 * @param {import("calloff").OperationSpec[]} operations
 * @returns {Case[]}
 */
export function buildingCases({ botocore, datasync, alibaba, huawei, oms }, operations) {
  const known = new Set(/** @type {string[]} */ (operations.map(({ id }) => id)));
  return [
    ...botocoreCaptures(botocore),
    ...botocoreCaptures(datasync),
    ...alibabaCaptures(alibaba),
    ...huaweiCaptures(huawei),
    ...omsCaptures(oms),
  ]
    .filter(({ call }) => known.has(call.operation))
    .map(buildCase);
}
