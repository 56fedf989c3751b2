// What must compile and what must not, for every user of TypeScript with `strict`: calls, what is made from them, and what
// a reply means. Nothing here needs the types of a platform.
import {
  build,
  type Call,
  CalloffError,
  type CancelCall,
  type CancelOperationId,
  type Credentials,
  call,
  cancelCallFor,
  type Finding,
  type FindingCode,
  type HttpRequest,
  interpret,
  type ListCall,
  type ListOperationId,
  type OperationId,
  type OperationMap,
  type OperationSpec,
  type Outcome,
  operations,
  prepare,
  type SignedRequest,
  type Signing,
  type StatusCall,
  type StatusOperationId,
  sign,
  statusCallFor,
  type TaskState,
  type TaskView,
  type UnsignedRequest,
  type Variant,
  validate,
  version,
} from "calloff";

const region = "us-west-2";

// A call as an object that says what it is.
export const fsx: Call = {
  operation: "fsx:CancelDataRepositoryTask",
  region: "eu-west-1",
  variants: ["fips", "dualstack"],
  params: { TaskId: "task-0123456789abcdef0" },
};
export const snow: Call<"snow-device-management:CancelTask"> = {
  operation: "snow-device-management:CancelTask",
  region,
  params: { taskId: "4a6f1a2b" },
};
export const nas: Call = {
  operation: "nas:CancelDataFlowSubTask",
  region: "cn-wulanchabu",
  endpoint: "http://127.0.0.1:8044/cloud",
  params: {
    FileSystemId: "bmcpfs-1",
    DataFlowId: "df-1",
    DataFlowTaskId: "task-1",
    DataFlowSubTaskId: "subTaskId-1",
    DryRun: true,
    ClientToken: "token",
  },
};

// A call that is known by its operation, wherever it is kept.
export const stop = call("fsx:CancelDataRepositoryTask", {
  region,
  params: { TaskId: "task-0123456789abcdef0" },
});
export const look = call("snow-device-management:DescribeTask", { region, params: { taskId: "4a6f1a2b" } });
export const list = call("fsx:DescribeDataRepositoryTasks", {
  region,
  endpoint: "https://proxy.example.com/",
  variants: ["fips"],
  params: {
    TaskIds: ["task-0123456789abcdef0"],
    Filters: [{ Name: "file-system-id", Values: ["fs-0123456789abcdef0"] }],
    MaxResults: 10,
  },
});
export const kept: Call<"fsx:CancelDataRepositoryTask"> = stop;
export const cancels: CancelCall[] = [stop, snow];
export const asks: (StatusCall | ListCall)[] = [look, list];
export const taskId: string = stop.params.TaskId;
export const ids: [CancelOperationId, StatusOperationId, ListOperationId, OperationId] = [
  "nas:CancelDataFlowTask",
  "sfsturbo:ShowHpcCacheTask",
  "snow-device-management:ListExecutions",
  "nas:CancelDataFlowSubTask",
];
export const params: OperationMap["sfsturbo:DeleteHpcCacheTask"] = {
  project_id: "p",
  share_id: "s",
  task_id: "t",
};

// The documented words of an option are known; the vendor may have others.
export const queued = call("snow-device-management:ListExecutions", {
  region,
  params: { taskId: "a", state: "QUEUED" },
});
export const other = call("snow-device-management:ListExecutions", {
  region,
  params: { taskId: "a", state: "PAUSED" },
});

// An operation that there is not.
// @ts-expect-error
call("fsx:CancelTask", { region, params: { TaskId: "task-0123456789abcdef0" } });
// The parameters of another operation, and one that is misspelt.
// @ts-expect-error
call("fsx:CancelDataRepositoryTask", { region, params: { taskId: "a" } });
// @ts-expect-error
build({ operation: "fsx:CancelDataRepositoryTask", region, params: { TaskID: "a" } });
// A parameter that is missing.
// @ts-expect-error
call("sfsturbo:DeleteHpcCacheTask", { region, params: { project_id: "p", share_id: "s" } });
// @ts-expect-error
build({ operation: "sfsturbo:DeleteHpcCacheTask", region, params: { project_id: "p", share_id: "s" } });
// A parameter that is unknown.
// @ts-expect-error
call("snow-device-management:CancelTask", { region, params: { taskId: "a", force: true } });
// A parameter of another type, an option that is no text.
// @ts-expect-error
call("snow-device-management:CancelTask", { region, params: { taskId: 5 } });
// @ts-expect-error
call("snow-device-management:ListTasks", { region, params: { state: 5 } });
// A filter without its values, and one in another vendor's words.
// @ts-expect-error
call("fsx:DescribeDataRepositoryTasks", { region, params: { Filters: [{ Name: "file-system-id" }] } });
export const filters: OperationMap["nas:DescribeDataFlowTasks"]["Filters"] = [
  // @ts-expect-error
  { Name: "Status", Values: ["Executing"] },
];
// No region, no params, no call.
// @ts-expect-error
call("snow-device-management:CancelTask", { params: { taskId: "a" } });
// @ts-expect-error
call("snow-device-management:CancelTask", { region });
// @ts-expect-error
call("snow-device-management:CancelTask");
// @ts-expect-error
build();
// A variant that there is not, and a key of the call that there is not.
// @ts-expect-error
call("snow-device-management:CancelTask", { region, variants: ["v6"], params: { taskId: "a" } });
// @ts-expect-error
call("snow-device-management:CancelTask", { region, regions: [], params: { taskId: "a" } });
// A call of another kind.
// @ts-expect-error
export const noCancel: CancelCall = list;
// @ts-expect-error
export const noList: ListCall = stop;
// @ts-expect-error
export const noStatus: StatusCall = list;

