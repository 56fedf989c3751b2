// The five cancel operations and what belongs to them, as data: a call, its replies, and how its task is shown.
import { frozen, reply } from "./stub.mjs";

const fileSystem = "bmcpfs-370lx1ev9ss27o0abcd";
const flow = { FileSystemId: fileSystem, DataFlowId: "df-194433a5be31abcd" };
const share = {
  project_id: "0123456789abcdef0123456789abcdef",
  share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
};

/** What every cancel call is accepted with, whichever task it is for. */
export const accepted = reply(
  200,
  { RequestId: "1" },
  { "x-amzn-requestid": "1", "x-acs-request-id": "1", "x-request-id": "1" },
);

/** What lists a task's parts, and its reply. @typedef {{ operation: string, show: (state: string) => import("./stub.mjs").Reply }} Parts */
/**
 * @typedef {object} Service
 * @property {any} call that cancels
 * @property {string} status the operation that tells what became of it
 * @property {import("./stub.mjs").Reply} accepted
 * @property {(state: string) => import("./stub.mjs").Reply} shows the reply of the status operation
 * @property {Parts} [parts] what is asked of them when the task is canceled
 * @property {string} windingDown the raw state of a task that is being canceled
 * @property {[[rawState: string, state: string], ...[rawState: string, state: string][]]} ends
 * @property {import("./stub.mjs").Reply} refusal
 * @property {import("./stub.mjs").Reply} expired the credentials are
 * @property {import("./stub.mjs").Reply} skewed the clock is, by the headers' date
 * @property {string} date the header that tells when a request was signed
 */

