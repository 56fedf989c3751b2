// AWS DataSync, API 2018-11-09, protocol awsJson1.1: executions of tasks, of which one task runs one at a time.

import { RUNNING_SECONDS } from "../../cloud/books.mjs";
import { turnPage } from "../../cloud/pages.mjs";
import { refuse } from "../../cloud/refusal.mjs";
import * as aws from "./aws.mjs";
import { commonErrors, isInt, isText, json, routeByTarget } from "./aws-json.mjs";
import { verifySigV4 } from "./sigv4.mjs";

/** @typedef {import("../../cloud/types.d.ts").Task} Task */

const TARGET_PREFIX = "FmrsService.";
const TASK_ARN =
  "^arn:(aws|aws-cn|aws-us-gov|aws-eusc|aws-iso|aws-iso-b):datasync:[a-z\\-0-9]+:[0-9]{12}:task/task-[0-9a-f]{17}";
/** By parameter. */
const PATTERNS = {
  TaskArn: new RegExp(`${TASK_ARN}$`),
  TaskExecutionArn: new RegExp(`${TASK_ARN}/execution/exec-[0-9a-f]{17}$`),
};
const MAX_ARN_LENGTH = 128;
const MAX_PAGE = 100;

const FILES = 1000;
const BYTES = 5_368_709_120;

/** There is no state for what was canceled: it ends as an error. @type {import("../../cloud/types.d.ts").Lifecycle} */
const lifecycle = {
  QUEUED: { phase: "queued", to: "LAUNCHING", afterSeconds: 2, queuesBy: "TaskArn" },
  LAUNCHING: { phase: "running", to: "PREPARING", afterSeconds: 30 },
  PREPARING: { phase: "running", to: "TRANSFERRING", afterSeconds: 60 },
  TRANSFERRING: { phase: "running", to: "VERIFYING", afterSeconds: RUNNING_SECONDS },
  VERIFYING: { phase: "running", to: "SUCCESS", afterSeconds: 60 },
  CANCELLING: { phase: "canceling", to: "ERROR", afterSeconds: 8 },
  SUCCESS: { phase: "ended" },
  ERROR: { phase: "ended" },
};

/** @type {import("../../cloud/types.d.ts").Service["operations"]} */
const operations = {
  CancelTaskExecution({ TaskExecutionArn }, { shelf }) {
    const execution = findExecution(TaskExecutionArn, shelf);
    shelf.reach(execution);
    const phase = shelf.phaseOf(execution);
    if (phase === "ended") {
      refuseRequest(
        "InvalidState",
        `The task execution ${TaskExecutionArn} cannot be cancelled in its current status: ${execution.state}.`,
      );
    }
    if (phase !== "canceling") shelf.cancel(execution, "CANCELLING");
    return { ...json({}), body: "" };
  },

  DescribeTaskExecution({ TaskExecutionArn }, { shelf }) {
    return json(view(findExecution(TaskExecutionArn, shelf), shelf));
  },

  ListTaskExecutions({ TaskArn, MaxResults = 0, NextToken }, { shelf }) {
    if (TaskArn !== undefined) checkArn("TaskArn", TaskArn);
    if (MaxResults < 0) refuseValue(MaxResults, "maxResults", "have value greater than or equal to 0");
    if (MaxResults > MAX_PAGE) {
      refuseValue(MaxResults, "maxResults", `have value less than or equal to ${MAX_PAGE}`);
    }
    const ids = TaskArn === undefined ? {} : { TaskArn };
    if (TaskArn !== undefined && !shelf.has(ids)) {
      refuseRequest("NotFound", `The task ${TaskArn} is not found.`);
    }
    const pages = turnPage((after) => shelf.list(ids, after), {
      size: MaxResults || MAX_PAGE,
      token: NextToken,
      query: [TaskArn],
    });
    const { page, next } = pages ?? refuseRequest("InvalidParameter", "The NextToken is not valid.");
    return json({ TaskExecutions: page.map(summary), NextToken: next });
  },
};

