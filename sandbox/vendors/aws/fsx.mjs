// Amazon FSx for Lustre, API 2018-03-01, protocol awsJson1.1: data repository tasks.

import { RUNNING_SECONDS } from "../../cloud/books.mjs";
import { turnPage } from "../../cloud/pages.mjs";
import { refuse } from "../../cloud/refusal.mjs";
import * as aws from "./aws.mjs";
import { commonErrors, isInt, isText, isTexts, json, routeByTarget } from "./aws-json.mjs";
import { verifySigV4 } from "./sigv4.mjs";

const TARGET_PREFIX = "AWSSimbaAPIService_v20180301.";
const TASK_ID = /^(task-[0-9a-f]{17,})$/;
const MAX_TASK_ID_LENGTH = 128;
const FILTER_VALUE = /^[0-9a-zA-Z*.\\/?_-]*$/;
const MAX_PAGE = 50;
/** The ids that the filters are for. */
const FILTERED_IDS = {
  "file-system-id": "FileSystemId",
  "data-repository-association-id": "DataRepositoryAssociationId",
  "file-cache-id": "FileCacheId",
};
const FILTERS = ["task-lifecycle", ...Object.keys(FILTERED_IDS)];

/** @type {import("../../cloud/types.d.ts").Lifecycle} */
const lifecycle = {
  PENDING: { phase: "queued", to: "EXECUTING", afterSeconds: 120 },
  EXECUTING: { phase: "running", to: "SUCCEEDED", afterSeconds: RUNNING_SECONDS },
  CANCELING: { phase: "canceling", to: "CANCELED", afterSeconds: 8 },
  SUCCEEDED: { phase: "ended" },
  FAILED: { phase: "ended" },
  CANCELED: { phase: "ended" },
};

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
  FileSystemNotFound: {
    status: 400,
    message: "No Amazon FSx file systems were found based upon supplied parameters.",
  },
  InternalServerError: { status: 500, message: "A generic error indicating a server-side failure." },
  UnsupportedOperation: {
    status: 400,
    message: "The requested operation is not supported for this resource or API.",
  },
};

/** The errors of the service's own model spell their one member with a capital. */
const isModeled = (/** @type {string} */ code) => code in errors;

/** @type {import("../../cloud/types.d.ts").Service["operations"]} */
const operations = {
  CancelDataRepositoryTask({ TaskId = "" }, { shelf }) {
    checkTaskId(TaskId, "taskId");
    const task = shelf.find({ TaskId })[0] ?? refuse("DataRepositoryTaskNotFound");
    shelf.reach(task);
    const phase = shelf.phaseOf(task);
    if (phase === "ended") refuse("DataRepositoryTaskEnded");
    if (phase !== "canceling") shelf.cancel(task, "CANCELING");
    return json({ Lifecycle: task.state, TaskId });
  },

  DescribeDataRepositoryTasks({ TaskIds, Filters = [], MaxResults = MAX_PAGE, NextToken }, { shelf }) {
    checkLength(TaskIds ?? [], "taskIds", 50);
    for (const id of TaskIds ?? []) checkTaskId(id, "taskIds");
    checkLength(Filters, "filters", FILTERS.length - 1);
    for (const { Name, Values = [] } of Filters) checkFilter(Name, Values);
    if (MaxResults < 1) refuseValue(MaxResults, "maxResults", "have value greater than or equal to 1");

    for (const id of TaskIds ?? []) {
      if (!shelf.has({ TaskId: id })) refuse("DataRepositoryTaskNotFound");
    }
    for (const { Name, Values = [] } of Filters) {
      const known = (/** @type {string} */ FileSystemId) => shelf.has({ FileSystemId });
      if (Name === "file-system-id" && !Values.every(known)) refuse("FileSystemNotFound");
    }
    const named = TaskIds
      ? [...new Set(TaskIds)].flatMap((TaskId) => shelf.find({ TaskId })).sort((a, b) => a.number - b.number)
      : undefined;
    const pages = turnPage((after) => named ?? shelf.list({}, after), {
      size: Math.min(MaxResults, MAX_PAGE),
      token: NextToken,
      query: [TaskIds, Filters],
      keep: (task) =>
        Filters.every((/** @type {Filter} */ { Name, Values }) => !Values || passes(task, Name, Values)),
    });
    const { page, next } = pages ?? refuse("BadRequest", "The NextToken is not valid.");
    return json({ DataRepositoryTasks: page.map((task) => view(task, shelf)), NextToken: next });
  },
};

/** @type {import("./aws-json.mjs").Members} */
const members = {
  CancelDataRepositoryTask: { TaskId: isText },
  DescribeDataRepositoryTasks: {
    TaskIds: isTexts,
    Filters: (list) =>
      Array.isArray(list) && list.every((one) => isText(one?.Name ?? "") && isTexts(one?.Values ?? [])),
    MaxResults: isInt,
    NextToken: isText,
  },
};

