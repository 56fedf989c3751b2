// AWS Snow Device Management as the practice cloud plays it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { practice } from "./practice.mjs";
import { callSnow, cancelTask, signAws } from "./vendor-signers.mjs";

const { user, session, forbidden } = practiceCredentials.aws;
const QUEUED = "abcdefghij0123456789";
const HALF_RUNNING = "bcdefghijk0123456789";
const SUCCEEDED = "defghijklm0123456789";

/** @type {ReturnType<typeof practice>} */
let here;
beforeEach(() => {
  here = practice();
});
/** @param {string} taskId */
const cancel = (taskId, keys = user) => here.send(cancelTask(taskId, keys, here.clock.now));
/** @param {string} taskId */
const executionStates = async (taskId) =>
  (await here.state()).services["snow-device-management"].tasks
    .filter((/** @type {any} */ task) => task.ids.taskId === taskId)
    .map((/** @type {any} */ task) => task.state);

test("QUEUED executions are canceled, those that run already are not, and the reply does not tell", async () => {
  for (const [taskId, states] of Object.entries({
    [QUEUED]: ["CANCELED", "CANCELED"],
    [HALF_RUNNING]: ["CANCELED", "IN_PROGRESS"],
    [SUCCEEDED]: ["SUCCEEDED"],
  })) {
    const { status, headers, body } = await cancel(taskId);
    assert.equal(status, 200);
    assert.deepEqual(body, { taskId });
    assert.equal(headers.get("content-type"), "application/json");
    assert.ok(headers.has("x-amzn-requestid"));
    assert.deepEqual(await executionStates(taskId), states);
  }
});

test("an execution leaves the queue by itself, and then it is too late", async () => {
  here.pass(600);
  assert.equal((await cancel(QUEUED)).status, 200);
  assert.deepEqual(await executionStates(QUEUED), ["IN_PROGRESS", "IN_PROGRESS"]);
});

test("an unknown task: ResourceNotFoundException, in the header that restJson has for it", async () => {
  const { status, headers, body } = await cancel("no such task, but a/b?c");
  assert.equal(status, 404);
  assert.equal(headers.get("x-amzn-errortype"), "ResourceNotFoundException");
  assert.deepEqual(Object.keys(body), ["message"]);
});

test("65 characters are too many, 64 are not, whatever their bytes", async () => {
  const long = await cancel("é".repeat(65));
  assert.deepEqual([long.status, long.headers.get("x-amzn-errortype")], [400, "ValidationException"]);
  assert.equal((await cancel("é".repeat(64))).status, 404);
  assert.equal((await cancel("😀".repeat(64))).status, 404);
});

test("no authorization, another secret, a wrong clock: 403", async () => {
  const unsigned = await here.send(new Request("http://127.0.0.1/cloud/task/a/cancel", { method: "POST" }));
  assert.equal(unsigned.headers.get("x-amzn-errortype"), "MissingAuthenticationTokenException");
  const forged = await cancel(QUEUED, { ...user, secretAccessKey: "wrong" });
  assert.equal(forged.headers.get("x-amzn-errortype"), "InvalidSignatureException");
  const late = await here.send(cancelTask(QUEUED, user, here.clock.now - 6 * 60_000));
  assert.match(late.body.message, /^Signature expired: /);
  assert.deepEqual([unsigned.status, forged.status, late.status], [403, 403, 403]);
});

for (const path of [
  "/task/",
  "/task//cancel",
  "/tasks",
  "/executions",
  "/task/a/b/cancel",
  "/cancel",
  "/task/%zz/cancel",
]) {
  test(`POST ${path} is no operation here`, async () => {
    const request = signAws(
      { url: `http://127.0.0.1/cloud${path}`, service: "snow-device-management", region: "us-west-2" },
      user,
      here.clock.now,
    );
    const { status, headers } = await here.send(request);
    assert.deepEqual([status, headers.get("x-amzn-errortype")], [404, "UnknownOperationException"]);
  });
}

test("a user without permission: told so, and nothing happens", async () => {
  const { status, headers } = await cancel(QUEUED, forbidden);
  assert.deepEqual([status, headers.get("x-amzn-errortype")], [403, "AccessDeniedException"]);
  assert.deepEqual(await executionStates(QUEUED), ["QUEUED", "QUEUED"]);
});

test("an execution that ends just before the cancel gets to it: 200 all the same, and it has succeeded", async () => {
  const task = { ids: { taskId: "t" }, state: "QUEUED", endsAtCancel: true };
  await here.control("POST seed", { service: "snow-device-management", tasks: [task] });
  assert.equal((await cancel("t")).status, 200);
  assert.deepEqual(await executionStates("t"), ["SUCCEEDED"]);
});

/** @param {string} path with its query */
const get = (path, keys = user) => here.send(callSnow("GET", path, keys, here.clock.now));
/** @param {{ status: number, headers: Headers }} reply */
const told = ({ status, headers }) => `${status} ${headers.get("x-amzn-errortype")}`;

