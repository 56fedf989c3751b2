// Alibaba Cloud NAS as the practice cloud plays it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/cloud.mjs";
import { practice } from "./practice.mjs";
import { cancelDataFlowSubTask } from "./vendor-signers.mjs";

const { user, session, forbidden } = practiceCredentials.alibaba;
const RUNNING = "subTaskId-370kyfmyknxcyzwabcd";
const ids = {
  FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
  DataFlowId: "df-194433a5be31abcd",
  DataFlowTaskId: "task-38aa8e890f45abcd",
  DataFlowSubTaskId: RUNNING,
};

/** @type {ReturnType<typeof practice>} */
let here;
beforeEach(() => {
  here = practice();
});
/**
 * @param {Record<string, string>} parameters
 * @param {import("./vendor-signers.mjs").Keys} [keys]
 * @param {Parameters<typeof cancelDataFlowSubTask>[3]} [other]
 */
const cancel = (parameters, keys = user, other = {}) =>
  here.send(cancelDataFlowSubTask({ ...ids, ...parameters }, keys, here.clock.now, other));
/** @param {{ status: number, body: any }} reply */
const told = ({ status, body }) => `${status} ${body.Code}`;

describe("CancelDataFlowSubTask", () => {
  test("RUNNING: accepted, CANCELING, and CANCELED some seconds later", async () => {
    const { status, headers, body } = await cancel({});
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ["RequestId"]);
    assert.match(body.RequestId, /^[0-9A-F-]{36}$/);
    assert.equal(headers.get("x-acs-request-id"), body.RequestId);
    assert.equal(await here.stateOf("nas", RUNNING), "CANCELING");
    here.pass(8);
    assert.equal(await here.stateOf("nas", RUNNING), "CANCELED");
  });

  test("with an STS token; as GET, as well", async () => {
    assert.equal((await cancel({}, session)).status, 200);
    assert.equal(
      (await cancel({ DataFlowSubTaskId: "subTaskId-370kyfmyknxcyzwabce" }, user, { method: "GET" })).status,
      200,
    );
  });

  test("DryRun checks everything and changes nothing", async () => {
    assert.equal((await cancel({ DryRun: "true" })).status, 200);
    assert.equal(await here.stateOf("nas", RUNNING), "RUNNING");
    assert.equal(
      told(await cancel({ DryRun: "true", DataFlowSubTaskId: "x" })),
      "404 InvalidTaskId.NotFound",
    );
    assert.equal(told(await cancel({ DryRun: "maybe" })), "400 InvalidDryRun");
  });

  for (const [state, last] of Object.entries({
    CANCELING: "f",
    COMPLETE: "h",
    FAILED: "i",
    CANCELED: "j",
    EXPIRED: "k",
  })) {
    test(`${state}: OperationDenied.ConflictOperation`, async () => {
      const reply = await cancel({ DataFlowSubTaskId: `subTaskId-370kyfmyknxcyzwabc${last}` });
      assert.equal(told(reply), "403 OperationDenied.ConflictOperation");
    });
  }

  test("an error has the gateway's five members", async () => {
    const { body } = await cancel({ DataFlowSubTaskId: "x" });
    assert.deepEqual(Object.keys(body), ["RequestId", "HostId", "Code", "Message", "Recommend"]);
    assert.match(body.Recommend, /q=InvalidTaskId\.NotFound&.*requestId=[0-9A-F-]{36}$/);
  });

  for (const [told_, parameters] of /** @type {[string, Record<string, string>][]} */ ([
    ["404 InvalidFileSystem.NotFound", { FileSystemId: "bmcpfs-0" }],
    ["404 InvalidDataFlow.NotFound", { DataFlowId: "df-0" }],
    ["404 InvalidTaskId.NotFound", { DataFlowTaskId: "task-0" }],
    ["400 MissingFileSystemId", { FileSystemId: "" }],
    ["400 MissingDataFlowId", { DataFlowId: "" }],
    ["400 MissingTaskId", { DataFlowTaskId: "" }],
    ["400 MissingDataFlowSubTaskId", { DataFlowSubTaskId: "" }],
    ["400 IllegalCharacters", { DataFlowId: "df\n" }],
    ["400 InvalidClientToken", { ClientToken: "x".repeat(65) }],
    ["400 InvalidClientToken", { ClientToken: "é" }],
    [
      "403 OperationDenied.DependencyViolation",
      {
        DataFlowId: "df-244433a5be31abcd",
        DataFlowTaskId: "task-27aa8e890f45abcd",
        DataFlowSubTaskId: "subTaskId-370kyfmyknxcyzwabcl",
      },
    ],
    [
      "403 OperationDenied.DataFlowNotSupported",
      {
        FileSystemId: "cpfs-099394bd928cabcd",
        DataFlowId: "df-344433a5be31abcd",
        DataFlowSubTaskId: "subTaskId-370kyfmyknxcyzwabcm",
      },
    ],
  ])) {
    test(`${told_}: ${JSON.stringify(parameters).slice(0, 60)}`, async () => {
      assert.equal(told(await cancel(parameters)), told_);
    });
  }
});

