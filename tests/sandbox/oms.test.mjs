// Huawei Cloud OMS as the practice cloud plays it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { practice } from "./practice.mjs";
import { callHuawei, stopTask } from "./vendor-signers.mjs";

const { user, session, forbidden, token } = practiceCredentials.huawei;
const project_id = "0123456789abcdef0123456789abcdef";
/** @param {number} last */
const id = (last) => `12898472374275${last}`;
const [MIGRATING, WAITING, STUCK, PAUSING, ENDLESS, SUCCEEDED, FAILED, PAUSED, RETRYING] =
  /** @type {const} */ ([id(0), id(1), id(2), id(3), id(4), id(5), id(6), id(7), id(8)]);

/** @type {ReturnType<typeof practice>} */
let here;
beforeEach(() => {
  here = practice();
});
/** @param {string} task_id @param {Record<string, string>} [headers] */
const stop = (task_id, keys = user, headers = {}) =>
  here.send(stopTask({ project_id, task_id }, keys, here.clock.now, { headers }));
/** A GET below the project. @param {string} path @param {Record<string, string>} [query] */
const get = (path, query = {}, keys = user, headers = {}) =>
  here.send(callHuawei("GET", `/v2/${project_id}${path}`, query, keys, here.clock.now, { headers }));
/** @param {string} task_id */
const show = async (task_id) => (await get(`/tasks/${task_id}`)).body;
/** @param {string} task_id */
const stateOf = (task_id) => here.stateOf("oms", task_id);
/** @param {{ status: number, body: any }} reply */
const told = ({ status, body }) => `${status} ${body.error_code ?? ""}`;

describe("StopTask", () => {
  test("2, migrating: 200 without a body, 7, and some seconds later 3: paused", async () => {
    const { status, headers, body } = await stop(MIGRATING);
    assert.deepEqual([status, body], [200, ""]);
    assert.match(headers.get("x-request-id") ?? "", /^[0-9a-f]{32}$/);
    assert.equal(await stateOf(MIGRATING), "7");
    here.pass(7);
    assert.equal(await stateOf(MIGRATING), "7");
    here.pass(1);
    assert.equal(await stateOf(MIGRATING), "3");
  });

  test("one that is stuck stays in 7", async () => {
    assert.equal(told(await stop(STUCK)), "200 ");
    here.pass(86_400);
    assert.equal(await stateOf(STUCK), "7");
  });

  test("one that is endless migrates until it is stopped", async () => {
    here.pass(86_400);
    assert.equal(await stateOf(ENDLESS), "2");
    await stop(ENDLESS);
    here.pass(8);
    assert.equal(await stateOf(ENDLESS), "3");
  });

  for (const [state, task_id] of Object.entries({
    "1, waiting": WAITING,
    "3, paused": PAUSED,
    "4, failed": FAILED,
    "5, succeeded": SUCCEEDED,
    "6, retrying": RETRYING,
    "7, pausing": PAUSING,
  })) {
    test(`${state}: OMS.0066, it is not being migrated`, async () => {
      assert.equal(await stateOf(task_id), state[0]);
      const { status, body } = await stop(task_id);
      assert.equal(status, 400);
      assert.deepEqual(body, {
        error_code: "OMS.0066",
        error_msg: "Failed to pause the task. The task is not being migrated.",
      });
      assert.equal(await stateOf(task_id), state[0]);
    });
  }

  test("a task that ends just before the call gets to it", async () => {
    const task = { ids: { task_id: "42" }, state: "2", endsAtCancel: true };
    await here.control("POST seed", { service: "oms", tasks: [task] });
    assert.equal(told(await stop("42")), "400 OMS.0066");
    assert.equal(await stateOf("42"), "5");
  });

  test("an unknown task or project: OMS.1009; what is no task id: OMS.0064", async () => {
    assert.equal(told(await stop("0")), "400 OMS.1009");
    assert.equal(
      told(await here.send(stopTask({ project_id: "p", task_id: MIGRATING }, user, here.clock.now))),
      "400 OMS.1009",
    );
    for (const task_id of ["abc", "-1", "1.5", "1000000000000000"]) {
      assert.equal(told(await stop(task_id)), "400 OMS.0064", task_id);
    }
  });

  test("with a security token, or an IAM token instead of a signature", async () => {
    assert.equal((await stop(MIGRATING, session)).status, 200);
    const url = `http://127.0.0.1/cloud/v2/${project_id}/tasks/${ENDLESS}/stop`;
    const headers = { "x-auth-token": token.authToken };
    assert.equal((await here.send(new Request(url, { method: "POST", headers }))).status, 200);
  });
});

