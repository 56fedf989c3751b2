// Huawei Cloud SFS Turbo as the practice cloud plays it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { practice } from "./practice.mjs";
import { callSfsTurbo, deleteHpcCacheTask } from "./vendor-signers.mjs";

const { user, session, forbidden, token } = practiceCredentials.huawei;
const DOING = "11abef677ac40f46644d1d5cfc2424a4";
const ids = {
  project_id: "0123456789abcdef0123456789abcdef",
  share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
  task_id: DOING,
};
const url = `http://127.0.0.1/cloud/v1/${ids.project_id}/sfs-turbo/${ids.share_id}/hpc-cache/task/${DOING}`;

/** @type {ReturnType<typeof practice>} */
let here;
beforeEach(() => {
  here = practice();
});
/**
 * @param {Partial<typeof ids>} other
 * @param {import("./vendor-signers.mjs").Keys} [keys]
 * @param {Record<string, string>} [headers]
 */
const remove = (other, keys = user, headers = {}) =>
  here.send(deleteHpcCacheTask({ ...ids, ...other }, keys, here.clock.now, { headers }));
/** @param {{ status: number, body: any }} reply */
const told = ({ status, body }) => `${status} ${body.errCode ?? body.error_code ?? ""}`;

describe("DeleteHpcCacheTask", () => {
  test("DOING: 202 without a body, DELETING, and some seconds later the task is gone", async () => {
    const { status, headers, body } = await remove({});
    assert.deepEqual([status, body], [202, ""]);
    assert.match(headers.get("x-request-id") ?? "", /^[0-9a-f]{32}$/);
    assert.equal(await here.stateOf("sfsturbo", DOING), "DELETING");
    here.pass(4);
    assert.equal(told(await remove({})), "202 ", "again, which does not start it over");
    here.pass(4);
    const gone = await remove({});
    assert.equal(gone.status, 400);
    assert.deepEqual(gone.body, { errCode: "SFS.TURBO.0106", errMsg: "Invalid task id." });
  });

  for (const [state, task_id] of Object.entries({
    SUCCESS: "33abef677ac40f46644d1d5cfc2424a4",
    FAIL: "44abef677ac40f46644d1d5cfc2424a4",
    "DOING, with a UUID": "7bd2a9b6-1f2e-4605-9c3d-512d636001b0",
  })) {
    test(`${state}: 202, too`, async () => assert.equal(told(await remove({ task_id })), "202 "));
  }

  test("a task that ends just before the call gets to it is deleted all the same", async () => {
    const task = { ids: { task_id: "t" }, state: "DOING", endsAtCancel: true };
    await here.control("POST seed", { service: "sfsturbo", tasks: [task] });
    assert.equal(told(await remove({ task_id: "t" })), "202 ");
    const end = here.clock.now;
    for (const state of ["DELETING", "GONE"]) {
      const [seeded] = here.cloud.books.tasks("sfsturbo", { task_id: "t" });
      assert.deepEqual([seeded?.state, seeded?.ended], [state, end]);
      here.pass(8);
    }
  });

  test("an unknown task, share or project", async () => {
    assert.equal(told(await remove({ task_id: "0" })), "400 SFS.TURBO.0106");
    assert.equal(told(await remove({ share_id: "0" })), "400 SFS.TURBO.0002");
    assert.equal(told(await remove({ project_id: "0" })), "400 SFS.TURBO.0002");
  });

  test("with a security token", async () => assert.equal((await remove({}, session)).status, 202));

  test("with an IAM token instead of a signature", async () => {
    const headers = { "x-auth-token": token.authToken, "content-type": "application/json" };
    assert.equal((await here.send(new Request(url, { method: "DELETE", headers }))).status, 202);
  });
});

/** A GET below the share. @param {string} path @param {Record<string, string>} [query] */
const get = (path, query = {}, keys = user, headers = {}) =>
  here.send(
    callSfsTurbo(
      "GET",
      `/${ids.project_id}/sfs-turbo/${ids.share_id}/hpc-cache${path}`,
      query,
      keys,
      here.clock.now,
      {
        headers,
      },
    ),
  );

describe("ShowHpcCacheTask", () => {
  const members = [
    ...["task_id", "type", "status", "src_target", "src_prefix", "dest_target", "dest_prefix", "message"],
    ...["start_time", "end_time"],
  ];

  test("ten members; the end is empty while the task runs", async () => {
    const running = await get(`/task/${DOING}`, {}, session);
    assert.equal(running.status, 200);
    assert.deepEqual(Object.keys(running.body), members);
    const { task_id, type, status, start_time, end_time } = running.body;
    assert.deepEqual(
      [task_id, type, status, start_time, end_time],
      [DOING, "export", "DOING", "2026-11-21T12:00:00", ""],
    );
    here.pass(3601);
    const ended = (await get(`/task/${DOING}`)).body;
    assert.deepEqual([ended.status, ended.end_time], ["SUCCESS", "2026-11-21T13:00:00"]);
  });

  test("a failed one says why", async () => {
    const { body } = await get("/task/44abef677ac40f46644d1d5cfc2424a4");
    assert.deepEqual([body.status, body.message], ["FAIL", "bucket not exist"]);
  });

  test("a deleted one is DELETING, and then there is none", async () => {
    await remove({});
    assert.equal((await get(`/task/${DOING}`)).body.status, "DELETING");
    here.pass(8);
    assert.equal(told(await get(`/task/${DOING}`)), "400 SFS.TURBO.0106");
  });

  test("no permission, another project in the header", async () => {
    assert.equal(told(await get(`/task/${DOING}`, {}, forbidden)), "400 SFS.TURBO.0015");
    assert.equal(told(await get(`/task/${DOING}`, {}, user, { "X-Project-Id": "x" })), "400 SFS.TURBO.0001");
  });
});