test("a data flow task that is not Executing: OperationDenied.DependencyViolation", async () => {
  const task = {
    ids: { ...ids, DataFlowSubTaskId: "s" },
    state: "CREATED",
    parents: { DataFlowTask: "Pending" },
  };
  await here.control("POST seed", { service: "nas", tasks: [task] });
  assert.equal(told(await cancel({ DataFlowSubTaskId: "s" })), "403 OperationDenied.DependencyViolation");
});

describe("ClientToken", () => {
  test("the same token and parameters: the same reply, and no further effect", async () => {
    const first = await cancel({ ClientToken: "one" });
    here.pass(60);
    const second = await cancel({ ClientToken: "one" });
    assert.deepEqual([second.status, second.body], [200, first.body]);
    assert.equal(told(await cancel({ ClientToken: "two" })), "403 OperationDenied.ConflictOperation");
  });

  test("the same token for another task: IdempotentParameterMismatch", async () => {
    await cancel({ ClientToken: "one" });
    const other = { ClientToken: "one", DataFlowSubTaskId: "subTaskId-370kyfmyknxcyzwabce" };
    assert.equal(told(await cancel(other)), "400 IdempotentParameterMismatch");
    assert.equal(await here.stateOf("nas", other.DataFlowSubTaskId), "CREATED");
  });

  test("neither a dry run nor a failure uses a token up", async () => {
    await cancel({ ClientToken: "one", DryRun: "true" });
    await cancel({ ClientToken: "one", DataFlowSubTaskId: "x" });
    assert.equal((await cancel({ ClientToken: "one" })).status, 200);
  });
});

describe("what the gateway refuses", () => {
  test("a nonce used twice", async () => {
    assert.equal((await cancel({}, user, { nonce: "n" })).status, 200);
    assert.equal(told(await cancel({}, user, { nonce: "n" })), "400 SignatureNonceUsed");
    here.pass(31 * 60);
    assert.equal(told(await cancel({}, user, { nonce: "n" })), "403 OperationDenied.ConflictOperation");
  });

  test("a clock that is more than fifteen minutes off, either way", async () => {
    const at = (/** @type {number} */ minutes) =>
      here.send(cancelDataFlowSubTask({ ...ids, DryRun: "true" }, user, here.clock.now + minutes * 60_000));
    assert.equal((await at(15)).status, 200);
    assert.equal((await at(-15)).status, 200);
    assert.equal(told(await at(16)), "400 InvalidTimeStamp.Expired");
    assert.equal(told(await at(-16)), "400 InvalidTimeStamp.Expired");
  });

  test("an unknown key, a wrong secret, a token that is not the key's", async () => {
    assert.equal(
      told(await cancel({}, { ...user, accessKeyId: "nobody" })),
      "404 InvalidAccessKeyId.NotFound",
    );
    const wrong = await cancel({}, { ...user, secretAccessKey: "wrong" });
    assert.equal(told(wrong), "400 SignatureDoesNotMatch");
    assert.match(
      wrong.body.Message,
      /server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\], server CanonicalRequest is \[POST\n\/cloud\/\n/,
    );
    const token = { ...session, sessionToken: "another" };
    assert.equal(told(await cancel({}, token)), "400 InvalidSecurityToken.MismatchWithAccessKey");
  });

  for (const [told_, headers] of /** @type {[string, Record<string, string>][]} */ ([
    ["404 InvalidApi.NotFound", { "x-acs-action": "CancelEverything" }],
    ["404 InvalidApi.NotFound", { "x-acs-action": "constructor" }],
    ["400 InvalidVersion", { "x-acs-version": "2014-05-26" }],
    ["400 InvalidTimeStamp.Format", { "x-acs-date": "2026-11-21T12:00:00.000Z" }],
    ["400 SignatureDoesNotMatch", { "x-acs-content-sha256": "0".repeat(64) }],
  ])) {
    test(`${JSON.stringify(headers).slice(0, 60)}: ${told_}`, async () => {
      assert.equal(told(await cancel({}, user, { headers })), told_);
    });
  }

  for (const [header, told_] of Object.entries({
    authorization: "400 MissingAccessKeyId",
    "x-acs-action": "400 MissingAction",
    "x-acs-date": "400 MissingTimestamp",
    "x-acs-signature-nonce": "400 MissingSignatureNonce",
  })) {
    test(`no ${header}: ${told_}`, async () => {
      const request = cancelDataFlowSubTask(ids, user, here.clock.now);
      request.headers.delete(header);
      assert.equal(told(await here.send(request)), told_);
    });
  }

  test("another method", async () => {
    assert.equal(told(await cancel({}, user, { method: "DELETE" })), "400 UnsupportedHTTPMethod");
  });

  test("a user without permission: told which, and nothing happens", async () => {
    const reply = await cancel({}, forbidden);
    assert.equal(told(reply), "403 Forbidden.RAM");
    assert.equal(reply.body.AccessDeniedDetail.AuthAction, "nas:CancelDataFlowSubTask");
    assert.equal(await here.stateOf("nas", RUNNING), "RUNNING");
  });
});
