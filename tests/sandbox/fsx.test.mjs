// Amazon FSx as the practice cloud plays it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { practice } from "./practice.mjs";
import { callFsx, cancelDataRepositoryTask, signAws } from "./vendor-signers.mjs";

const { user, session, forbidden } = practiceCredentials.aws;
const RUNNING = "task-0123456789abcdef0";
const PENDING = "task-0123456789abcdef1";
const STUCK = "task-0123456789abcdef3";

/** @type {ReturnType<typeof practice>} */
let here;
beforeEach(() => {
  here = practice();
});
/** @param {string} taskId */
const cancel = (taskId, keys = user) => here.send(cancelDataRepositoryTask(taskId, keys, here.clock.now));

describe("CancelDataRepositoryTask", () => {
  test("EXECUTING: CANCELING at once, CANCELED some seconds later, then it has ended", async () => {
    const first = await cancel(RUNNING);
    assert.equal(first.status, 200);
    assert.deepEqual(first.body, { Lifecycle: "CANCELING", TaskId: RUNNING });
    assert.equal(first.headers.get("content-type"), "application/x-amz-json-1.1");
    assert.match(first.headers.get("x-amzn-requestid") ?? "", /^[0-9a-f-]{36}$/);
    assert.equal(first.headers.get("date"), "Sat, 21 Nov 2026 12:00:00 GMT");

    here.pass(7);
    assert.equal((await cancel(RUNNING)).body.Lifecycle, "CANCELING");
    here.pass(1);
    const last = await cancel(RUNNING);
    assert.equal(last.status, 400);
    assert.equal(last.body.__type, "DataRepositoryTaskEnded");
    assert.match(last.body.Message, /already ended/);
    assert.equal(await here.stateOf("fsx", RUNNING), "CANCELED");
  });

  test("PENDING can be canceled, too; left alone, it is executed and succeeds", async () => {
    assert.equal((await cancel(PENDING)).body.Lifecycle, "CANCELING");
    await here.control("POST reset");
    here.pass(120);
    assert.equal(await here.stateOf("fsx", PENDING), "EXECUTING");
    here.pass(3600);
    assert.equal(await here.stateOf("fsx", PENDING), "SUCCEEDED");
    await here.control("POST reset");
    here.pass(120 + 3600);
    assert.equal(await here.stateOf("fsx", PENDING), "SUCCEEDED", "also when nobody looked in between");
  });

  test("a stuck task never gets from CANCELING to CANCELED", async () => {
    await cancel(STUCK);
    here.pass(86_400);
    assert.equal((await cancel(STUCK)).body.Lifecycle, "CANCELING");
  });

  for (const [state, taskId] of Object.entries({
    SUCCEEDED: "task-0123456789abcdef4",
    FAILED: "task-0123456789abcdef5",
    CANCELED: "task-0123456789abcdef6",
  })) {
    test(`${state}: DataRepositoryTaskEnded`, async () => {
      assert.equal((await cancel(taskId)).body.__type, "DataRepositoryTaskEnded");
    });
  }

  test("a task that ends just before the cancel gets to it: DataRepositoryTaskEnded", async () => {
    const task = { ids: { TaskId: "task-00000000000000000" }, state: "PENDING", endsAtCancel: true };
    await here.control("POST seed", { service: "fsx", tasks: [task] });
    assert.equal((await cancel(task.ids.TaskId)).body.__type, "DataRepositoryTaskEnded");
    assert.equal(await here.stateOf("fsx", task.ids.TaskId), "SUCCEEDED");
  });

  test("with a session token, which must be signed", async () => {
    assert.equal((await cancel(RUNNING, session)).status, 200);
    const request = await cancelDataRepositoryTask(RUNNING, user, here.clock.now);
    request.headers.set("x-amz-security-token", session.sessionToken);
    assert.match((await here.send(request)).body.message, /must be a 'SignedHeader'/);
  });

  test("unknown task, and what is no task id", async () => {
    const unknown = await cancel("task-ffffffffffffffff0");
    assert.deepEqual([unknown.status, unknown.body.__type], [400, "DataRepositoryTaskNotFound"]);
    const malformed = await cancel("task-XYZ");
    assert.deepEqual([malformed.status, malformed.body.__type], [400, "BadRequest"]);
  });
});

