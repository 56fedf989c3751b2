// Alibaba Cloud NAS and CPFS, API 2017-06-26, style RPC: data flow sub tasks.

import { randomUUID } from "node:crypto";
import { practiceCredentials } from "./credentials.mjs";
import { refuse } from "./refusal.mjs";
import { verifyAcs3 } from "./verify/acs3.mjs";

const VERSION = "2017-06-26";
const CANCELABLE = ["CREATED", "RUNNING"];
const IDS = ["FileSystemId", "DataFlowId", "DataFlowTaskId", "DataFlowSubTaskId"];
/** The documented error for a missing task names a parameter that this call does not have. */
const MISSING_CODES = { DataFlowTaskId: "TaskId" };
/** From the outermost on: the code that says that there is no such thing. */
const NOT_FOUND_CODES = {
  FileSystemId: "InvalidFileSystem.NotFound",
  DataFlowId: "InvalidDataFlow.NotFound",
  DataFlowTaskId: "InvalidTaskId.NotFound",
  DataFlowSubTaskId: "InvalidTaskId.NotFound",
};

/** @type {import("./types.d.ts").Service["operations"]} */
const operations = {
  CancelDataFlowSubTask(ids, desk) {
    const query = desk.call.url.searchParams;
    const dryRun = query.get("DryRun") ?? "false";
    const clientToken = query.get("ClientToken") ?? "";
    checkParameters(ids, dryRun, clientToken);
    const accepted = json(200, { RequestId: desk.call.requestId });
    if (dryRun.toLowerCase() === "true") {
      findCancelable(ids, desk);
      return accepted;
    }
    return withClientToken(clientToken, ids, desk, () => {
      desk.shelf.move(findCancelable(ids, desk), "CANCELING");
      return accepted;
    });
  },
};