/** @type {import("../../cloud/types.d.ts").Service} */
export const fsx = {
  id: "fsx",
  provider: "aws",
  users: aws.users,

  claims: ({ has, get }) => has("x-amz-target") || get("authorization").includes("/fsx/aws4_request"),
  authenticate: ({ call }) => verifySigV4(call, aws.users, "fsx"),

  route: (call) => routeByTarget(TARGET_PREFIX, members, call),
  operations,

  unknownOperation: () => refuse("UnknownOperationException"),
  forbid: ({ operation, params }, user) =>
    refuse(
      "AccessDeniedException",
      `User: ${aws.userArn(user)} is not authorized to perform: fsx:${operation} on resource: ` +
        `arn:aws:fsx:us-east-1:123456789012:task/${params.TaskId ?? "*"} because no identity-based policy allows the ` +
        `fsx:${operation} action`,
    ),

  errors: { ...errors, ...commonErrors },
  refusal: ({ status, code, message }) =>
    json({ __type: code, [isModeled(code) ? "Message" : "message"]: message || undefined }, status),
  newRequestId: aws.newRequestId,
  headers: (call) => ({ "x-amzn-requestid": call.requestId }),
  cors: aws.cors,
  faults: aws.faults("InternalServerError"),

  lifecycle,
  complete: ({ ids, ...seed }) => ({
    ...seed,
    ids: { ...(!ids.FileCacheId && { FileSystemId: "fs-0123456789abcdef0" }), ...ids },
  }),
  seeds: [
    task("0", "EXECUTING", { ageSeconds: 90.712 }),
    task("1", "PENDING"),
    task("2", "CANCELING", { stuck: true }),
    task("3", "EXECUTING", { stuck: true }),
    task("4", "SUCCEEDED", { sinceSeconds: 600, ageSeconds: 4200.5 }),
    task("5", "FAILED", {
      sinceSeconds: 7200,
      ageSeconds: 7800,
      details: {
        FailureDetails: { Message: "The data repository bucket does not exist." },
        Status: { TotalCount: 2000, SucceededCount: 1500, FailedCount: 500 },
      },
    }),
    task("6", "CANCELED", { sinceSeconds: 60, ageSeconds: 900 }),
    // More files than a JavaScript number can count.
    task("7", "EXECUTING", {
      endless: true,
      ids: { FileSystemId: "fs-0fedcba9876543210", DataRepositoryAssociationId: "dra-0123456789abcdef0" },
      details: {
        Type: "IMPORT_METADATA_FROM_REPOSITORY",
        Status: {
          TotalCount: 9223372036854775807n,
          SucceededCount: 9007199254740993n,
          FailedCount: 9007199254740995n,
        },
      },
    }),
    task("8", "PENDING", {
      stuck: true,
      ids: { FileCacheId: "fc-0123456789abcdef0" },
      details: { Type: "AUTO_RELEASE_DATA", Paths: [] },
    }),
  ],
};

/** @typedef {{ Name: string, Values?: string[] }} Filter */

/**
 * @param {string} last digit of its id
 * @param {string} state
 * @param {Partial<import("../../cloud/types.d.ts").Seed>} [other]
 * @returns {import("../../cloud/types.d.ts").Seed}
 */
function task(last, state, { ids, ...other } = {}) {
  return { ids: { TaskId: `task-0123456789abcdef${last}`, ...ids }, state, ...other };
}

/**
 * @param {import("../../cloud/types.d.ts").Task} task
 * @param {import("../../cloud/types.d.ts").Shelf} shelf
 */
function view(task, shelf) {
  const { TaskId, FileSystemId, FileCacheId } = task.ids;
  const { state, since, created, started, ended } = task;
  return {
    TaskId,
    Lifecycle: state,
    Type: "EXPORT_TO_REPOSITORY",
    CreationTime: aws.epochSeconds(created),
    ...(started !== undefined && { StartTime: aws.epochSeconds(started) }),
    ...(ended !== undefined && { EndTime: aws.epochSeconds(ended) }),
    ResourceARN: `arn:aws:fsx:us-east-1:123456789012:task/${TaskId}`,
    FileSystemId,
    FileCacheId,
    Paths: ["path/to/export"],
    Report: { Enabled: false },
    ...(state === "FAILED" && { FailureDetails: { Message: "The task failed." } }),
    ...task.details,
    Status: {
      TotalCount: 1000,
      SucceededCount: Math.floor(1000 * shelf.progressOf(task)),
      FailedCount: 0,
      LastUpdatedTime: aws.epochSeconds(since),
      .../** @type {object} */ (task.details?.Status),
    },
  };
}

/**
 * @param {import("../../cloud/types.d.ts").Task} task
 * @param {string} name
 * @param {string[]} values
 */
function passes(task, name, values) {
  const id = /** @type {Record<string, string>} */ (FILTERED_IDS)[name];
  return values.includes((id ? task.ids[id] : task.state) ?? "");
}

/**
 * @param {string} id
 * @param {string} member
 */
function checkTaskId(id, member) {
  if (!TASK_ID.test(id) || id.length > MAX_TASK_ID_LENGTH) {
    refuseValue(id, member, `satisfy regular expression pattern: ${TASK_ID.source}`);
  }
}

/**
 * @param {string | undefined} name
 * @param {string[]} values
 */
function checkFilter(name = "", values) {
  if (!FILTERS.includes(name)) refuseValue(name, "filters", aws.oneOf(FILTERS));
  checkLength(values, "filters", 20);
  const states = Object.keys(lifecycle);
  for (const value of values) {
    if (value === "" || value.length > 128 || !FILTER_VALUE.test(value)) {
      refuseValue(value, "filters", `satisfy regular expression pattern: ${FILTER_VALUE.source}`);
    }
    if (name === "task-lifecycle" && !states.includes(value))
      refuseValue(value, "filters", aws.oneOf(states));
  }
}

/**
 * @param {unknown[]} list
 * @param {string} member
 * @param {number} limit
 */
function checkLength(list, member, limit) {
  if (list.length > limit) refuseValue(list, member, `have length less than or equal to ${limit}`);
}

/**
 * @param {unknown} value
 * @param {string} member
 * @param {string} constraint
 * @returns {never}
 */
function refuseValue(value, member, constraint) {
  return refuse("BadRequest", aws.violation(value, member, constraint));
}