// Requests and signatures.
export const keys: Credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI" };
export const temporary: Credentials[] = [
  { ...keys, sessionToken: "AQoDYXdzEJr" },
  { ...keys, sessionToken: "" },
  { ...keys, sessionToken: null },
  { ...keys, sessionToken: undefined },
];
export const token: Credentials = { token: "MIIexample" };
export const authToken: Credentials = { authToken: "MIIexample" };
export const unsigned: UnsignedRequest = build(fsx);
export const signed: SignedRequest = sign(unsigned, keys, { now: new Date(0), trace: true });
export const prepared: SignedRequest = prepare(nas, keys, { now: 0, nonce: "n" });
export const request: HttpRequest = prepare(stop, token);
export const trace: string | undefined = signed.trace?.stringToSign;
export const url = "https://example.com/";
export const methods: SignedRequest[] = ["PUT", "PATCH", "HEAD"].map((method) =>
  sign({ method, url, headers: {}, signing: { scheme: "acs3-hmac-sha256" } }, keys),
);
export const signings: Signing[] = [
  { scheme: "aws-sigv4", service: "fsx", region },
  { scheme: "acs3-hmac-sha256" },
  { scheme: "sdk-hmac-sha256" },
  { scheme: "bearer" },
];

// Credentials that are none.
// @ts-expect-error
prepare(fsx);
// @ts-expect-error
prepare(fsx, {});
// @ts-expect-error
prepare(fsx, { accessKeyId: "AKIDEXAMPLE" });
// @ts-expect-error
prepare(fsx, { accessKeyId: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI" });
// @ts-expect-error
prepare(fsx, { token: 5 });
// @ts-expect-error
sign(unsigned, "AKIDEXAMPLE");
// A request that does not say how to sign it, or in a way that there is not; options that there are not.
// @ts-expect-error
sign({ method: "GET", url, headers: {} }, keys);
// @ts-expect-error
sign({ method: "GET", url, headers: {}, signing: { scheme: "aws-sigv4" } }, keys);
// @ts-expect-error
sign({ method: "GET", url, headers: {}, signing: { scheme: "basic" } }, keys);
// @ts-expect-error
prepare(fsx, keys, { now: "2026-11-21" });
// @ts-expect-error
prepare(fsx, keys, { time: 0 });

// Replies.
export const outcome: Outcome = interpret(snow, { status: 200, headers: { date: "" }, body: "{}" });
export const pairs: Outcome = interpret(list.operation, { status: 200, headers: [["date", ""]] });
export const state: TaskState | undefined = outcome.task?.state;
// A reply without a status; an id that there is not; a verdict and a state that there are not.
// @ts-expect-error
interpret(fsx, { body: "{}" });
// @ts-expect-error
interpret("fsx:CancelTask", { status: 200 });
// @ts-expect-error
export const noVerdict = outcome.verdict === "cancelled";
// @ts-expect-error
export const noState: TaskState = "cancelled";

// The calls that go with another.
declare const task: TaskView;
export const cancel: CancelCall = cancelCallFor(list, task);
export const cancelOfStatus: CancelCall = cancelCallFor(look, task);
export const status: StatusCall | ListCall = statusCallFor(stop);
// From a cancel call, without a task, for a task that is only an id.
// @ts-expect-error
cancelCallFor(stop, task);
// @ts-expect-error
cancelCallFor(list);
// @ts-expect-error
cancelCallFor(list, { id: "task-0123456789abcdef0" });
// @ts-expect-error
statusCallFor(list);
// @ts-expect-error
statusCallFor("fsx:CancelDataRepositoryTask");

// The catalogue, findings and errors.
export const specs: OperationSpec[] = operations();
export const variants: Variant[] = specs.flatMap((spec) => spec.variants);
export const text: string = version;
export const findings: Finding[] = validate(null);
export const codes: FindingCode[] = findings.map(({ code }) => code);
// @ts-expect-error
operations("fsx");
// @ts-expect-error
export const noCode = findings.some(({ code }) => code === "wrong");
try {
  build(fsx);
} catch (error) {
  if (error instanceof CalloffError) {
    const code: "invalid" | "credentials" | "aborted" | "internal" = error.code;
    const all: readonly Finding[] = error.findings;
    const last: Outcome | undefined = error.outcome;
    JSON.stringify([code, all, last]);
    // @ts-expect-error
    error.code = "invalid";
  }
}
