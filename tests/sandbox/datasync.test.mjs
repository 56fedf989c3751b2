// AWS DataSync as the practice cloud plays it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { practice } from "./practice.mjs";
import { callDataSync, cancelTaskExecution, signAws } from "./vendor-signers.mjs";

const { user, session, forbidden } = practiceCredentials.aws;

/** @param {string} last */
const task = (last) => `arn:aws:datasync:us-east-1:123456789012:task/task-0123456789abcdef${last}`;
/** @param {string} ofTask @param {string} last */
const execution = (ofTask, last) => `${task(ofTask)}/execution/exec-0123456789abcdef${last}`;
const RUNNING = execution("0", "0");
const SECOND = execution("0", "1");
const THIRD = execution("0", "2");
const STUCK = execution("1", "3");

/** @type {ReturnType<typeof practice>} */
let here;
beforeEach(() => {
  here = practice();
});
/** @param {string} operation @param {object} input */
const call = (operation, input, keys = user) =>
  here.send(callDataSync(operation, input, keys, here.clock.now));
/** @param {string} arn */
const cancel = (arn, keys = user) => here.send(cancelTaskExecution(arn, keys, here.clock.now));
/** @param {string} TaskExecutionArn */
const describeExecution = async (TaskExecutionArn) =>
  (await call("DescribeTaskExecution", { TaskExecutionArn })).body;
/** @param {string} arn */
const stateOf = (arn) => here.stateOf("datasync", arn);
/** @param {{ status: number, body: any }} reply */
const told = ({ status, body }) =>
  `${status} ${body.__type ?? ""}${body.errorCode ? ` ${body.errorCode}` : ""}`;

describe("CancelTaskExecution", () => {
  test("TRANSFERRING: 200 without a body, CANCELLING, and some seconds later ERROR: there is no canceled", async () => {
    const { status, headers, body } = await cancel(RUNNING);
    assert.deepEqual([status, body], [200, ""]);
    assert.equal(headers.get("content-type"), "application/x-amz-json-1.1");
    assert.match(headers.get("x-amzn-requestid") ?? "", /^[0-9a-f-]{36}$/);
    assert.equal(await stateOf(RUNNING), "CANCELLING");

    here.pass(7);
    assert.equal(told(await cancel(RUNNING)), "200 ", "again, which does not start it over");
    here.pass(1);
    const { Status, Result, EndTime } = await describeExecution(RUNNING);
    assert.deepEqual(
      [Status, Result, EndTime],
      [
        "ERROR",
        {
          PrepareStatus: "SUCCESS",
          TransferStatus: "ERROR",
          VerifyStatus: "PENDING",
          ErrorCode: "Cancelled",
          ErrorDetail: "The task execution was cancelled.",
        },
        here.clock.now / 1000,
      ],
    );
    assert.equal(told(await cancel(RUNNING)), "400 InvalidRequestException InvalidState");
  });

  for (const [state, arn] of Object.entries({
    QUEUED: SECOND,
    PREPARING: execution("4", "a"),
    VERIFYING: execution("5", "b"),
  })) {
    test(`${state} can be canceled, too`, async () => {
      assert.equal(await stateOf(arn), state);
      assert.equal(told(await cancel(arn)), "200 ");
      here.pass(8);
      assert.equal((await describeExecution(arn)).Result.ErrorCode, "Cancelled");
    });
  }

  test("a stuck execution never gets from CANCELLING to ERROR, and holds up those behind it", async () => {
    assert.equal(await stateOf(STUCK), "LAUNCHING");
    await cancel(STUCK);
    here.pass(86_400);
    assert.equal(await stateOf(STUCK), "CANCELLING");
    assert.equal(await stateOf(execution("1", "4")), "QUEUED");
  });

  for (const [what, last] of Object.entries({ SUCCESS: "7", ERROR: "8", "ERROR, canceled": "9" })) {
    test(`${what}: InvalidRequestException, and the words say the state`, async () => {
      const reply = await cancel(execution("4", last));
      assert.equal(told(reply), "400 InvalidRequestException InvalidState");
      assert.match(reply.body.message, new RegExp(`cannot be cancelled.*: ${what.split(",")[0]}\\.$`));
    });
  }

  test("an execution that ends just before the cancel gets to it", async () => {
    const seed = { ids: { TaskExecutionArn: execution("9", "9") }, state: "QUEUED", endsAtCancel: true };
    await here.control("POST seed", { service: "datasync", tasks: [seed] });
    assert.equal(told(await cancel(seed.ids.TaskExecutionArn)), "400 InvalidRequestException InvalidState");
    assert.equal(await stateOf(seed.ids.TaskExecutionArn), "SUCCESS");
  });

  test("with a session token", async () => assert.equal((await cancel(RUNNING, session)).status, 200));

  test("unknown, and what is no ARN of an execution", async () => {
    assert.equal(told(await cancel(execution("f", "f"))), "400 InvalidRequestException NotFound");
    for (const arn of [task("0"), "exec-0123456789abcdef0", RUNNING.toUpperCase(), `${RUNNING}0`, ""]) {
      assert.equal(told(await cancel(arn)), "400 InvalidRequestException InvalidParameter", arn);
    }
    assert.equal(told(await call("CancelTaskExecution", {})), "400 InvalidRequestException InvalidParameter");
  });
});

