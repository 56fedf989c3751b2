// Alibaba Cloud NAS as the practice cloud plays it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { practice } from "./practice.mjs";
import { callNas, cancelDataFlowSubTask } from "./vendor-signers.mjs";

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

test("a sub task of a data flow task that is not Executing: OperationDenied.DependencyViolation", async () => {
  const tasks = [
    { ids: { TaskId: "task-1" }, state: "Pending", details: { TaskAction: "StreamImport" } },
    { ids: { DataFlowTaskId: "task-1", DataFlowSubTaskId: "s" }, state: "CREATED" },
  ];
  await here.control("POST seed", { service: "nas", tasks });
  const parameters = { DataFlowTaskId: "task-1", DataFlowSubTaskId: "s" };
  assert.equal(told(await cancel(parameters)), "403 OperationDenied.DependencyViolation");
  here.pass(120);
  assert.equal(told(await cancel(parameters)), "200 undefined");
});

test("a sub task that ends just before the cancel gets to it: OperationDenied.ConflictOperation", async () => {
  const ids = { DataFlowTaskId: "task-38aa8e890f45abcd", DataFlowSubTaskId: "s" };
  const task = { ids, state: "RUNNING", endsAtCancel: true };
  await here.control("POST seed", { service: "nas", tasks: [task] });
  assert.equal((await cancel({ DataFlowSubTaskId: "s", DryRun: "true" })).status, 200);
  assert.equal(told(await cancel({ DataFlowSubTaskId: "s" })), "403 OperationDenied.ConflictOperation");
  assert.equal(await here.stateOf("nas", "s"), "COMPLETE");
});

describe("CancelDataFlowTask", () => {
  const IMPORT = "task-16aa8e890f45abcd";
  const STREAM = "task-38aa8e890f45abcd";
  /** @param {Record<string, string>} parameters */
  const cancelTask = (parameters, keys = user) => {
    const { FileSystemId, DataFlowId } = ids;
    const all = { FileSystemId, DataFlowId, TaskId: IMPORT, ...parameters };
    return here.send(callNas("CancelDataFlowTask", all, keys, here.clock.now));
  };

  const stateOf = (/** @type {string} */ TaskId) => here.cloud.books.tasks("nas", { TaskId })[0]?.state;

  test("Executing or Pending: accepted, Canceling, and Canceled some seconds later", async () => {
    for (const TaskId of [IMPORT, "task-17aa8e890f45abcd"]) {
      const { status, body } = await cancelTask({ TaskId });
      assert.deepEqual([status, Object.keys(body)], [200, ["RequestId"]]);
      assert.equal(stateOf(TaskId), "Canceling");
    }
    here.pass(8);
    assert.equal(stateOf(IMPORT), "Canceled");
  });

  for (const [state, number] of Object.entries({ Canceling: 18, Completed: 20, Failed: 21, Canceled: 22 })) {
    test(`${state}: OperationDenied.ConflictOperation`, async () => {
      const reply = await cancelTask({ TaskId: `task-${number}aa8e890f45abcd` });
      assert.equal(told(reply), "403 OperationDenied.ConflictOperation");
    });
  }

  test("CPFS, too", async () => {
    const reply = await cancelTask({
      FileSystemId: "cpfs-099394bd928cabcd",
      DataFlowId: "df-344433a5be31abcd",
      TaskId: "task-23aa8e890f45abcd",
    });
    assert.equal(reply.status, 200);
  });

  test("one that streams can be canceled when all of its sub tasks have ended", async () => {
    assert.equal(told(await cancelTask({ TaskId: STREAM })), "403 OperationDenied.DependencyViolation");
    assert.equal(stateOf(STREAM), "Executing");
    const tasks = [
      { ids: { TaskId: "task-1" }, state: "Executing", details: { TaskAction: "StreamExport" } },
      { ids: { DataFlowTaskId: "task-1", DataFlowSubTaskId: "s" }, state: "RUNNING" },
    ];
    await here.control("POST seed", { service: "nas", tasks });
    assert.equal((await cancel({ DataFlowTaskId: "task-1", DataFlowSubTaskId: "s" })).status, 200);
    assert.equal(told(await cancelTask({ TaskId: "task-1" })), "403 OperationDenied.DependencyViolation");
    here.pass(8);
    assert.equal((await cancelTask({ TaskId: "task-1" })).status, 200);
    here.pass(8);
    assert.equal(stateOf("task-1"), "Canceled");
  });

  test("one that streams does so until it is called off", async () => {
    here.pass(86_400);
    assert.equal(stateOf(STREAM), "Executing");
    assert.equal(stateOf(IMPORT), "Completed");
  });

  test("DryRun and ClientToken", async () => {
    assert.equal((await cancelTask({ DryRun: "true" })).status, 200);
    assert.equal(
      told(await cancelTask({ DryRun: "true", TaskId: STREAM })),
      "403 OperationDenied.DependencyViolation",
    );
    assert.equal(stateOf(IMPORT), "Executing");
    const first = await cancelTask({ ClientToken: "one" });
    assert.deepEqual((await cancelTask({ ClientToken: "one" })).body, first.body);
    assert.equal(
      told(await cancelTask({ ClientToken: "one", TaskId: "task-17aa8e890f45abcd" })),
      "400 IdempotentParameterMismatch",
    );
  });

  for (const [told_, parameters] of /** @type {[string, Record<string, string>][]} */ ([
    ["404 InvalidFileSystem.NotFound", { FileSystemId: "bmcpfs-0" }],
    ["404 InvalidDataFlow.NotFound", { DataFlowId: "df-0" }],
    ["404 InvalidTaskId.NotFound", { TaskId: "task-0" }],
    ["400 MissingTaskId", { TaskId: "" }],
    ["400 InvalidDryRun", { DryRun: "maybe" }],
  ])) {
    test(`${told_}: ${JSON.stringify(parameters)}`, async () => {
      assert.equal(told(await cancelTask(parameters)), told_);
    });
  }

  test("a user without permission", async () => {
    assert.equal(
      (await cancelTask({}, forbidden)).body.AccessDeniedDetail.AuthAction,
      "nas:CancelDataFlowTask",
    );
  });
});