/** @type {Record<string, Service>} */
export const services = frozen({
  "fsx:CancelDataRepositoryTask": {
    call: {
      operation: "fsx:CancelDataRepositoryTask",
      region: "us-east-1",
      params: { TaskId: "task-0123456789abcdef0" },
    },
    status: "fsx:DescribeDataRepositoryTasks",
    accepted: reply(200, { Lifecycle: "CANCELING", TaskId: "task-0123456789abcdef0" }),
    shows: (Lifecycle) =>
      reply(200, { DataRepositoryTasks: [{ TaskId: "task-0123456789abcdef0", Lifecycle }] }),
    windingDown: "CANCELING",
    ends: [
      ["CANCELED", "canceled"],
      ["SUCCEEDED", "succeeded"],
      ["FAILED", "failed"],
    ],
    refusal: reply(400, { __type: "AccessDeniedException", Message: "..." }),
    expired: reply(400, { __type: "ExpiredTokenException", Message: "..." }),
    skewed: reply(
      400,
      { __type: "RequestTimeTooSkewed", Message: "..." },
      { date: "Sat, 21 Nov 2026 11:00:00 GMT" },
    ),
    date: "x-amz-date",
  },
  "snow-device-management:CancelTask": {
    call: {
      operation: "snow-device-management:CancelTask",
      region: "us-west-2",
      params: { taskId: "abcdefghij0123456789" },
    },
    status: "snow-device-management:DescribeTask",
    accepted: reply(200, { taskId: "abcdefghij0123456789" }),
    shows: (state) => reply(200, { taskId: "abcdefghij0123456789", state }),
    parts: {
      operation: "snow-device-management:ListExecutions",
      show: (state) =>
        reply(200, { executions: [{ executionId: "1", taskId: "abcdefghij0123456789", state }] }),
    },
    windingDown: "IN_PROGRESS",
    ends: [
      ["CANCELED", "canceled"],
      ["COMPLETED", "succeeded"],
    ],
    refusal: reply(403, { message: "..." }, { "x-amzn-errortype": "AccessDeniedException" }),
    expired: reply(403, { message: "..." }, { "x-amzn-errortype": "ExpiredTokenException" }),
    skewed: reply(
      403,
      { message: "..." },
      { "x-amzn-errortype": "RequestTimeTooSkewed", date: "Sat, 21 Nov 2026 11:00:00 GMT" },
    ),
    date: "x-amz-date",
  },
  "nas:CancelDataFlowSubTask": {
    call: {
      operation: "nas:CancelDataFlowSubTask",
      region: "cn-wulanchabu",
      params: { ...flow, DataFlowTaskId: "task-38aa8e890f45abcd", DataFlowSubTaskId: "subTaskId-1" },
    },
    status: "nas:DescribeDataFlowSubTasks",
    accepted: reply(200, { RequestId: "1" }),
    shows: (Status) =>
      reply(200, {
        RequestId: "1",
        DataFlowSubTask: { DataFlowSubTask: [{ DataFlowSubTaskId: "subTaskId-1", Status }] },
      }),
    windingDown: "CANCELING",
    ends: [
      ["CANCELED", "canceled"],
      ["COMPLETE", "succeeded"],
      ["FAILED", "failed"],
      ["EXPIRED", "expired"],
    ],
    refusal: reply(403, { RequestId: "1", Code: "Forbidden.RAM", Message: "..." }),
    expired: reply(400, { RequestId: "1", Code: "InvalidSecurityToken.Expired", Message: "..." }),
    skewed: reply(
      400,
      { RequestId: "1", Code: "InvalidTimeStamp.Expired", Message: "..." },
      { date: "Sat, 21 Nov 2026 11:00:00 GMT" },
    ),
    date: "x-acs-date",
  },
  "nas:CancelDataFlowTask": {
    call: {
      operation: "nas:CancelDataFlowTask",
      region: "cn-wulanchabu",
      params: { ...flow, TaskId: "task-16aa8e890f45abcd" },
    },
    status: "nas:DescribeDataFlowTasks",
    accepted: reply(200, { RequestId: "1" }),
    shows: (Status) =>
      reply(200, { RequestId: "1", TaskInfo: { Task: [{ TaskId: "task-16aa8e890f45abcd", Status }] } }),
    windingDown: "Canceling",
    ends: [
      ["Canceled", "canceled"],
      ["Completed", "succeeded"],
      ["Failed", "failed"],
    ],
    refusal: reply(403, { RequestId: "1", Code: "Forbidden.RAM", Message: "..." }),
    expired: reply(400, { RequestId: "1", Code: "InvalidSecurityToken.Expired", Message: "..." }),
    skewed: reply(
      400,
      { RequestId: "1", Code: "InvalidTimeStamp.Expired", Message: "..." },
      { date: "Sat, 21 Nov 2026 11:00:00 GMT" },
    ),
    date: "x-acs-date",
  },
  "sfsturbo:DeleteHpcCacheTask": {
    call: {
      operation: "sfsturbo:DeleteHpcCacheTask",
      region: "cn-north-4",
      params: { ...share, task_id: "11abef677ac40f46644d1d5cfc2424a4" },
    },
    status: "sfsturbo:ShowHpcCacheTask",
    accepted: reply(202, ""),
    shows: (status) => reply(200, { task_id: "11abef677ac40f46644d1d5cfc2424a4", status, message: "" }),
    windingDown: "DELETING",
    ends: [
      ["SUCCESS", "succeeded"],
      ["FAIL", "failed"],
    ],
    refusal: reply(403, { errCode: "SFS.TURBO.0015", errMsg: "..." }),
    expired: reply(401, {
      error_code: "APIGW.0301",
      error_msg: "Incorrect IAM authentication information: decrypt token fail",
    }),
    skewed: reply(
      401,
      { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information: signature expired" },
      { date: "Sat, 21 Nov 2026 11:00:00 GMT" },
    ),
    date: "x-sdk-date",
  },
});

/** The one that most cases are told with. */
export const fsx = /** @type {Service} */ (services["fsx:CancelDataRepositoryTask"]);

/** The record of a Huawei task that is gone. */
export const gone = reply(400, { errCode: "SFS.TURBO.0106", errMsg: "..." });

/** Failures of the provider, and of the way to it. */
export const unavailable = reply(503);