describe("DescribeDataRepositoryTasks", () => {
  /** @param {object} input */
  const list = (input, keys = user) =>
    here.send(callFsx("DescribeDataRepositoryTasks", input, keys, here.clock.now));
  /** @param {{ body: any }} reply */
  const idsIn = ({ body }) =>
    body.DataRepositoryTasks.map((/** @type {any} */ task) => task.TaskId.at(-1)).join("");
  /** @param {{ status: number, body: any }} reply */
  const told = ({ status, body }) => `${status} ${body.__type}`;
  /** @param {string} Name @param {string[]} Values */
  const filter = (Name, ...Values) => ({ Filters: [{ Name, Values }] });

  test("all tasks, each with the members that are always there", async () => {
    const { status, headers, body } = await list({});
    assert.equal(status, 200);
    assert.equal(headers.get("content-type"), "application/x-amz-json-1.1");
    assert.deepEqual(Object.keys(body), ["DataRepositoryTasks"]);
    assert.equal(body.DataRepositoryTasks.length, 9);
    for (const task of body.DataRepositoryTasks) {
      for (const member of ["TaskId", "Lifecycle", "Type", "CreationTime"]) assert.ok(member in task, member);
      assert.equal("FailureDetails" in task, task.Lifecycle === "FAILED");
      assert.notEqual("FileSystemId" in task, "FileCacheId" in task);
    }
  });

  test("times are seconds, with a fraction; a task has started and ended when it has", async () => {
    const times = async () => {
      const { CreationTime, StartTime, EndTime } = (await list({ TaskIds: [PENDING] })).body
        .DataRepositoryTasks[0];
      return [CreationTime, StartTime, EndTime];
    };
    const seconds = here.clock.now / 1000;
    assert.deepEqual(await times(), [seconds, undefined, undefined]);
    here.pass(121.5);
    assert.deepEqual(await times(), [seconds, seconds + 120, undefined]);
    await cancel(PENDING);
    here.pass(60);
    assert.deepEqual(await times(), [seconds, seconds + 120, seconds + 121.5 + 8]);
    const [running] = (await list({ TaskIds: [RUNNING] })).body.DataRepositoryTasks;
    assert.equal(running.CreationTime, seconds - 90.712);
  });

  test("counts go on with time; those of 64 bits are written out", async () => {
    here.pass(900);
    const [{ Status }] = (await list({ TaskIds: [STUCK] })).body.DataRepositoryTasks;
    assert.deepEqual(
      [Status.TotalCount, Status.SucceededCount, Status.FailedCount, typeof Status.LastUpdatedTime],
      [1000, 250, 0, "number"],
    );
    const request = await callFsx(
      "DescribeDataRepositoryTasks",
      { TaskIds: ["task-0123456789abcdef7"] },
      user,
      here.clock.now,
    );
    const text = await (await here.cloud.fetch(request)).text();
    assert.match(
      text,
      /"TotalCount":9223372036854775807,"SucceededCount":9007199254740993,"FailedCount":9007199254740995,/,
    );
  });

  test("what failed says why", async () => {
    const [task] = (await list({ TaskIds: ["task-0123456789abcdef5"] })).body.DataRepositoryTasks;
    assert.match(task.FailureDetails.Message, /bucket does not exist/);
    assert.equal(task.Status.FailedCount, 500);
  });

  test("filters, which all have to pass", async () => {
    assert.equal(idsIn(await list(filter("task-lifecycle", "PENDING", "EXECUTING"))), "01378");
    assert.equal(idsIn(await list(filter("file-system-id", "fs-0fedcba9876543210"))), "7");
    assert.equal(idsIn(await list(filter("file-cache-id", "fc-0123456789abcdef0"))), "8");
    assert.equal(idsIn(await list(filter("data-repository-association-id", "dra-0123456789abcdef0"))), "7");
    const both = [
      { Name: "file-system-id", Values: ["fs-0123456789abcdef0"] },
      { Name: "task-lifecycle", Values: ["EXECUTING"] },
    ];
    assert.equal(idsIn(await list({ Filters: both })), "03");
    const some = { TaskIds: [STUCK, PENDING, STUCK] };
    assert.equal(idsIn(await list(some)), "13");
    assert.equal(idsIn(await list({ ...some, ...filter("task-lifecycle", "PENDING") })), "1");
  });

  test("pages, to which a task that leaves the list in between does no harm", async () => {
    const query = filter("task-lifecycle", "PENDING", "EXECUTING");
    const first = await list({ ...query, MaxResults: 1 });
    assert.equal(idsIn(first), "0");
    assert.match(first.body.NextToken, /^[A-Za-z0-9+/]+=*$/);
    await cancel(RUNNING);
    const second = await list({ ...query, MaxResults: 3, NextToken: first.body.NextToken });
    assert.equal(idsIn(second), "137");
    const last = await list({ ...query, MaxResults: 3, NextToken: second.body.NextToken });
    assert.equal(idsIn(last), "8");
    assert.ok(!("NextToken" in last.body));
  });

  test("no page has more than fifty", async () => {
    const tasks = Array.from({ length: 60 }, (_, i) => ({
      ids: { TaskId: `task-${String(i).padStart(17, "0")}`, FileSystemId: "fs-1" },
      state: "EXECUTING",
    }));
    await here.control("POST seed", { service: "fsx", tasks });
    const first = await list({ ...filter("file-system-id", "fs-1"), MaxResults: 2147483647 });
    assert.equal(first.body.DataRepositoryTasks.length, 50);
    const { NextToken } = first.body;
    const second = await list({ ...filter("file-system-id", "fs-1"), NextToken });
    assert.equal(second.body.DataRepositoryTasks.length, 10);
  });

  test("a token that is none, or another query's", async () => {
    assert.equal(told(await list({ NextToken: "AAAA" })), "400 BadRequest");
    const { NextToken } = (await list({ MaxResults: 1 })).body;
    assert.equal(told(await list({ ...filter("task-lifecycle", "PENDING"), NextToken })), "400 BadRequest");
  });

  for (const [what, input, expected] of /** @type {[string, object, string][]} */ ([
    ["an unknown task", { TaskIds: [PENDING, "task-ffffffffffffffff0"] }, "400 DataRepositoryTaskNotFound"],
    ["an unknown file system", filter("file-system-id", "fs-0"), "400 FileSystemNotFound"],
    ["what is no task id", { TaskIds: ["task-XYZ"] }, "400 BadRequest"],
    ["more than 50 task ids", { TaskIds: Array(51).fill(PENDING) }, "400 BadRequest"],
    [
      "more than 3 filters",
      { Filters: Array(4).fill({ Name: "task-lifecycle", Values: [] }) },
      "400 BadRequest",
    ],
    ["more than 20 values", filter("file-cache-id", ...Array(21).fill("fc-1")), "400 BadRequest"],
    ["a value with other characters", filter("file-cache-id", "fc 1"), "400 BadRequest"],
    ["a value of 129 characters", filter("file-cache-id", "f".repeat(129)), "400 BadRequest"],
    ["an unknown filter", filter("name", "x"), "400 BadRequest"],
    ["an unknown lifecycle", filter("task-lifecycle", "RUNNING"), "400 BadRequest"],
    ["no results at all", { MaxResults: 0 }, "400 BadRequest"],
    ["a fraction of a result", { MaxResults: 1.5 }, "400 SerializationException"],
    ["a number in words", { MaxResults: "1" }, "400 SerializationException"],
    ["a text for a list", { TaskIds: PENDING }, "400 SerializationException"],
    [
      "a value that is no text",
      filter("file-cache-id", /** @type {any} */ (1)),
      "400 SerializationException",
    ],
    ["a filter that is none", { Filters: ["file-system-id"] }, "400 BadRequest"],
  ])) {
    test(`${what}: ${expected}`, async () => assert.equal(told(await list(input)), expected));
  }

  test("null members are as good as none", async () => {
    assert.equal(
      (await list({ TaskIds: null, Filters: null, MaxResults: null, NextToken: null })).status,
      200,
    );
  });

  test("a user without permission", async () => {
    const reply = await list({}, forbidden);
    assert.equal(told(reply), "400 AccessDeniedException");
    assert.match(reply.body.message, /fsx:DescribeDataRepositoryTasks on resource: \S+:task\/\* /);
  });
});