/**
 * @param {string} action
 * @param {[key: string, value: string][]} filters
 * @param {Record<string, string>} [other]
 */
const list = (action, filters, other) => {
  const numbered = filters.flatMap(([key, value], i) => [
    [`Filters.${i + 1}.Key`, key],
    [`Filters.${i + 1}.Value`, value],
  ]);
  const { FileSystemId } = ids;
  const parameters = { FileSystemId, ...Object.fromEntries(numbered), ...other };
  return here.send(callNas(action, parameters, user, here.clock.now));
};

describe("DescribeDataFlowSubTasks", () => {
  /** @param {[key: string, value: string][]} filters @param {Record<string, string>} [other] */
  const subTasks = (filters, other) => list("DescribeDataFlowSubTasks", filters, other);
  /** The last letters of the ids. @param {{ body: any }} reply */
  const idsIn = ({ body }) =>
    body.DataFlowSubTask.DataFlowSubTask.map((/** @type {any} */ one) => one.DataFlowSubTaskId.at(-1)).join(
      "",
    );

  test("all of a file system, under two members of one name", async () => {
    const { status, body } = await subTasks([]);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ["RequestId", "NextToken", "DataFlowSubTask"]);
    assert.equal(body.NextToken, "");
    assert.equal(idsIn({ body }), "defghijkl");
  });

  test("progress up to 10000, and times without a zone, as far as there are any", async () => {
    const shown = async () =>
      (await subTasks([["DataFlowSubTaskIds", RUNNING]])).body.DataFlowSubTask.DataFlowSubTask[0];
    here.pass(900);
    const { Status, Progress, ProgressStats, CreateTime, StartTime, EndTime } = await shown();
    assert.deepEqual(
      [Status, Progress, CreateTime, StartTime, EndTime],
      ["RUNNING", 2500, "2026-11-21 12:00:00", "2026-11-21 12:00:00", undefined],
    );
    assert.equal(ProgressStats.BytesDone * 4, ProgressStats.BytesTotal);
    here.pass(3600);
    const ended = await shown();
    assert.deepEqual(
      [ended.Status, ended.Progress, ended.EndTime],
      ["COMPLETE", 10_000, "2026-11-21 13:00:00"],
    );
  });

  test("filters: whole ids and parts, several at once, and all filters have to pass", async () => {
    for (const [expected, ...filters] of /** @type {[string, ...[string, string][]][]} */ ([
      ["d", ["DataFlowSubTaskIds", RUNNING]],
      ["de", ["DataFlowSubTaskIds", `abce,${RUNNING}`]],
      ["defghijkl", ["DataFlowSubTaskIds", "subTaskId"]],
      ["l", ["DataFlowIds", "df-244433a5be31abcd"]],
      ["l", ["DataFlowTaskIds", "task-27"]],
      ["dg", ["Status", "RUNNING"]],
      ["ehl", ["Status", "CREATED,COMPLETE"]],
      ["e", ["Status", "CREATED,COMPLETE"], ["DataFlowSubTaskIds", "abce,abcd"]],
      ["defghijkl", ["SrcFilePath", "/test/file.png"]],
      ["", ["DstFilePath", "/test/*"]],
    ])) {
      assert.equal(idsIn(await subTasks(filters)), expected, JSON.stringify(filters));
    }
  });

  test("a part that is another's whole id is still a part", async () => {
    const tasks = ["x-1", "x-10", "ax-1"].map((DataFlowSubTaskId) => ({
      ids: { DataFlowTaskId: "task-1", DataFlowSubTaskId },
      state: "RUNNING",
    }));
    await here.control("POST seed", { service: "nas", tasks });
    assert.equal(idsIn(await subTasks([["DataFlowSubTaskIds", "x-1"]])), "101");
  });

  test("pages of 20 to 100, to which a task that leaves the list in between does no harm", async () => {
    const tasks = Array.from({ length: 45 }, (_, i) => ({
      ids: { DataFlowTaskId: "task-38aa8e890f45abcd", DataFlowSubTaskId: `s-${i}` },
      state: "RUNNING",
    }));
    await here.control("POST seed", { service: "nas", tasks });
    const seen = [];
    let NextToken = "";
    do {
      const { body } = await subTasks([["Status", "RUNNING"]], { MaxResults: "20", NextToken });
      for (const one of body.DataFlowSubTask.DataFlowSubTask) {
        seen.push(one.DataFlowSubTaskId);
        await cancel({ DataFlowSubTaskId: one.DataFlowSubTaskId });
      }
      ({ NextToken } = body);
    } while (NextToken !== "");
    assert.equal(seen.length, 47);
    assert.equal(new Set(seen).size, 47);
  });

  for (const [
    told_,
    filters,
    other,
  ] of /** @type {[string, [string, string][], Record<string, string>][]} */ ([
    ["400 MissingFileSystemId", [], { FileSystemId: "" }],
    ["404 InvalidFileSystem.NotFound", [], { FileSystemId: "bmcpfs-0" }],
    ["403 OperationDenied.DataFlowNotSupported", [], { FileSystemId: "cpfs-099394bd928cabcd" }],
    ["400 InvalidMaxResults", [], { MaxResults: "19" }],
    ["400 InvalidMaxResults", [], { MaxResults: "101" }],
    ["400 InvalidNextToken", [], { NextToken: "AAAA" }],
    ["400 InvalidFilters", [["TaskIds", "task-38aa8e890f45abcd"]], {}],
    ["400 InvalidFilters", [["Status", "Executing"]], {}],
    ["400 InvalidFilters", [["DataFlowSubTaskIds", Array(11).fill("s").join()]], {}],
    ["400 InvalidFilters", [["DataFlowSubTaskIds", "s,"]], {}],
    ["400 InvalidFilters", [["SrcFilePath", "/".repeat(1024)]], {}],
  ])) {
    test(`${told_}: ${JSON.stringify({ ...Object.fromEntries(filters), ...other }).slice(0, 60)}`, async () => {
      assert.equal(told(await subTasks(filters, other)), told_);
    });
  }
});