/** @type {import("./aws-json.mjs").Members} */
const members = {
  CancelTaskExecution: { TaskExecutionArn: isText },
  DescribeTaskExecution: { TaskExecutionArn: isText },
  ListTaskExecutions: { TaskArn: isText, MaxResults: isInt, NextToken: isText },
};

/** @type {import("../../cloud/types.d.ts").Service} */
export const datasync = {
  id: "datasync",
  provider: "aws",
  users: aws.users,

  claims: ({ get }) =>
    get("x-amz-target").startsWith(TARGET_PREFIX) || get("authorization").includes("/datasync/aws4_request"),
  authenticate: ({ call }) => verifySigV4(call, aws.users, "datasync"),

  route: (call) => routeByTarget(TARGET_PREFIX, members, call),
  operations,

  unknownOperation: () => refuse("UnknownOperationException"),
  forbid: ({ operation, params }, user) =>
    refuse(
      "AccessDeniedException",
      `User: ${aws.userArn(user)} is not authorized to perform: datasync:${operation} on resource: ` +
        `${params.TaskExecutionArn ?? params.TaskArn ?? "*"} because no identity-based policy allows the ` +
        `datasync:${operation} action`,
    ),

  errors: {
    InternalException: { status: 500, message: "An error occurred in the DataSync service." },
    InvalidRequestException: { status: 400, message: "The request is malformed." },
    ...commonErrors,
  },
  refusal: ({ status, code, message, details }) =>
    json({ __type: code, message: message || undefined, ...details }, status),
  newRequestId: aws.newRequestId,
  headers: (call) => ({ "x-amzn-requestid": call.requestId }),
  cors: aws.cors,
  faults: aws.faults("InternalException"),

  lifecycle,
  complete: ({ ids, ...seed }) => ({
    ...seed,
    ids: { TaskArn: ids.TaskExecutionArn?.split("/execution/")[0] ?? "", ...ids },
  }),
  seeds: [
    execution("0", "0", "TRANSFERRING", { sinceSeconds: 600, ageSeconds: 700 }),
    execution("0", "1", "QUEUED"),
    execution("0", "2", "QUEUED"),
    execution("1", "3", "LAUNCHING", { stuck: true }),
    execution("1", "4", "QUEUED"),
    execution("2", "5", "CANCELLING", { stuck: true, ageSeconds: 900 }),
    // More files than a JavaScript number can count.
    execution("3", "6", "TRANSFERRING", {
      endless: true,
      details: {
        TaskMode: "ENHANCED",
        EstimatedFilesToTransfer: 9007199254740995n,
        FilesTransferred: 9007199254740993n,
        FilesListed: { AtSource: 9223372036854775807n, AtDestinationForDelete: 0 },
      },
    }),
    execution("4", "7", "SUCCESS", { sinceSeconds: 600, ageSeconds: 4350 }),
    execution("4", "8", "ERROR", {
      sinceSeconds: 300,
      ageSeconds: 500,
      details: {
        Result: result("SUCCESS", "ERROR", "PENDING", "NoSpace", "No space is left on the device."),
      },
    }),
    execution("4", "9", "ERROR", {
      sinceSeconds: 60,
      ageSeconds: 200,
      details: { Result: canceledResult(true) },
    }),
    execution("4", "a", "PREPARING"),
    execution("5", "b", "VERIFYING", { ageSeconds: 3700 }),
  ],
};

/**
 * @param {string} task the last digit of its id
 * @param {string} last digit of the execution's own
 * @param {string} state
 * @param {Partial<import("../../cloud/types.d.ts").Seed>} [other]
 * @returns {import("../../cloud/types.d.ts").Seed}
 */
function execution(task, last, state, other) {
  const TaskArn = `arn:aws:datasync:us-east-1:123456789012:task/task-0123456789abcdef${task}`;
  const TaskExecutionArn = `${TaskArn}/execution/exec-0123456789abcdef${last}`;
  return { ids: { TaskExecutionArn, TaskArn }, state, ...other };
}

/**
 * @param {string | undefined} arn
 * @param {import("../../cloud/types.d.ts").Shelf} shelf
 */
function findExecution(arn, shelf) {
  const TaskExecutionArn = checkArn("TaskExecutionArn", arn);
  return (
    shelf.find({ TaskExecutionArn })[0] ??
    refuseRequest("NotFound", `The task execution ${TaskExecutionArn} is not found.`)
  );
}