describe("executions of one task run one after the other", () => {
  test("the next starts when the one before has ended", async () => {
    const states = async () => [await stateOf(RUNNING), await stateOf(SECOND), await stateOf(THIRD)];
    assert.deepEqual(await states(), ["TRANSFERRING", "QUEUED", "QUEUED"]);
    here.pass(3600);
    assert.deepEqual(await states(), ["SUCCESS", "TRANSFERRING", "QUEUED"]);
    here.pass(2 * 86_400);
    assert.deepEqual(await states(), ["SUCCESS", "SUCCESS", "SUCCESS"]);
    const [first, second, third] = [
      await describeExecution(RUNNING),
      await describeExecution(SECOND),
      await describeExecution(THIRD),
    ];
    assert.equal(second.LaunchTime, first.EndTime + 2);
    assert.equal(third.LaunchTime, second.EndTime + 2);
  });

  test("one that is canceled makes way at once; one that is canceled in the queue does not come up", async () => {
    await cancel(SECOND);
    await cancel(RUNNING);
    here.pass(9);
    assert.deepEqual(
      [await stateOf(RUNNING), await stateOf(SECOND), await stateOf(THIRD)],
      ["ERROR", "ERROR", "QUEUED"],
    );
    here.pass(1);
    assert.equal(await stateOf(THIRD), "LAUNCHING");
    assert.ok(!("LaunchTime" in (await describeExecution(SECOND))));
  });

  test("one that was canceled in the queue long before does not let the next overtake the one that runs", async () => {
    await cancel(SECOND);
    here.pass(2 * 86_400);
    const [first, third] = [await describeExecution(RUNNING), await describeExecution(THIRD)];
    assert.equal(third.LaunchTime, first.EndTime + 2);
  });

  test("of very many, too, each has its turn", async () => {
    const tasks = Array.from({ length: 20_000 }, (_, i) => ({
      ids: { TaskExecutionArn: `${task("8")}/execution/exec-${String(i).padStart(17, "0")}` },
      state: i === 0 ? "TRANSFERRING" : "QUEUED",
    }));
    here.cloud.books.seed("datasync", tasks);
    const last = String(tasks.at(-1)?.ids.TaskExecutionArn);
    assert.equal((await describeExecution(last)).Status, "QUEUED");
    here.pass(20_000 * 4000);
    assert.equal((await describeExecution(last)).Status, "SUCCESS");
  });
});

describe("DescribeTaskExecution", () => {
  test("a running one: when it was asked for, when it began, and counters that go on with time", async () => {
    const now = here.clock.now / 1000;
    const before = await describeExecution(RUNNING);
    assert.deepEqual(
      [before.TaskExecutionArn, before.Status, before.TaskMode, before.StartTime, before.LaunchTime],
      [RUNNING, "TRANSFERRING", "BASIC", now - 700, now - 700],
    );
    assert.ok(!("EndTime" in before));
    here.pass(900);
    const after = await describeExecution(RUNNING);
    assert.ok(after.FilesTransferred > before.FilesTransferred);
    assert.ok(after.BytesTransferred > before.BytesTransferred);
    assert.deepEqual([after.EstimatedFilesToTransfer, after.EstimatedBytesToTransfer], [1000, 5368709120]);
  });

  test("a queued one has not been launched", async () => {
    const { Status, LaunchTime, FilesTransferred, Result } = await describeExecution(SECOND);
    assert.deepEqual([Status, LaunchTime, FilesTransferred], ["QUEUED", undefined, 0]);
    assert.deepEqual(Object.values(Result), ["PENDING", "PENDING", "PENDING"]);
  });

  test("one that succeeded, and one that failed by itself", async () => {
    const succeeded = await describeExecution(execution("4", "7"));
    assert.deepEqual([succeeded.FilesTransferred, succeeded.FilesVerified], [1000, 1000]);
    assert.deepEqual(Object.values(succeeded.Result), ["SUCCESS", "SUCCESS", "SUCCESS"]);
    const failed = await describeExecution(execution("4", "8"));
    assert.deepEqual([failed.Status, failed.Result.ErrorCode], ["ERROR", "NoSpace"]);
  });

  test("counters of 64 bits are written out", async () => {
    const TaskExecutionArn = execution("3", "6");
    const request = callDataSync("DescribeTaskExecution", { TaskExecutionArn }, user, here.clock.now);
    const text = await (await here.cloud.fetch(await request)).text();
    assert.match(text, /"EstimatedFilesToTransfer":9007199254740995,.*"FilesTransferred":9007199254740993,/);
    assert.match(text, /"TaskMode":"ENHANCED"/);
    here.pass(86_400);
    assert.equal(await stateOf(TaskExecutionArn), "TRANSFERRING", "it is endless");
  });
});

