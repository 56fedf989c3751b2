// Alibaba Cloud NAS and CPFS, API 2017-06-26, style RPC: data flow tasks, and the sub tasks of those that stream.

import { randomUUID } from "node:crypto";
import { refuse } from "../../../cloud/refusal.mjs";
import { verifyAcs3 } from "../acs3.mjs";
import { users } from "../credentials.mjs";
import { cancels } from "./cancels.mjs";
import { lists } from "./lists.mjs";
import { json } from "./parameters.mjs";
import { streams, subTaskLifecycle, taskLifecycle } from "./tasks.mjs";

const VERSION = "2017-06-26";

/** @type {import("../../../cloud/types.d.ts").Service} */
export const nas = {
  id: "nas",
  provider: "alibaba",
  users,

  claims: ({ has, get }) =>
    has("x-acs-action") || has("x-acs-version") || get("authorization").startsWith("ACS3-"),
  authenticate: (desk) => verifyAcs3(desk, users),

  route(call) {
    if (call.headers.get("x-acs-version") !== VERSION) refuse("InvalidVersion");
    if (!["GET", "POST"].includes(call.method)) refuse("UnsupportedHTTPMethod");
    if (call.path !== "/") return undefined;
    return {
      operation: call.headers.get("x-acs-action") ?? "",
      params: Object.fromEntries(call.url.searchParams),
    };
  },
  operations: { ...cancels, ...lists },

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
    "throttled-with-hint": { code: "Throttling.User", headers: () => ({ "x-acs-retry-after": "1500" }) },
    "internal-error": { code: "InternalError" },
    unavailable: { code: "ServiceUnavailable" },
    "clock-skew": { code: "InvalidTimeStamp.Expired" },
    "expired-token": { code: "InvalidSecurityToken.Expired" },
    busy: { code: "OperationDenied.ConflictOperation" },
    "duplicate-nonce": { code: "SignatureNonceUsed" },
    "xml-error": {
      status: 503,
      headers: { "content-type": "text/xml;charset=utf-8" },
      body:
        "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>473469C7-AA6F-4DC5-B3DB-A3DC0DE3ABCD</RequestId>" +
        "<HostId>nas.aliyuncs.com</HostId><Code>ServiceUnavailable</Code>" +
        "<Message>The request has failed due to a temporary failure of the server.</Message></Error>",
    },
  },

  // The words of the two kinds of tasks differ in their case.
  lifecycle: { ...taskLifecycle, ...subTaskLifecycle },
  complete: ({ ids, ...seed }) => ({
    ...(ids.TaskId && streams(seed) && { endless: true }),
    ...seed,
    ids: {
      FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
      DataFlowId: "df-194433a5be31abcd",
      ...(ids.DataFlowSubTaskId && { DataFlowTaskId: "task-38aa8e890f45abcd" }),
      ...ids,
    },
  }),
  seeds: [
    subTask("subTaskId-370kyfmyknxcyzwabcd", "RUNNING"),
    subTask("subTaskId-370kyfmyknxcyzwabce", "CREATED"),
    subTask("subTaskId-370kyfmyknxcyzwabcf", "CANCELING", { stuck: true }),
    subTask("subTaskId-370kyfmyknxcyzwabcg", "RUNNING", { stuck: true }),
    subTask("subTaskId-370kyfmyknxcyzwabch", "COMPLETE", { sinceSeconds: 600, ageSeconds: 4200 }),
    subTask("subTaskId-370kyfmyknxcyzwabci", "FAILED", {
      sinceSeconds: 7200,
      ageSeconds: 7800,
      details: { ErrorMsg: "The source file does not exist." },
    }),
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
    task("task-16aa8e890f45abcd", "Executing"),
    task("task-17aa8e890f45abcd", "Pending"),
    task("task-38aa8e890f45abcd", "Executing", { details: { TaskAction: "StreamImport" } }),
    task("task-27aa8e890f45abcd", "Executing", {
      ids: { DataFlowId: "df-244433a5be31abcd" },
      details: { TaskAction: "StreamExport" },
    }),
    task("task-18aa8e890f45abcd", "Canceling", { stuck: true }),
    task("task-19aa8e890f45abcd", "Executing", { stuck: true }),
    task("task-20aa8e890f45abcd", "Completed", { sinceSeconds: 600, ageSeconds: 4200 }),
    task("task-21aa8e890f45abcd", "Failed", { details: { ErrorMsg: "The bucket does not exist." } }),
    task("task-22aa8e890f45abcd", "Canceled"),
    task("task-23aa8e890f45abcd", "Executing", {
      ids: { FileSystemId: "cpfs-099394bd928cabcd", DataFlowId: "df-344433a5be31abcd" },
      details: { TaskAction: "Evict", DataType: "Data" },
    }),
  ],
};

/**
 * @param {string} DataFlowSubTaskId
 * @param {string} state
 * @param {Partial<import("../../../cloud/types.d.ts").Seed>} [other]
 * @returns {import("../../../cloud/types.d.ts").Seed}
 */
function subTask(DataFlowSubTaskId, state, { ids, ...other } = {}) {
  return { ids: { DataFlowSubTaskId, ...ids }, state, ...other };
}

/**
 * @param {string} TaskId
 * @param {string} state
 * @param {Partial<import("../../../cloud/types.d.ts").Seed>} [other]
 * @returns {import("../../../cloud/types.d.ts").Seed}
 */
function task(TaskId, state, { ids, ...other } = {}) {
  return { ids: { TaskId, ...ids }, state, ...other };
}
