// AWS Snow Device Management, API 2021-08-04, protocol restJson1: tasks, each with an execution per device.

import { RUNNING_SECONDS } from "../../cloud/books.mjs";
import { turnPage } from "../../cloud/pages.mjs";
import { refuse } from "../../cloud/refusal.mjs";
import { routeByPath } from "../../cloud/routes.mjs";
import * as aws from "./aws.mjs";
import { verifySigV4 } from "./sigv4.mjs";

/** @typedef {import("../../cloud/types.d.ts").Task} Task */

const CONTENT_TYPE = "application/json";
const MAX_TASK_ID_LENGTH = 64;
const MAX_PAGE = 100;
const TASK_STATES = ["IN_PROGRESS", "CANCELED", "COMPLETED"];

/** Of an execution; a task's state follows from those of its executions. @type {import("../../cloud/types.d.ts").Lifecycle} */
const lifecycle = {
  QUEUED: { phase: "queued", to: "IN_PROGRESS", afterSeconds: 600 },
  IN_PROGRESS: { phase: "running", to: "SUCCEEDED", afterSeconds: RUNNING_SECONDS },
  SUCCEEDED: { phase: "ended" },
  FAILED: { phase: "ended" },
  REJECTED: { phase: "ended" },
  TIMED_OUT: { phase: "ended" },
  CANCELED: { phase: "ended" },
};

/** By method and path. @type {Record<string, [method: string, path: RegExp]>} */
const routes = {
  CancelTask: ["POST", /^\/task\/(?<taskId>[^/]+)\/cancel$/],
  DescribeTask: ["POST", /^\/task\/(?<taskId>[^/]+)$/],
  ListTasks: ["GET", /^\/tasks$/],
  ListExecutions: ["GET", /^\/executions$/],
};

/** @type {import("../../cloud/types.d.ts").Service["operations"]} */
const operations = {
  CancelTask({ taskId }, { shelf }) {
    for (const execution of executionsOf(taskId, shelf)) {
      shelf.reach(execution);
      if (execution.state === "QUEUED") shelf.cancel(execution, "CANCELED");
    }
    // Whether anything was still queued, the reply does not say.
    return json({ taskId });
  },

  DescribeTask({ taskId }, { shelf }) {
    const executions = executionsOf(taskId, shelf);
    const state = taskState(executions);
    return json({
      ...(state !== "IN_PROGRESS" && { completedAt: latest(executions.map(({ ended }) => ended)) }),
      createdAt: aws.epochSeconds(Math.min(...executions.map(({ created }) => created))),
      description: "Unlock",
      lastUpdatedAt: latest(executions.map(({ since }) => since)),
      ...summary(executions, state),
      targets: executions.map(({ ids }) => ids.managedDeviceId),
    });
  },

  ListTasks({ state, ...paging }, { shelf }) {
    if (state !== undefined) checkEnum(state, TASK_STATES);
    /** Each where its first execution stands in the books. @param {number} after */
    function* tasksAfter(after) {
      for (const execution of shelf.list({}, after)) {
        const executions = shelf.find({ taskId: execution.ids.taskId ?? "" });
        if (executions[0] === execution) yield { number: execution.number, executions };
      }
    }
    const { page, next } = paged(
      tasksAfter,
      paging,
      ["ListTasks", state],
      ({ executions }) => state === undefined || taskState(executions) === state,
    );
    return json({
      tasks: page.map(({ executions }) => summary(executions, taskState(executions))),
      nextToken: next,
    });
  },

  ListExecutions({ taskId, state, ...paging }, { shelf }) {
    if (state !== undefined) checkEnum(state, Object.keys(lifecycle));
    const executions = executionsOf(taskId, shelf);
    const { page, next } = paged(
      () => executions,
      paging,
      ["ListExecutions", taskId, state],
      (execution) => state === undefined || execution.state === state,
    );
    return json({
      executions: page.map((execution) => ({
        executionId: execution.ids.executionId,
        managedDeviceId: execution.ids.managedDeviceId,
        state: execution.state,
        taskId,
      })),
      nextToken: next,
    });
  },
};