describe("DescribeTask", () => {
  /** @param {string} taskId */
  const show = (taskId, keys = user) =>
    here.send(callSnow("POST", `/task/${encodeURIComponent(taskId)}`, keys, here.clock.now));

  test("a task is IN_PROGRESS until all of its executions have ended", async () => {
    const start = here.clock.now / 1000;
    const { status, body } = await show(HALF_RUNNING);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      createdAt: start,
      description: "Unlock",
      lastUpdatedAt: start,
      state: "IN_PROGRESS",
      tags: {},
      taskArn: `arn:aws:snow-device-management:us-west-2:123456789012:task/${HALF_RUNNING}`,
      taskId: HALF_RUNNING,
      targets: ["smd-0001", "smd-0002"],
    });
    here.pass(1.25);
    await cancel(HALF_RUNNING);
    assert.equal((await show(HALF_RUNNING)).body.lastUpdatedAt, start + 1.25);
    here.pass(3600);
    const ended = (await show(HALF_RUNNING)).body;
    assert.deepEqual([ended.state, ended.completedAt], ["COMPLETED", start + 3600]);
  });

  test("and CANCELED when every one is", async () => {
    await cancel(QUEUED);
    assert.equal((await show(QUEUED)).body.state, "CANCELED");
  });

  test("an unknown task, a long id, a user without permission", async () => {
    assert.equal(told(await show("unknown")), "404 ResourceNotFoundException");
    assert.equal(told(await show("é".repeat(65))), "400 ValidationException");
    assert.equal(told(await show(QUEUED, forbidden)), "403 AccessDeniedException");
  });
});

describe("ListTasks", () => {
  /** @param {{ body: any }} reply */
  const statesIn = ({ body }) =>
    body.tasks.map((/** @type {any} */ task) => `${task.taskId[0]} ${task.state}`);

  test("all tasks, with four members each", async () => {
    const reply = await get("/tasks", session);
    assert.deepEqual(statesIn(reply), [
      "a IN_PROGRESS",
      "b IN_PROGRESS",
      "c IN_PROGRESS",
      "d COMPLETED",
      "e CANCELED",
      "f COMPLETED",
    ]);
    assert.deepEqual(Object.keys(reply.body), ["tasks"]);
    assert.deepEqual(Object.keys(reply.body.tasks[0]), ["state", "tags", "taskArn", "taskId"]);
  });

  test("by state, in pages, to which a task that leaves the list in between does no harm", async () => {
    const first = await get("/tasks?maxResults=1&state=IN_PROGRESS");
    assert.deepEqual(statesIn(first), ["a IN_PROGRESS"]);
    await cancel(QUEUED);
    const token = encodeURIComponent(first.body.nextToken);
    const second = await get(`/tasks?state=IN_PROGRESS&maxResults=2&nextToken=${token}`);
    assert.deepEqual(statesIn(second), ["b IN_PROGRESS", "c IN_PROGRESS"]);
    assert.ok(!("nextToken" in second.body));
    assert.equal(told(await get(`/tasks?nextToken=${token}`)), "400 ValidationException");
  });

  for (const [query, expected] of Object.entries({
    "maxResults=0": "400 ValidationException",
    "maxResults=101": "400 ValidationException",
    "maxResults=ten": "400 SerializationException",
    "state=QUEUED": "400 ValidationException",
    "nextToken=AAAA": "400 ValidationException",
  })) {
    test(`${query}: ${expected}`, async () => assert.equal(told(await get(`/tasks?${query}`)), expected));
  }
});

describe("ListExecutions", () => {
  test("one per device, with its own states, in pages", async () => {
    const first = await get(`/executions?taskId=${HALF_RUNNING}&maxResults=1`);
    assert.deepEqual(first.body.executions, [
      {
        executionId: `${HALF_RUNNING}-smd-0001`,
        managedDeviceId: "smd-0001",
        state: "QUEUED",
        taskId: HALF_RUNNING,
      },
    ]);
    const token = encodeURIComponent(first.body.nextToken);
    const second = await get(`/executions?taskId=${HALF_RUNNING}&maxResults=1&nextToken=${token}`);
    assert.deepEqual([second.body.executions.length, second.body.executions[0].state], [1, "IN_PROGRESS"]);
    assert.ok(!("nextToken" in second.body));
  });

  test("by state", async () => {
    const { body } = await get("/executions?taskId=fghijklmno0123456789&state=TIMED_OUT");
    assert.deepEqual(
      body.executions.map((/** @type {any} */ one) => one.managedDeviceId),
      ["smd-0003"],
    );
  });

  for (const [query, expected] of Object.entries({
    "": "400 ValidationException",
    "taskId=unknown": "404 ResourceNotFoundException",
    [`taskId=${QUEUED}&state=COMPLETED`]: "400 ValidationException",
    [`taskId=${QUEUED}&maxResults=1.5`]: "400 SerializationException",
  })) {
    test(`${query || "no task"}: ${expected}`, async () => {
      assert.equal(told(await get(`/executions?${query}`)), expected);
    });
  }
});

test("a query other than the one that was signed", async () => {
  const { url, headers } = await callSnow("GET", "/tasks?maxResults=1", user, here.clock.now);
  const forged = await here.send(new Request(url.replace("=1", "=2"), { headers }));
  assert.equal(told(forged), "403 InvalidSignatureException");
});
