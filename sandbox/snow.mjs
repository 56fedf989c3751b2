// AWS Snow Device Management, API 2021-08-04, protocol restJson1: tasks, each with an execution per device.

import * as aws from "./aws.mjs";
import { refuse } from "./refusal.mjs";
import { verifySigV4 } from "./verify/sigv4.mjs";

const CONTENT_TYPE = "application/json";
const MAX_TASK_ID_LENGTH = 64;

/** @type {import("./types.d.ts").Service["operations"]} */
const operations = {
  CancelTask({ taskId = "" }, { shelf }) {
    if ([...taskId].length > MAX_TASK_ID_LENGTH) {
      refuse(
        "ValidationException",
        `1 validation error detected: Value '${taskId}' at 'taskId' failed to satisfy constraint: ` +
          `Member must have length less than or equal to ${MAX_TASK_ID_LENGTH}`,
      );
    }
    const executions = shelf.find({ taskId });
    if (executions.length === 0) refuse("ResourceNotFoundException");
    for (const execution of executions) {
      if (execution.state === "QUEUED") shelf.move(execution, "CANCELED");
    }
    // Whether anything was still queued, the reply does not say.
    return { status: 200, headers: { "content-type": CONTENT_TYPE }, body: JSON.stringify({ taskId }) };
  },
};

/** @type {import("./types.d.ts").Service} */
export const snow = {
  id: "snow-device-management",
  users: aws.users,

  claims: ({ path, has, authorization }) =>
    path.startsWith("/task/") || has("x-amz-date") || authorization.startsWith("AWS4-"),
  authenticate: ({ call }) => verifySigV4(call, aws.users, "snow-device-management"),

  route(call) {
    const [, encodedId] = /^\/task\/([^/]+)\/cancel$/.exec(call.path) ?? [];
    if (call.method !== "POST" || encodedId === undefined) return undefined;
    return { operation: "CancelTask", ids: { taskId: decodeURIComponent(encodedId) } };
  },
  operations,

  unknownOperation: () => refuse("UnknownOperationException"),
  forbid: ({ operation, ids }, user) =>
    refuse(
      "AccessDeniedException",
      `User: ${aws.userArn(user)} is not authorized to perform: snow-device-management:${operation} on resource: ` +
        `arn:aws:snow-device-management:us-west-2:123456789012:task/${ids.taskId}`,
    ),

  errors: {
    InternalServerException: {
      status: 500,
      message: "An unexpected error occurred while processing the request.",
    },
    ResourceNotFoundException: {
      status: 404,
      message: "The request references a resource that doesn't exist.",
    },
    ValidationException: {
      status: 400,
      message: "The input doesn't satisfy the constraints specified by an Amazon Web Services service.",
    },
    ...aws.commonErrorsWith({
      AccessDeniedException: 403,
      ExpiredTokenException: 403,
      IncompleteSignatureException: 400,
      InvalidSignatureException: 403,
      MissingAuthenticationTokenException: 403,
      SerializationException: 400,
      ServiceUnavailable: 503,
      ThrottlingException: 429,
      UnknownOperationException: 404,
      UnrecognizedClientException: 403,
    }),
  },
  refusal: ({ status, code, message }) => ({
    status,
    headers: { "content-type": CONTENT_TYPE, "x-amzn-errortype": code },
    body: JSON.stringify({ message }),
  }),
  newRequestId: aws.newRequestId,
  headers: (call) => ({ "x-amzn-requestid": call.requestId }),
  cors: aws.cors,
  faults: aws.faults("InternalServerException"),

  lifecycle: {
    QUEUED: { to: "IN_PROGRESS", afterSeconds: 600 },
    IN_PROGRESS: { to: "SUCCEEDED", afterSeconds: 3600 },
  },
  seeds: [
    execution("abcdefghij0123456789", "smd-0001", "QUEUED"),
    execution("abcdefghij0123456789", "smd-0002", "QUEUED"),
    execution("bcdefghijk0123456789", "smd-0001", "QUEUED"),
    execution("bcdefghijk0123456789", "smd-0002", "IN_PROGRESS"),
    execution("cdefghijkl0123456789", "smd-0001", "IN_PROGRESS"),
    execution("defghijklm0123456789", "smd-0001", "SUCCEEDED"),
    execution("efghijklmn0123456789", "smd-0001", "CANCELED"),
  ],
};

/**
 * @param {string} taskId
 * @param {string} managedDeviceId
 * @param {string} state
 * @returns {import("./types.d.ts").Seed}
 */
function execution(taskId, managedDeviceId, state) {
  return { ids: { taskId, managedDeviceId, executionId: `${taskId}-${managedDeviceId}` }, state };
}