/** @param {Task} execution */
const modeOf = ({ details }) => details?.TaskMode ?? "BASIC";

/** @param {Task} execution */
const summary = (execution) => ({
  TaskExecutionArn: execution.ids.TaskExecutionArn,
  Status: execution.state,
  TaskMode: modeOf(execution),
});

/**
 * @param {Task} execution
 * @param {import("../../cloud/types.d.ts").Shelf} shelf
 */
function view(execution, shelf) {
  const { state, created, started, ended, canceling, details } = execution;
  const progress = shelf.progressOf(execution);
  const [files, bytes] = [Math.floor(FILES * progress), Math.floor(BYTES * progress)];
  return {
    ...summary(execution),
    // When it was asked for, and when it began.
    StartTime: aws.epochSeconds(created),
    ...(started !== undefined && { LaunchTime: aws.epochSeconds(started) }),
    ...(ended !== undefined && { EndTime: aws.epochSeconds(ended) }),
    EstimatedFilesToTransfer: FILES,
    EstimatedBytesToTransfer: BYTES,
    FilesTransferred: files,
    BytesTransferred: bytes,
    BytesWritten: bytes,
    BytesCompressed: bytes,
    FilesDeleted: 0,
    FilesSkipped: 0,
    FilesVerified: state === "SUCCESS" ? FILES : 0,
    Result:
      canceling !== undefined && state === "ERROR" ? canceledResult(started !== undefined) : resultIn(state),
    ...details,
  };
}

/** What each of the three steps has come to. @param {string} state */
function resultIn(state) {
  switch (state) {
    case "SUCCESS":
      return result("SUCCESS", "SUCCESS", "SUCCESS");
    case "VERIFYING":
      return result("SUCCESS", "SUCCESS", "PENDING");
    case "TRANSFERRING":
      return result("SUCCESS", "PENDING", "PENDING");
    case "ERROR":
      return result("ERROR", "PENDING", "PENDING", "Unknown", "The task execution failed.");
    default:
      return result("PENDING", "PENDING", "PENDING");
  }
}

/** @param {boolean} hasStarted */
function canceledResult(hasStarted) {
  const [prepared, transferred] = hasStarted ? ["SUCCESS", "ERROR"] : ["PENDING", "PENDING"];
  return result(prepared, transferred, "PENDING", "Cancelled", "The task execution was cancelled.");
}

/**
 * @param {string} PrepareStatus
 * @param {string} TransferStatus
 * @param {string} VerifyStatus
 * @param {string} [ErrorCode]
 * @param {string} [ErrorDetail]
 */
function result(PrepareStatus, TransferStatus, VerifyStatus, ErrorCode, ErrorDetail) {
  return { PrepareStatus, TransferStatus, VerifyStatus, ErrorCode, ErrorDetail };
}

/**
 * @param {keyof typeof PATTERNS} name
 * @param {string} [arn]
 */
function checkArn(name, arn) {
  // AWS writes the members in its messages with a small first letter.
  const member = name[0]?.toLowerCase() + name.slice(1);
  if (arn === undefined) return refuseValue("null", member, "not be null");
  if (arn.length > MAX_ARN_LENGTH) {
    refuseValue(arn, member, `have length less than or equal to ${MAX_ARN_LENGTH}`);
  }
  const pattern = PATTERNS[name];
  if (!pattern.test(arn)) {
    refuseValue(arn, member, `satisfy regular expression pattern: ${pattern.source}`);
  }
  return arn;
}

/**
 * @param {unknown} value
 * @param {string} member
 * @param {string} constraint
 * @returns {never}
 */
function refuseValue(value, member, constraint) {
  return refuseRequest("InvalidParameter", aws.violation(value, member, constraint));
}

/**
 * The service has one error for all that a caller can get wrong; a member of it tells which.
 *
 * @param {string} errorCode
 * @param {string} message
 * @returns {never}
 */
function refuseRequest(errorCode, message) {
  return refuse("InvalidRequestException", message, { errorCode });
}
