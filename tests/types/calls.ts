// What must compile and what must not, for every user of TypeScript with `strict`.
import {
  build,
  type Call,
  CalloffError,
  type Credentials,
  type Finding,
  interpret,
  interpretResponse,
  type OperationId,
  type OperationSpec,
  type Outcome,
  operations,
  prepare,
  type SignedRequest,
  sign,
  toRequest,
  type UnsignedRequest,
  validate,
  version,
} from "calloff";

const region = "us-west-2";

export const fsx: Call = {
  operation: "fsx:CancelDataRepositoryTask",
  region: "eu-west-1",
  variants: ["fips", "dualstack"],
  params: { TaskId: "task-0123456789abcdef0" },
};
export const snow: Call<"snow-device-management:CancelTask"> = {
  operation: "snow-device-management:CancelTask",
  region: "us-west-2",
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
export const sfsTurbo: Call = {
  operation: "sfsturbo:DeleteHpcCacheTask",
  region: "cn-north-4",
  params: { project_id: "p", share_id: "s", task_id: "t" },
};

export const keys: Credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI" };
export const token: Credentials = { authToken: "MIIexample" };
export const unsigned: UnsignedRequest = build(fsx);
export const signed: SignedRequest = sign(unsigned, keys, { now: new Date(0), trace: true });
export const prepared: SignedRequest = prepare(nas, keys, { now: 0, nonce: "n" });
export const request: Request = toRequest(sfsTurbo, token);
export const sent: Promise<Response> = fetch(prepared.url, prepared);
export const outcome: Outcome = interpret(snow, { status: 200, headers: new Headers(), body: "{}" });
export const later: Promise<Outcome> = sent.then((response) => interpretResponse(snow.operation, response));
export const findings: Finding[] = validate(null);
export const specs: OperationSpec[] = operations();
export const id: OperationId = "nas:CancelDataFlowSubTask";
export const text: string = version;

try {
  build(fsx);
} catch (error) {
  if (error instanceof CalloffError) {
    const code: "invalid" | "credentials" | "aborted" | "internal" = error.code;
    const all: readonly Finding[] = error.findings;
    console.log(code, all);
  }
}

// An operation that there is not.
// @ts-expect-error
build({ operation: "fsx:CancelTask", region, params: { TaskId: "task-0123456789abcdef0" } });
// The parameters of another operation.
// @ts-expect-error
build({ operation: "fsx:CancelDataRepositoryTask", region, params: { taskId: "a" } });
// A parameter that is missing.
// @ts-expect-error
build({ operation: "sfsturbo:DeleteHpcCacheTask", region, params: { project_id: "p", share_id: "s" } });
// A parameter that is unknown.
// @ts-expect-error
build({ operation: "snow-device-management:CancelTask", region, params: { taskId: "a", force: true } });
// A parameter of another type.
// @ts-expect-error
build({ operation: "snow-device-management:CancelTask", region, params: { taskId: 5 } });
// No region, no params, no call.
// @ts-expect-error
build({ operation: "snow-device-management:CancelTask", params: { taskId: "a" } });
// @ts-expect-error
build({ operation: "snow-device-management:CancelTask", region });
// @ts-expect-error
build();
// A variant that there is not, and a key of the call that there is not.
// @ts-expect-error
build({ operation: "snow-device-management:CancelTask", region, variants: ["v6"], params: { taskId: "a" } });
// @ts-expect-error
build({ operation: "snow-device-management:CancelTask", region, regions: [], params: { taskId: "a" } });

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
toRequest(fsx, { authToken: 5 });
// @ts-expect-error
sign(unsigned, "AKIDEXAMPLE");

// A request that does not say how to sign it; options that there are not.
// @ts-expect-error
sign({ method: "GET", url: "https://example.com/", headers: {} }, keys);
// @ts-expect-error
prepare(fsx, keys, { now: "2026-11-21" });
// @ts-expect-error
prepare(fsx, keys, { time: 0 });

// A reply without a status; an id that there is not; a verdict that there is not.
// @ts-expect-error
interpret(fsx, { body: "{}" });
// @ts-expect-error
interpret("fsx:CancelTask", { status: 200 });
// @ts-expect-error
console.log(outcome.verdict === "cancelled");