describe("what is refused before it gets that far", () => {
  const operation = { service: "fsx", region: "eu-west-1" };
  const target = "AWSSimbaAPIService_v20180301.CancelDataRepositoryTask";
  const type = "application/x-amz-json-1.1";

  test("no authorization", async () => {
    const { status, body } = await here.send(
      new Request("http://127.0.0.1/cloud/", { method: "POST", headers: { "x-amz-target": target } }),
    );
    assert.deepEqual([status, body.__type], [403, "MissingAuthenticationTokenException"]);
  });

  test("an unknown key, and a known one with another secret", async () => {
    const unknown = await cancel(RUNNING, { ...user, accessKeyId: "AKIDUNKNOWN" });
    assert.deepEqual([unknown.status, unknown.body.__type], [400, "UnrecognizedClientException"]);
    const wrong = await cancel(RUNNING, { ...user, secretAccessKey: "wrong" });
    assert.deepEqual([wrong.status, wrong.body.__type], [400, "InvalidSignatureException"]);
    assert.match(
      wrong.body.message,
      /The Canonical String for this request should have been\n'POST\n\/cloud\/\n/,
    );
    assert.match(
      wrong.body.message,
      /The String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20261121T120000Z\n/,
    );
  });

  test("a clock that is more than five minutes off, either way", async () => {
    const at = (/** @type {number} */ minutes) =>
      here.send(cancelDataRepositoryTask(RUNNING, user, here.clock.now + minutes * 60_000));
    assert.equal((await at(-5)).status, 200);
    assert.equal((await at(5)).status, 200);
    assert.deepEqual((await at(-6)).body, {
      __type: "InvalidSignatureException",
      message:
        "Signature expired: 20261121T115400Z is now earlier than 20261121T115500Z (20261121T120000Z - 5 min.)",
    });
    assert.match(
      (await at(6)).body.message,
      /^Signature not yet current: 20261121T120600Z is still later than /,
    );
  });

  test("a signature for another service", async () => {
    const request = signAws(
      {
        url: "http://127.0.0.1/cloud/",
        headers: { "x-amz-target": target, "content-type": type },
        body: JSON.stringify({ TaskId: RUNNING }),
        service: "s3",
        region: "eu-west-1",
      },
      user,
      here.clock.now,
    );
    assert.match(
      (await here.send(request)).body.message,
      /^Credential should be scoped to correct service: 'fsx'/,
    );
  });

  test("a body other than the one that its x-amz-content-sha256 header promises", async () => {
    const request = signAws(
      {
        url: "http://127.0.0.1/cloud/",
        headers: { "x-amz-target": target, "content-type": type, "x-amz-content-sha256": "0".repeat(64) },
        body: JSON.stringify({ TaskId: RUNNING }),
        ...operation,
      },
      user,
      here.clock.now,
    );
    assert.equal((await here.send(request)).body.__type, "InvalidSignatureException");
  });

  for (const [what, headers] of Object.entries({
    "an unknown operation": { "x-amz-target": "AWSSimbaAPIService_v20180301.toString", "content-type": type },
    "another service's target": { "x-amz-target": "AmazonSSM.CancelCommand", "content-type": type },
    "another content type": { "x-amz-target": target, "content-type": "application/json" },
  })) {
    test(what, async () => {
      const request = signAws(
        { url: "http://127.0.0.1/cloud/", headers, body: "{}", ...operation },
        user,
        here.clock.now,
      );
      const { status, body } = await here.send(request);
      assert.deepEqual([status, body.__type], [404, "UnknownOperationException"]);
    });
  }

  for (const { method = "POST", path = "/" } of [{ method: "PUT" }, { path: "/2015-02-01/cancel" }]) {
    test(`${method} ${path}`, async () => {
      const request = signAws(
        {
          url: `http://127.0.0.1/cloud${path}`,
          method,
          headers: { "x-amz-target": target, "content-type": type },
          body: JSON.stringify({ TaskId: RUNNING }),
          ...operation,
        },
        user,
        here.clock.now,
      );
      assert.equal((await here.send(request)).status, 404);
    });
  }

  for (const body of ["", "{", "[]", "null", `{"TaskId":["${RUNNING}"]}`]) {
    test(`a body that is not what the operation takes: ${body || "(none)"}`, async () => {
      const request = signAws(
        {
          url: "http://127.0.0.1/cloud/",
          headers: { "x-amz-target": target, "content-type": type },
          body,
          ...operation,
        },
        user,
        here.clock.now,
      );
      const reply = await here.send(request);
      assert.deepEqual([reply.status, reply.body.__type], [400, "SerializationException"]);
    });
  }

  test("a user without permission: told so, and nothing happens", async () => {
    const { status, body } = await cancel(RUNNING, forbidden);
    assert.deepEqual([status, body.__type], [400, "AccessDeniedException"]);
    assert.match(body.message, /is not authorized to perform: fsx:CancelDataRepositoryTask on resource: /);
    assert.equal(await here.stateOf("fsx", RUNNING), "EXECUTING");
  });
});
