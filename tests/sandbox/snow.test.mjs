// AWS Snow Device Management as the practice cloud plays it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { practiceCredentials } from "../../sandbox/cloud.mjs";
import { practice } from "./practice.mjs";
import { cancelTask, signAws } from "./vendor-signers.mjs";

const { user, forbidden } = practiceCredentials.aws;
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
  "/task/abc",
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
