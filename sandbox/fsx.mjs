// Amazon FSx for Lustre, API 2018-03-01, protocol awsJson1.1: data repository tasks.

import * as aws from "./aws.mjs";
import { refuse } from "./refusal.mjs";
import { verifySigV4 } from "./verify/sigv4.mjs";

const TARGET_PREFIX = "AWSSimbaAPIService_v20180301.";
const CONTENT_TYPE = "application/x-amz-json-1.1";
const TASK_ID = /^(task-[0-9a-f]{17,})$/;
const CANCELABLE = ["PENDING", "EXECUTING"];
const ENDED = ["SUCCEEDED", "FAILED", "CANCELED"];

/** @type {Record<string, { status: number, message: string }>} */
const errors = {
  BadRequest: { status: 400, message: "The request is not valid." },
  DataRepositoryTaskEnded: {
    status: 400,
    message: "The data repository task could not be canceled because the task has already ended.",
  },
  DataRepositoryTaskNotFound: {
    status: 400,
    message: "The data repository task or tasks you specified could not be found.",
  },
  InternalServerError: { status: 500, message: "A generic error indicating a server-side failure." },
  UnsupportedOperation: {
    status: 400,
    message: "The requested operation is not supported for this resource or API.",
  },
};

/** The errors of the service's own model spell their one member with a capital. */
const isModeled = (/** @type {string} */ code) => code in errors;

/** @type {import("./types.d.ts").Service["operations"]} */
const operations = {
  CancelDataRepositoryTask({ TaskId = "" }, { shelf }) {
    if (!TASK_ID.test(TaskId) || TaskId.length > 128) {
      refuse(
        "BadRequest",
        `1 validation error detected: Value '${TaskId}' at 'taskId' failed to satisfy constraint: ` +
          `Member must satisfy regular expression pattern: ${TASK_ID.source}`,
      );
    }
    const task = shelf.find({ TaskId })[0] ?? refuse("DataRepositoryTaskNotFound");
    if (ENDED.includes(task.state)) refuse("DataRepositoryTaskEnded");
    if (CANCELABLE.includes(task.state)) shelf.move(task, "CANCELING");
    return {
      status: 200,
      headers: { "content-type": CONTENT_TYPE },
      body: JSON.stringify({ Lifecycle: task.state, TaskId }),
    };
  },
};

/** @type {import("./types.d.ts").Service} */
export const fsx = {
  id: "fsx",
  users: aws.users,

  claims: ({ has, authorization }) => has("x-amz-target") || authorization.includes("/fsx/aws4_request"),
  authenticate: ({ call }) => verifySigV4(call, aws.users, "fsx"),

  route(call) {
    const target = call.headers.get("x-amz-target") ?? "";
    const operation = target.slice(TARGET_PREFIX.length);
    const isOurs =
      call.method === "POST" &&
      call.path === "/" &&
      target.startsWith(TARGET_PREFIX) &&
      call.headers.get("content-type") === CONTENT_TYPE;
    if (!isOurs) return undefined;
    return { operation, ids: textMembers(call.body) };
  },
  operations,

  unknownOperation: () => refuse("UnknownOperationException"),
  forbid: ({ operation, ids }, user) =>
    refuse(
      "AccessDeniedException",
      `User: ${aws.userArn(user)} is not authorized to perform: fsx:${operation} on resource: ` +
        `arn:aws:fsx:us-east-1:123456789012:task/${ids.TaskId} because no identity-based policy allows the ` +
        `fsx:${operation} action`,
    ),

  errors: {
    ...errors,
    ...aws.commonErrorsWith({
      AccessDeniedException: 400,
      ExpiredTokenException: 400,
      IncompleteSignatureException: 400,
      InvalidSignatureException: 400,
      MissingAuthenticationTokenException: 403,
      SerializationException: 400,
      ServiceUnavailable: 503,
      ThrottlingException: 400,
      UnknownOperationException: 404,
      UnrecognizedClientException: 400,
    }),
  },
  refusal: ({ status, code, message }) => ({
    status,
    headers: { "content-type": CONTENT_TYPE },
    body: JSON.stringify({ __type: code, [isModeled(code) ? "Message" : "message"]: message || undefined }),
  }),
  newRequestId: aws.newRequestId,
  headers: (call) => ({ "x-amzn-requestid": call.requestId }),
  cors: aws.cors,
  faults: aws.faults("InternalServerError"),

  lifecycle: {
    PENDING: { to: "EXECUTING", afterSeconds: 120 },
    EXECUTING: { to: "SUCCEEDED", afterSeconds: 3600 },
    CANCELING: { to: "CANCELED", afterSeconds: 8 },
  },
  seeds: [
    { ids: { TaskId: "task-0123456789abcdef0" }, state: "EXECUTING" },
    { ids: { TaskId: "task-0123456789abcdef1" }, state: "PENDING" },
    { ids: { TaskId: "task-0123456789abcdef2" }, state: "CANCELING", stuck: true },
    { ids: { TaskId: "task-0123456789abcdef3" }, state: "EXECUTING", stuck: true },
    { ids: { TaskId: "task-0123456789abcdef4" }, state: "SUCCEEDED" },
    { ids: { TaskId: "task-0123456789abcdef5" }, state: "FAILED" },
    { ids: { TaskId: "task-0123456789abcdef6" }, state: "CANCELED" },
  ],
};

/**
 * The members of a JSON object that are text.
 *
 * @param {string} body
 * @returns {Record<string, string>}
 */
function textMembers(body) {
  /** @type {unknown} */
  let members;
  try {
    members = JSON.parse(body);
  } catch {
    refuse("SerializationException");
  }
  if (typeof members !== "object" || members === null || Array.isArray(members))
    refuse("SerializationException");
  for (const value of Object.values(members)) {
    if (typeof value !== "string") refuse("SerializationException", "STRING_VALUE is required");
  }
  return /** @type {Record<string, string>} */ (members);
}