/** @type {import("../../cloud/types.d.ts").Service} */
export const snow = {
  id: "snow-device-management",
  provider: "aws",
  users: aws.users,

  claims: ({ path, has, get }) =>
    path.startsWith("/task/") || has("x-amz-date") || get("authorization").startsWith("AWS4-"),
  authenticate: ({ call }) => verifySigV4(call, aws.users, "snow-device-management"),

  route: (call) => routeByPath(routes, call),
  operations,

  unknownOperation: () => refuse("UnknownOperationException"),
  forbid: ({ operation, params }, user) =>
    refuse(
      "AccessDeniedException",
      `User: ${aws.userArn(user)} is not authorized to perform: snow-device-management:${operation} on resource: ` +
        `arn:aws:snow-device-management:us-west-2:123456789012:task/${params.taskId ?? "*"}`,
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

  lifecycle,
  complete: ({ ids: { managedDeviceId = "smd-0001", ...ids }, ...seed }) => ({
    ...seed,
    ids: { executionId: `${ids.taskId}-${managedDeviceId}`, managedDeviceId, ...ids },
  }),
  seeds: [
    execution("abcdefghij0123456789", "smd-0001", "QUEUED"),
    execution("abcdefghij0123456789", "smd-0002", "QUEUED"),
    execution("bcdefghijk0123456789", "smd-0001", "QUEUED"),
    execution("bcdefghijk0123456789", "smd-0002", "IN_PROGRESS"),
    execution("cdefghijkl0123456789", "smd-0001", "IN_PROGRESS"),
    execution("defghijklm0123456789", "smd-0001", "SUCCEEDED"),
    execution("efghijklmn0123456789", "smd-0001", "CANCELED"),
    execution("fghijklmno0123456789", "smd-0001", "FAILED"),
    execution("fghijklmno0123456789", "smd-0002", "REJECTED"),
    execution("fghijklmno0123456789", "smd-0003", "TIMED_OUT"),
  ],
};

/**
 * @param {string} taskId
 * @param {string} managedDeviceId
 * @param {string} state
 * @returns {import("../../cloud/types.d.ts").Seed}
 */
function execution(taskId, managedDeviceId, state) {
  return { ids: { taskId, managedDeviceId }, state };
}

/**
 * @param {string | undefined} taskId
 * @param {import("../../cloud/types.d.ts").Shelf} shelf
 */
function executionsOf(taskId = "", shelf) {
  const length = [...taskId].length;
  if (length > MAX_TASK_ID_LENGTH) {
    refuseValue(taskId, "taskId", `have length less than or equal to ${MAX_TASK_ID_LENGTH}`);
  }
  if (length === 0) refuseValue(taskId, "taskId", "have length greater than or equal to 1");
  const executions = shelf.find({ taskId });
  return executions.length > 0 ? executions : refuse("ResourceNotFoundException");
}

/** @param {Task[]} executions */
function taskState(executions) {
  if (executions.some(({ state }) => state === "QUEUED" || state === "IN_PROGRESS")) return "IN_PROGRESS";
  return executions.every(({ state }) => state === "CANCELED") ? "CANCELED" : "COMPLETED";
}

/**
 * @param {Task[]} executions
 * @param {string} state
 */
function summary(executions, state) {
  const taskId = executions[0]?.ids.taskId;
  return {
    state,
    tags: {},
    taskArn: `arn:aws:snow-device-management:us-west-2:123456789012:task/${taskId}`,
    taskId,
    ...executions[0]?.details,
  };
}

/** @param {(number | undefined)[]} times */
const latest = (times) => aws.epochSeconds(Math.max(...times.map((time) => time ?? 0)));

/**
 * @template {{ number: number }} Entry
 * @param {(after: number) => Iterable<Entry>} entriesAfter
 * @param {{ maxResults?: string, nextToken?: string }} paging
 * @param {unknown} query
 * @param {(entry: Entry) => boolean} keep
 */
function paged(entriesAfter, { maxResults, nextToken }, query, keep) {
  const size = Number(maxResults ?? MAX_PAGE);
  if (!Number.isInteger(size)) refuse("SerializationException");
  if (size < 1 || size > MAX_PAGE) {
    const limit = size < 1 ? "greater than or equal to 1" : `less than or equal to ${MAX_PAGE}`;
    refuseValue(size, "maxResults", `have value ${limit}`);
  }
  return (
    turnPage(entriesAfter, { size, token: nextToken, query, keep }) ??
    refuse("ValidationException", "The nextToken is not valid.")
  );
}

/**
 * @param {string} value
 * @param {string[]} words
 */
function checkEnum(value, words) {
  if (!words.includes(value)) refuseValue(value, "state", aws.oneOf(words));
}

/**
 * @param {unknown} value
 * @param {string} member
 * @param {string} constraint
 * @returns {never}
 */
function refuseValue(value, member, constraint) {
  return refuse("ValidationException", aws.violation(value, member, constraint));
}

/**
 * @param {object} body
 * @returns {import("../../cloud/types.d.ts").Reply}
 */
function json(body) {
  return { status: 200, headers: { "content-type": CONTENT_TYPE }, body: JSON.stringify(body) };
}