describe("ListHpcCacheTasks", () => {
  /** @param {Record<string, string>} [query] */
  const list = async (query) => {
    const { body } = await get("/tasks", query);
    return `${body.tasks.map((/** @type {any} */ task) => task.task_id[0]).join("")} of ${body.count}`;
  };

  test("all that are not gone", async () => {
    assert.equal(await list(), "172345 of 6");
    assert.equal(Object.keys((await get("/tasks")).body.tasks[0]).length, 10);
  });

  test("in pages by offset and limit, with the count of all", async () => {
    assert.equal(await list({ limit: "1" }), "1 of 6");
    assert.equal(await list({ limit: "4", offset: "4" }), "45 of 6");
    assert.equal(await list({ offset: "6" }), " of 6");
  });

  test("by type, status, start and end", async () => {
    assert.equal(await list({ type: "import_metadata" }), "4 of 1");
    assert.equal(await list({ status: "DOING", limit: "2" }), "17 of 3");
    assert.equal(await list({ start_time: "2026-11-21T11:00:00" }), "1725 of 4");
    assert.equal(await list({ end_time: "2026-11-20T24:00:00" }), " of 0");
    assert.equal(
      await list({ start_time: "2026-11-21T09:00:00", end_time: "2026-11-21T11:00:00" }),
      "4 of 1",
    );
  });

  for (const query of [
    { type: "copy" },
    { status: "CANCELED" },
    { offset: "-1" },
    { limit: "0" },
    { limit: "many" },
  ]) {
    test(`${JSON.stringify(query)}: SFS.TURBO.0001`, async () => {
      assert.equal(told(await get("/tasks", query)), "400 SFS.TURBO.0001");
    });
  }

  test("another share", async () => {
    const path = `/${ids.project_id}/sfs-turbo/another/hpc-cache/tasks`;
    const reply = await here.send(callSfsTurbo("GET", path, {}, user, here.clock.now));
    assert.equal(told(reply), "400 SFS.TURBO.0002");
  });

  test("a query other than the one that was signed", async () => {
    const path = `/${ids.project_id}/sfs-turbo/${ids.share_id}/hpc-cache/tasks`;
    const { url, headers } = callSfsTurbo("GET", path, { limit: "1" }, user, here.clock.now);
    const forged = await here.send(new Request(url.replace("=1", "=2"), { headers }));
    assert.equal(told(forged), "401 APIGW.0301");
  });
});

describe("what the gateway refuses", () => {
  /** @param {{ status: number, body: any }} reply */
  const assertIam = ({ status, body }, /** @type {RegExp} */ reason) => {
    assert.equal(status, 401);
    assert.deepEqual(Object.keys(body), ["error_msg", "error_code", "request_id"]);
    assert.equal(body.error_code, "APIGW.0301");
    assert.match(body.error_msg, /^Incorrect IAM authentication information: /);
    assert.match(body.error_msg, reason);
  };

  test("neither signature nor token; an unknown token", async () => {
    const bare = { method: "DELETE", headers: { "content-type": "application/json" } };
    assertIam(await here.send(new Request(url, bare)), /x-auth-token not found/);
    const headers = { ...bare.headers, "x-auth-token": "another" };
    assertIam(await here.send(new Request(url, { ...bare, headers })), /decrypt token fail/);
  });

  test("an unknown key, a wrong secret, a security token that is not the key's", async () => {
    assertIam(await remove({}, { ...user, accessKeyId: "nobody" }), /Get secretKey failed/);
    const wrong = await remove({}, { ...user, secretAccessKey: "wrong" });
    assertIam(wrong, /verify aksk signature fail, canonicalRequest:DELETE\|\/cloud\/v1\//);
    assertIam(await remove({}, { ...session, sessionToken: "another" }), /Get secretKey failed/);
  });

  test("a clock that is more than fifteen minutes off, either way", async () => {
    const at = (/** @type {number} */ minutes) =>
      here.send(deleteHpcCacheTask(ids, user, here.clock.now + minutes * 60_000));
    assert.equal((await at(15)).status, 202);
    assert.equal((await at(-15)).status, 202);
    assertIam(await at(16), /signature time:20261121T121600Z,server time:20261121T120000Z$/);
    assertIam(await at(-16), /signature expired/);
  });

  test("no date", async () => {
    const request = deleteHpcCacheTask(ids, user, here.clock.now);
    request.headers.delete("x-sdk-date");
    assertIam(await here.send(request), /x-sdk-date/);
  });

  test("another path or method", async () => {
    assert.equal(told(await remove({ task_id: "" })), "404 APIGW.0101");
    assert.equal(told(await remove({ task_id: "a/b" })), "404 APIGW.0101");
    assert.equal(told(await here.send(new Request(`${url}/%zz`, { method: "DELETE" }))), "404 APIGW.0101");
  });

  test("a project id in the header that is not the one in the path", async () => {
    assert.equal(told(await remove({}, user, { "X-Project-Id": "another" })), "400 SFS.TURBO.0001");
  });

  test("no content type", async () => {
    const request = new Request(url, { method: "DELETE", headers: { "x-auth-token": token.authToken } });
    assert.equal(told(await here.send(request)), "400 SFS.TURBO.0001");
  });

  test("a user without permission: told so, and nothing happens", async () => {
    assert.equal(told(await remove({}, forbidden)), "400 SFS.TURBO.0015");
    assert.equal(await here.stateOf("sfsturbo", DOING), "DOING");
  });
});
