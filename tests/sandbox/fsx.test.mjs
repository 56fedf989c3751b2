// Amazon FSx as the practice cloud plays it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/cloud.mjs";
import { practice } from "./practice.mjs";
import { cancelDataRepositoryTask, signAws } from "./vendor-signers.mjs";

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
    "another service's target": { "x-amz-target": "FmrsService.CancelTaskExecution", "content-type": type },
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