describe("DescribeDataFlowTasks", () => {
  /** @param {[key: string, value: string][]} filters @param {Record<string, string>} [other] */
  const tasks = (filters, other) => list("DescribeDataFlowTasks", filters, other);
  /** The numbers in the ids. @param {{ body: any }} reply */
  const idsIn = ({ body }) =>
    body.TaskInfo.Task.map((/** @type {any} */ one) => one.TaskId.slice(5, 7)).join(" ");

  test("the data flow tasks, whose file system has a small s", async () => {
    const { body } = await tasks([]);
    assert.deepEqual(Object.keys(body), ["RequestId", "NextToken", "TaskInfo"]);
    assert.equal(idsIn({ body }), "16 17 38 27 18 19 20 21 22");
    const [first] = body.TaskInfo.Task;
    assert.equal(first.FilesystemId, ids.FileSystemId);
    assert.ok(!("FileSystemId" in first));
    assert.deepEqual(
      [first.Status, first.TaskAction, first.CreateTime],
      ["Executing", "Import", "2026-11-21 12:00:00"],
    );
  });

  test("progress counts operations", async () => {
    here.pass(900);
    const [{ Progress, ProgressStats }] = (await tasks([])).body.TaskInfo.Task;
    assert.deepEqual([Progress, ProgressStats.FilesDone, ProgressStats.FilesTotal], [60, 60, 240]);
  });

  test("filters, each of its own kind", async () => {
    for (const [expected, ...filters] of /** @type {[string, ...[string, string][]][]} */ ([
      ["16 17", ["TaskIds", "task-16aa8e890f45abcd,17aa"]],
      ["27", ["DataFlowIds", "df-24"]],
      ["38 27", ["TaskActions", "StreamImport,StreamExport"]],
      ["17 18", ["Status", "Pending,Canceling"]],
      ["16 17 38 27 18 19 20 21 22", ["Originator", "User"], ["DataTypes", "MetaAndData,Data"]],
      ["", ["Originator", "System"]],
      ["20", ["CreateTimeEnd", "2026-11-21T11:00Z"]],
      ["16 38 27 18 19 21 22", ["StartTimeBegin", "2026-11-21T12:00Z"]],
      ["20", ["StartTimeEnd", "2026-11-21T11:59Z"]],
      ["20 21 22", ["EndTimeBegin", "2026-11-21T11:50Z"]],
      ["20", ["EndTimeEnd", "2026-11-21T11:50Z"], ["CreateTimeBegin", "2026-11-21T10:50Z"]],
    ])) {
      assert.equal(idsIn(await tasks(filters)), expected, JSON.stringify(filters));
    }
  });

  test("reports, unless they are not wanted or the task streams", async () => {
    const reported = (/** @type {{ body: any }} */ { body }) =>
      body.TaskInfo.Task.filter((/** @type {any} */ one) => "Reports" in one).length;
    assert.equal(reported(await tasks([])), 7);
    assert.equal(reported(await tasks([], { WithReports: "false" })), 0);
    assert.equal(told(await tasks([], { WithReports: "no" })), "400 InvalidWithReports");
  });

  test("CPFS, too", async () => {
    assert.equal(idsIn(await tasks([], { FileSystemId: "cpfs-099394bd928cabcd" })), "23");
  });

  test("pages of 10 to 100", async () => {
    const more = Array.from({ length: 4 }, (_, i) => ({ ids: { TaskId: `task-9${i}` }, state: "Pending" }));
    await here.control("POST seed", { service: "nas", tasks: more });
    const first = await tasks([], { MaxResults: "10" });
    const { NextToken } = first.body;
    assert.equal(idsIn(first), "16 17 38 27 18 19 20 21 22 90");
    assert.equal(idsIn(await tasks([], { MaxResults: "10", NextToken })), "91 92 93");
    assert.equal(told(await tasks([["Status", "Pending"]], { NextToken })), "400 InvalidNextToken");
    assert.equal(told(await tasks([], { MaxResults: "9" })), "400 InvalidMaxResults");
  });

  for (const [key, value] of /** @type {[string, string][]} */ ([
    ["DataFlowSubTaskIds", "s"],
    ["Status", "RUNNING"],
    ["TaskActions", "Copy"],
    ["CreateTimeBegin", "2026-11-21 11:00"],
  ])) {
    test(`InvalidFilters: ${key} ${value}`, async () => {
      assert.equal(told(await tasks([[key, value]])), "400 InvalidFilters");
    });
  }
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

  test("a header that has to be signed, and is not: IncompleteSignature", async () => {
    for (const header of ["x-acs-accesskey-id", "content-type"]) {
      const request = cancelDataFlowSubTask(ids, user, here.clock.now);
      request.headers.set(header, "added/later");
      assert.equal(told(await here.send(request)), "400 IncompleteSignature", header);
    }
  });

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