/** @type {import("./types.d.ts").Service} */
export const nas = {
  id: "nas",
  users: practiceCredentials.alibaba,

  claims: ({ has, authorization }) =>
    has("x-acs-action") || has("x-acs-version") || authorization.startsWith("ACS3-"),
  authenticate: (desk) => verifyAcs3(desk, practiceCredentials.alibaba),

  route(call) {
    if (call.headers.get("x-acs-version") !== VERSION) refuse("InvalidVersion");
    if (!["GET", "POST"].includes(call.method)) refuse("UnsupportedHTTPMethod");
    if (call.path !== "/") return undefined;
    const query = call.url.searchParams;
    return {
      operation: call.headers.get("x-acs-action") ?? "",
      ids: Object.fromEntries(IDS.map((name) => [name, query.get(name) ?? ""])),
    };
  },
  operations,

  unknownOperation: () => refuse("InvalidApi.NotFound"),
  forbid: ({ operation }, user) =>
    refuse("Forbidden.RAM", undefined, {
      AccessDeniedDetail: {
        AuthAction: `nas:${operation}`,
        AuthPrincipalType: "SubUser",
        AuthPrincipalDisplayName: user,
        NoPermissionType: "ImplicitDeny",
        PolicyType: "AccountLevelIdentityBasedPolicy",
      },
    }),

  errors: {
    "Forbidden.RAM": {
      status: 403,
      message: "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    },
    IdempotentParameterMismatch: {
      status: 400,
      message: "The request uses the same client token as a previous, but non-identical request.",
    },
    IllegalCharacters: { status: 400, message: "The parameter contains illegal characters." },
    IncompleteSignature: {
      status: 400,
      message: "The request signature does not conform to Aliyun standards.",
    },
    InternalError: {
      status: 500,
      message: "The request processing has failed due to some unknown error, exception or failure.",
    },
    "InvalidAccessKeyId.NotFound": { status: 404, message: "Specified access key is not found." },
    "InvalidApi.NotFound": {
      status: 404,
      message: "Specified api is not found, please check your url and method.",
    },
    "InvalidDataFlow.NotFound": { status: 404, message: "The specified data flow does not exist." },
    "InvalidFileSystem.NotFound": { status: 404, message: "The specified file system does not exist." },
    "InvalidSecurityToken.Expired": { status: 400, message: "Specified SecurityToken is expired." },
    "InvalidSecurityToken.MismatchWithAccessKey": {
      status: 400,
      message: "Specified SecurityToken mismatch with the AccessKey.",
    },
    "InvalidTaskId.NotFound": { status: 404, message: "The specified task ID does not exist." },
    "InvalidTimeStamp.Expired": { status: 400, message: "Specified time stamp or date value is expired." },
    "InvalidTimeStamp.Format": {
      status: 400,
      message: "Specified time stamp or date value is not well formatted.",
    },
    InvalidVersion: { status: 400, message: "Specified parameter Version is not valid." },
    "OperationDenied.ConflictOperation": {
      status: 403,
      message: "The operation is denied due to a conflict with an ongoing operation.",
    },
    "OperationDenied.DataFlowNotSupported": { status: 403, message: "The operation is not supported." },
    "OperationDenied.DependencyViolation": {
      status: 403,
      message: "The operation is denied due to dependancy violation.",
    },
    "SecurityToken.CheckFailed": {
      status: 503,
      message: "Check the security token failed. Try again later.",
    },
    ServiceUnavailable: {
      status: 503,
      message: "The request has failed due to a temporary failure of the server.",
    },
    SignatureDoesNotMatch: { status: 400, message: "Specified signature does not match our calculation." },
    SignatureNonceUsed: { status: 400, message: "Specified signature nonce was used already." },
    "Throttling.User": { status: 400, message: "Request was denied due to user flow control." },
    UnsupportedHTTPMethod: { status: 400, message: "This http method is not supported." },
  },
  refusal: ({ status, code, message, details }, call) =>
    json(status, {
      RequestId: call.requestId,
      HostId: call.url.host,
      Code: code,
      Message: message,
      Recommend: `https://api.alibabacloud.com/troubleshoot?intl_lang=EN_US&q=${code}&product=NAS&requestId=${call.requestId}`,
      ...details,
    }),
  newRequestId: () => randomUUID().toUpperCase(),
  headers: (call) => ({
    "x-acs-request-id": call.requestId,
    "x-acs-trace-id": call.requestId.replaceAll("-", "").toLowerCase(),
  }),
  cors: {
    preflight: { "access-control-allow-methods": "POST, GET, OPTIONS, PUT, DELETE" },
    reply: { "access-control-expose-headers": "*" },
  },
  faults: {
    throttled: { code: "Throttling.User" },
    "throttled-with-hint": { code: "Throttling.User", headers: { "x-acs-retry-after": "1500" } },
    "internal-error": { code: "InternalError" },
    unavailable: { code: "ServiceUnavailable" },
    "clock-skew": { code: "InvalidTimeStamp.Expired" },
    "expired-token": { code: "InvalidSecurityToken.Expired" },
    busy: { code: "OperationDenied.ConflictOperation" },
    "xml-error": {
      status: 503,
      headers: { "content-type": "text/xml;charset=utf-8" },
      body:
        "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>473469C7-AA6F-4DC5-B3DB-A3DC0DE3ABCD</RequestId>" +
        "<HostId>nas.aliyuncs.com</HostId><Code>ServiceUnavailable</Code>" +
        "<Message>The request has failed due to a temporary failure of the server.</Message></Error>",
    },
  },

  lifecycle: {
    CREATED: { to: "RUNNING", afterSeconds: 120 },
    RUNNING: { to: "COMPLETE", afterSeconds: 3600 },
    CANCELING: { to: "CANCELED", afterSeconds: 8 },
  },
  seeds: [
    subTask("subTaskId-370kyfmyknxcyzwabcd", "RUNNING"),
    subTask("subTaskId-370kyfmyknxcyzwabce", "CREATED"),
    subTask("subTaskId-370kyfmyknxcyzwabcf", "CANCELING", { stuck: true }),
    subTask("subTaskId-370kyfmyknxcyzwabcg", "RUNNING", { stuck: true }),
    subTask("subTaskId-370kyfmyknxcyzwabch", "COMPLETE"),
    subTask("subTaskId-370kyfmyknxcyzwabci", "FAILED"),
    subTask("subTaskId-370kyfmyknxcyzwabcj", "CANCELED"),
    subTask("subTaskId-370kyfmyknxcyzwabck", "EXPIRED"),
    subTask("subTaskId-370kyfmyknxcyzwabcl", "CREATED", {
      stuck: true,
      ids: { DataFlowId: "df-244433a5be31abcd", DataFlowTaskId: "task-27aa8e890f45abcd" },
      parents: { DataFlow: "Stopped" },
    }),
    subTask("subTaskId-370kyfmyknxcyzwabcm", "CREATED", {
      stuck: true,
      ids: { FileSystemId: "cpfs-099394bd928cabcd", DataFlowId: "df-344433a5be31abcd" },
    }),
  ],
};

/**
 * @param {string} DataFlowSubTaskId
 * @param {string} state
 * @param {Partial<import("./types.d.ts").Seed>} [other]
 * @returns {import("./types.d.ts").Seed}
 */
function subTask(DataFlowSubTaskId, state, { ids, ...other } = {}) {
  return {
    ids: {
      FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
      DataFlowId: "df-194433a5be31abcd",
      DataFlowTaskId: "task-38aa8e890f45abcd",
      DataFlowSubTaskId,
      ...ids,
    },
    state,
    ...other,
  };
}

/**
 * @param {Record<string, string>} ids
 * @param {string} dryRun
 * @param {string} clientToken
 */
function checkParameters(ids, dryRun, clientToken) {
  for (const [name, id] of Object.entries(ids)) {
    const named = /** @type {Record<string, string>} */ (MISSING_CODES)[name] ?? name;
    if (id === "") refuse(`Missing${named}`, `${named} is mandatory for this action.`);
    if (!/^[\w.*-]+$/.test(id)) refuse("IllegalCharacters");
  }
  if (!/^(true|false)$/i.test(dryRun)) refuse("InvalidDryRun", "The specified DryRun is invalid.");
  if (!/^[\x20-\x7e]{0,64}$/.test(clientToken)) {
    refuse("InvalidClientToken", "The specified ClientToken is invalid.");
  }
}

/**
 * @param {Record<string, string>} ids
 * @param {import("./types.d.ts").Desk} desk
 */
function findCancelable(ids, { shelf }) {
  /** @type {Record<string, string>} */
  const path = {};
  for (const [name, code] of Object.entries(NOT_FOUND_CODES)) {
    path[name] = ids[name] ?? "";
    if (shelf.find(path).length === 0) refuse(code);
  }
  const task = shelf.find(ids)[0] ?? refuse("InvalidTaskId.NotFound");
  if (!ids.FileSystemId?.startsWith("bmcpfs-")) refuse("OperationDenied.DataFlowNotSupported");
  const { DataFlow = "Running", DataFlowTask = "Executing" } = task.parents ?? {};
  if (DataFlow !== "Running" || DataFlowTask !== "Executing") refuse("OperationDenied.DependencyViolation");
  if (!CANCELABLE.includes(task.state)) refuse("OperationDenied.ConflictOperation");
  return task;
}

/**
 * The same token with the same parameters has the same result, and no further effect.
 *
 * @param {string} token
 * @param {Record<string, string>} ids
 * @param {import("./types.d.ts").Desk} desk
 * @param {() => import("./types.d.ts").Reply} run
 */
function withClientToken(token, ids, { memory }, run) {
  if (token === "") return run();
  const parameters = JSON.stringify(ids);
  const earlier = memory.replies.get(token);
  if (earlier && earlier.parameters !== parameters) refuse("IdempotentParameterMismatch");
  const reply = earlier?.reply ?? run();
  memory.replies.set(token, { parameters, reply });
  return reply;
}

/**
 * @param {number} status
 * @param {object} body
 * @returns {import("./types.d.ts").Reply}
 */
function json(status, body) {
  return {
    status,
    headers: { "content-type": "application/json;charset=utf-8" },
    body: JSON.stringify(body),
  };
}
