// Huawei Cloud SFS Turbo, API v1, behind the API gateway: data import and export tasks.

import { randomUUID } from "node:crypto";
import { practiceCredentials } from "./credentials.mjs";
import { refuse } from "./refusal.mjs";
import { signatureExpired, verifySdkHmac } from "./verify/sdk-hmac.mjs";

/** A state of the books alone: the vendor keeps no record of a deleted task. */
const GONE = "GONE";

/** @type {import("./types.d.ts").Service["operations"]} */
const operations = {
  DeleteHpcCacheTask({ project_id = "", share_id = "", task_id = "" }, { call, shelf }) {
    const projectHeader = call.headers.get("x-project-id") ?? project_id;
    if (!call.headers.has("content-type") || projectHeader !== project_id) refuse("SFS.TURBO.0001");
    if (shelf.find({ project_id, share_id }).length === 0) refuse("SFS.TURBO.0002");
    const task = shelf.find({ project_id, share_id, task_id })[0];
    if (!task || task.state === GONE) refuse("SFS.TURBO.0106");
    if (task.state !== "DELETING") shelf.move(task, "DELETING");
    return { status: 202 };
  },
};

/** @type {import("./types.d.ts").Service} */
export const sfsTurbo = {
  id: "sfsturbo",
  users: practiceCredentials.huawei,

  claims: ({ path }) => path.startsWith("/v1/"),
  authenticate: ({ call }) => verifySdkHmac(call, practiceCredentials.huawei),

  route(call) {
    const segments =
      /^\/v1\/(?<project_id>[^/]+)\/sfs-turbo\/(?<share_id>[^/]+)\/hpc-cache\/task\/(?<task_id>[^/]+)$/.exec(
        call.path,
      );
    if (call.method !== "DELETE" || !segments) return undefined;
    const ids = Object.entries(segments.groups ?? {}).map(([name, id]) => [name, decodeURIComponent(id)]);
    return { operation: "DeleteHpcCacheTask", ids: Object.fromEntries(ids) };
  },
  operations,

  unknownOperation: () => refuse("APIGW.0101"),
  forbid: () => refuse("SFS.TURBO.0015"),

  errors: {
    "APIGW.0101": {
      status: 404,
      message: "The API does not exist or has not been published in the environment.",
    },
    "APIGW.0201": { status: 502, message: "Backend unavailable." },
    "APIGW.0301": { status: 401, message: "Incorrect IAM authentication information." },
    "APIGW.0308": {
      status: 429,
      message: "The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 minute",
    },
    "SFS.TURBO.0001": { status: 400, message: "parameter error" },
    "SFS.TURBO.0002": { status: 400, message: "share not exist" },
    "SFS.TURBO.0005": { status: 500, message: "Internal server error" },
    "SFS.TURBO.0011": { status: 400, message: "Cluster is doing something" },
    "SFS.TURBO.0015": { status: 400, message: "no operation permission" },
    "SFS.TURBO.0106": { status: 400, message: "Invalid task id." },
  },
  refusal: ({ status, code, message }, call) => ({
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(
      code.startsWith("APIGW.")
        ? { error_msg: message, error_code: code, request_id: call.requestId }
        : { errCode: code, errMsg: message },
    ),
  }),
  newRequestId: () => randomUUID().replaceAll("-", ""),
  headers: (call) => ({ "X-request-id": call.requestId }),
  cors: {
    preflight: { "access-control-allow-methods": "GET, POST, DELETE" },
    reply: { "access-control-expose-headers": "X-request-id,Date" },
  },
  faults: {
    throttled: { code: "APIGW.0308" },
    "throttled-with-hint": { code: "APIGW.0308", headers: { "retry-after": "2" } },
    "internal-error": { code: "SFS.TURBO.0005" },
    unavailable: {
      status: 503,
      headers: { "content-type": "application/json" },
      body: '{"error_msg":"The service is currently unavailable.","error_code":"APIGW.0801"}',
    },
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
    busy: { code: "SFS.TURBO.0011" },
    "keystone-error": {
      status: 401,
      headers: { "content-type": "application/json" },
      body: '{"error":{"message":"Authentication failed","code":401,"title":"Unauthorized"}}',
    },
  },

  lifecycle: { DOING: { to: "SUCCESS", afterSeconds: 3600 }, DELETING: { to: GONE, afterSeconds: 8 } },
  seeds: [
    task("11abef677ac40f46644d1d5cfc2424a4", "DOING"),
    task("7bd2a9b6-1f2e-4605-9c3d-512d636001b0", "DOING"),
    task("22abef677ac40f46644d1d5cfc2424a4", "DOING", true),
    task("33abef677ac40f46644d1d5cfc2424a4", "SUCCESS"),
    task("44abef677ac40f46644d1d5cfc2424a4", "FAIL"),
    task("55abef677ac40f46644d1d5cfc2424a4", "DELETING", true),
    task("66abef677ac40f46644d1d5cfc2424a4", GONE),
  ],
};

/**
 * @param {string} task_id
 * @param {string} state
 * @param {boolean} [stuck]
 * @returns {import("./types.d.ts").Seed}
 */
function task(task_id, state, stuck = false) {
  return {
    ids: {
      project_id: "0123456789abcdef0123456789abcdef",
      share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
      task_id,
    },
    state,
    stuck,
  };
}