describe("ShowTask", () => {
  test("a migrating one: numbers for id and state, times in milliseconds, progress from 0 to 1", async () => {
    const before = await show(MIGRATING);
    const now = here.clock.now;
    assert.deepEqual(
      [before.id, before.status, before.start_time, before.total_time],
      [128984723742750, 2, now - 700_000, 700_000],
    );
    assert.ok(before.progress > 0 && before.progress < 1);
    here.pass(900);
    const after = await show(MIGRATING);
    assert.ok(after.progress > before.progress);
    assert.ok(after.complete_size > before.complete_size);
    assert.deepEqual([after.total_num, after.total_size], [2000, 10737418240]);
    here.pass(3600);
    const { status, progress, successful_num, total_time } = await show(MIGRATING);
    assert.deepEqual([status, progress, successful_num, total_time], [5, 1, 2000, 3_700_000]);
  });

  test("a waiting one starts after two minutes, a retrying one goes on", async () => {
    await here.control("POST seed", { service: "oms", tasks: [{ ids: { task_id: "42" }, state: "6" }] });
    here.pass(120);
    assert.deepEqual([(await show(WAITING)).status, (await show("42")).status], [2, 2]);
  });

  test("a failed one is a success of the call, and says why", async () => {
    const { status, body } = await get(`/tasks/${FAILED}`);
    assert.deepEqual([status, body.status, body.failed_num], [200, 4, 500]);
    assert.deepEqual(body.error_reason, {
      error_code: "OMS.0104",
      error_msg: "The source bucket does not exist.",
    });
    assert.ok(!("error_reason" in (await show(SUCCEEDED))));
  });

  test("an unknown one", async () => assert.equal(told(await get("/tasks/0")), "400 OMS.1009"));
});

describe("ListTasks", () => {
  /** @param {Record<string, string>} [query] */
  const list = async (query) => {
    const { body } = await get("/tasks", query);
    return `${body.tasks.map((/** @type {any} */ task) => task.id % 10).join("")} of ${body.count}`;
  };

  test("in pages of ten unless asked otherwise, with the count of all", async () => {
    const tasks = Array.from({ length: 5 }, (_, i) => ({ ids: { task_id: String(i) }, state: "2" }));
    await here.control("POST seed", { service: "oms", tasks });
    assert.equal(await list(), "0123456780 of 14");
    assert.equal(await list({ offset: "10" }), "1234 of 14");
    assert.equal(await list({ limit: "3", offset: "2" }), "234 of 14");
    assert.equal(await list({ limit: "100" }), "01234567801234 of 14");
    assert.equal(await list({ offset: "14" }), " of 14");
  });

  test("by state, by a part of the name, by group", async () => {
    assert.equal(await list({ status: "2", limit: "2" }), "02 of 3");
    assert.equal(await list({ task_name: "742755" }), "5 of 1");
    assert.equal(await list({ group_id: "157ece42-3270-4824-a3d2-f0187a03ca01" }), "48 of 2");
    assert.equal(await list({ group_id: "another" }), " of 0");
  });

  for (const query of [
    { limit: "0" },
    { limit: "101" },
    { limit: "many" },
    { offset: "-1" },
    { offset: "2147483648" },
    { status: "8" },
    { status: "running" },
    { task_name: "n".repeat(256) },
    { group_id: "" },
  ]) {
    test(`${JSON.stringify(query).slice(0, 40)}: OMS.0064`, async () => {
      assert.equal(told(await get("/tasks", query)), "400 OMS.0064");
    });
  }

  test("another project has none", async () => {
    const reply = await here.send(callHuawei("GET", "/v2/p/tasks", {}, user, here.clock.now));
    assert.deepEqual(reply.body, { tasks: [], count: 0 });
  });
});

describe("what is refused before it gets that far", () => {
  test("neither signature nor token, an unknown key, another secret, a wrong clock: the gateway's 401", async () => {
    const url = `http://127.0.0.1/cloud/v2/${project_id}/tasks/${MIGRATING}/stop`;
    for (const reply of [
      await here.send(new Request(url, { method: "POST" })),
      await stop(MIGRATING, { ...user, accessKeyId: "nobody" }),
      await stop(MIGRATING, { ...user, secretAccessKey: "wrong" }),
      await here.send(stopTask({ project_id, task_id: MIGRATING }, user, here.clock.now - 16 * 60_000)),
    ]) {
      assert.equal(told(reply), "401 APIGW.0301");
      assert.deepEqual(Object.keys(reply.body), ["error_msg", "error_code", "request_id"]);
    }
  });

  test("another path or method: 404 of the gateway", async () => {
    for (const [method, path] of /** @type {["GET" | "POST" | "DELETE", string][]} */ ([
      ["DELETE", `/tasks/${MIGRATING}`],
      ["POST", `/tasks/${MIGRATING}/start`],
      ["GET", `/tasks/${MIGRATING}/stop`],
      ["POST", `/sync-tasks/${MIGRATING}/stop`],
    ])) {
      const request = callHuawei(method, `/v2/${project_id}${path}`, {}, user, here.clock.now);
      assert.equal(told(await here.send(request)), "404 APIGW.0101", `${method} ${path}`);
    }
  });

  test("a project id in the header that is not the one in the path", async () => {
    assert.equal(told(await stop(MIGRATING, user, { "X-Project-Id": "another" })), "400 OMS.0064");
    assert.equal(told(await get("/tasks", {}, user, { "X-Project-Id": "another" })), "400 OMS.0064");
  });

  test("a user without permission: told so, and nothing happens", async () => {
    assert.equal(told(await stop(MIGRATING, forbidden)), "403 OMS.0068");
    assert.equal(await stateOf(MIGRATING), "2");
  });
});