describe("ListTaskExecutions", () => {
  /** @param {object} [input] */
  const list = (input = {}, keys = user) => call("ListTaskExecutions", input, keys);
  /** @param {{ body: any }} reply */
  const idsIn = ({ body }) =>
    body.TaskExecutions.map((/** @type {any} */ one) => one.TaskExecutionArn.at(-1)).join("");

  test("all, each with three members", async () => {
    const reply = await list();
    assert.equal(idsIn(reply), "0123456789ab");
    assert.deepEqual(Object.keys(reply.body), ["TaskExecutions"]);
    for (const one of reply.body.TaskExecutions) {
      assert.deepEqual(Object.keys(one), ["TaskExecutionArn", "Status", "TaskMode"]);
    }
  });

  test("those of a task", async () => assert.equal(idsIn(await list({ TaskArn: task("0") })), "012"));

  test("in pages, with a token out of the vendor's characters; 0 is as many as there may be", async () => {
    const first = await list({ MaxResults: 5 });
    assert.equal(idsIn(first), "01234");
    assert.match(first.body.NextToken, /^[a-zA-Z0-9=_-]+$/);
    const second = await list({ MaxResults: 100, NextToken: first.body.NextToken });
    assert.equal(idsIn(second), "56789ab");
    assert.equal(idsIn(await list({ MaxResults: 0 })), "0123456789ab");
  });

  for (const [what, input, expected] of /** @type {[string, object, string][]} */ ([
    ["an unknown task", { TaskArn: task("f") }, "400 InvalidRequestException NotFound"],
    ["an execution for a task", { TaskArn: RUNNING }, "400 InvalidRequestException InvalidParameter"],
    ["more than 100", { MaxResults: 101 }, "400 InvalidRequestException InvalidParameter"],
    ["less than none", { MaxResults: -1 }, "400 InvalidRequestException InvalidParameter"],
    ["a token that is none", { NextToken: "AAAA" }, "400 InvalidRequestException InvalidParameter"],
    ["a number in words", { MaxResults: "1" }, "400 SerializationException"],
    ["a list for an ARN", { TaskArn: [task("0")] }, "400 SerializationException"],
  ])) {
    test(`${what}: ${expected}`, async () => assert.equal(told(await list(input)), expected));
  }
});

describe("what is refused before it gets that far", () => {
  const target = "FmrsService.CancelTaskExecution";

  test("no authorization, an unknown key, another secret", async () => {
    const headers = { "x-amz-target": target };
    const bare = await here.send(new Request("http://127.0.0.1/cloud/", { method: "POST", headers }));
    assert.equal(told(bare), "403 MissingAuthenticationTokenException");
    assert.equal(
      told(await cancel(RUNNING, { ...user, accessKeyId: "AKIDUNKNOWN" })),
      "400 UnrecognizedClientException",
    );
    assert.equal(
      told(await cancel(RUNNING, { ...user, secretAccessKey: "wrong" })),
      "400 InvalidSignatureException",
    );
  });

  for (const [what, service, header] of [
    ["a signature for FSx", "fsx", target],
    ["FSx's target", "datasync", "AWSSimbaAPIService_v20180301.CancelDataRepositoryTask"],
    ["an unknown operation", "datasync", "FmrsService.StartTaskExecution"],
  ]) {
    test(String(what), async () => {
      const request = signAws(
        {
          url: "http://127.0.0.1/cloud/",
          headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": String(header) },
          body: JSON.stringify({ TaskExecutionArn: RUNNING }),
          service: String(service),
          region: "us-east-1",
        },
        user,
        here.clock.now,
      );
      const expected = service === "fsx" ? "400 InvalidSignatureException" : "404 UnknownOperationException";
      assert.equal(told(await here.send(request)), expected);
    });
  }

  test("a user without permission: told so, and nothing happens", async () => {
    const reply = await cancel(RUNNING, forbidden);
    assert.equal(told(reply), "400 AccessDeniedException");
    assert.match(reply.body.message, /datasync:CancelTaskExecution on resource: arn:aws:datasync:/);
    assert.equal(await stateOf(RUNNING), "TRANSFERRING");
  });
});
