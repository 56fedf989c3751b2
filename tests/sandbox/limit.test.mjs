// Limits of requests: a bucket of tokens for each service and host, on the practice cloud's own clock.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { practice } from "./practice.mjs";
import { callDataSync, callFsx, callHuawei, callNas, callSfsTurbo, callSnow } from "./vendor-signers.mjs";

const { aws, alibaba, huawei } = practiceCredentials;
const project = "0123456789abcdef0123456789abcdef";
const share = "77ba6f4b-6365-4895-8dda-bc7142af4dde";

/** @type {ReturnType<typeof practice>} */
let here;
beforeEach(() => {
  here = practice();
});

/** A list call of each service. @type {Record<string, (endpoint?: string) => Request | Promise<Request>>} */
const calls = {
  fsx: (endpoint) => callFsx("DescribeDataRepositoryTasks", {}, aws.user, here.clock.now, endpoint),
  datasync: (endpoint) => callDataSync("ListTaskExecutions", {}, aws.user, here.clock.now, endpoint),
  "snow-device-management": (endpoint) => callSnow("GET", "/tasks", aws.user, here.clock.now, endpoint),
  nas: (endpoint) =>
    callNas(
      "DescribeDataFlowTasks",
      { FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd" },
      alibaba.user,
      here.clock.now,
      endpoint ? { endpoint } : {},
    ),
  sfsturbo: (endpoint) =>
    callSfsTurbo(
      "GET",
      `/${project}/sfs-turbo/${share}/hpc-cache/tasks`,
      {},
      huawei.user,
      here.clock.now,
      endpoint ? { endpoint } : {},
    ),
  oms: (endpoint) =>
    callHuawei("GET", `/v2/${project}/tasks`, {}, huawei.user, here.clock.now, endpoint ? { endpoint } : {}),
};
/** @param {string} service @param {string} [endpoint] */
const call = (service, endpoint) =>
  here.send(/** @type {(endpoint?: string) => Request} */ (calls[service])(endpoint));
/** How many of so many calls are answered, as a text of + and -. @param {string} service @param {number} count */
const answered = async (service, count, endpoint = "http://127.0.0.1/cloud") => {
  let text = "";
  for (let i = 0; i < count; i++) text += (await call(service, endpoint)).status === 200 ? "+" : "-";
  return text;
};

describe("a limit", () => {
  for (const [service, [status, words]] of Object.entries({
    fsx: [400, /"__type":"ThrottlingException"/],
    datasync: [400, /"__type":"ThrottlingException"/],
    "snow-device-management": [429, /Rate exceeded/],
    nas: [400, /"Code":"Throttling.User"/],
    sfsturbo: [429, /"error_code":"APIGW.0308"/],
    oms: [429, /"error_code":"APIGW.0308"/],
  })) {
    test(`${service}: beyond it, the vendor's own reply, and nothing is done`, async () => {
      await here.control("POST limit", { services: [service], perSecond: 1 });
      assert.equal((await call(service)).status, 200);
      const reply = await call(service);
      assert.equal(reply.status, status);
      assert.match(JSON.stringify(reply.body), /** @type {RegExp} */ (words));
      const { calls: log, services } = await here.state();
      assert.deepEqual(services[service].limit, { perSecond: 1, burst: 1, throttled: 1 });
      assert.deepEqual([log[0].fault, log[1].fault, log[1].operation], [undefined, "limit", undefined]);
    });
  }

  test("lets a burst pass, and then so many in a second", async () => {
    await here.control("POST limit", { services: ["fsx"], perSecond: 2, burst: 5 });
    assert.equal(await answered("fsx", 7), "+++++--");
    here.pass(0.4);
    assert.equal(await answered("fsx", 1), "-");
    here.pass(0.1);
    assert.equal(await answered("fsx", 2), "+-");
    here.pass(1);
    assert.equal(await answered("fsx", 3), "++-");
    here.pass(3600);
    assert.equal(await answered("fsx", 7), "+++++--", "no more than the burst is saved up");
  });

  test("of one request in ten seconds", async () => {
    await here.control("POST limit", { services: ["oms"], perSecond: 0.1 });
    let text = "";
    for (let i = 0; i < 20; i++) {
      text += await answered("oms", 1);
      here.pass(1);
    }
    assert.equal(text, "+---------+---------");
  });

  test("is each service's and each host's own", async () => {
    await here.control("POST limit", { perSecond: 1 });
    assert.equal(await answered("fsx", 2), "+-");
    assert.equal(await answered("datasync", 2), "+-");
    assert.equal(await answered("fsx", 2, "https://fsx.eu-west-1.amazonaws.com/cloud"), "+-");
    assert.equal(await answered("fsx", 2, "https://fsx.us-east-1.amazonaws.com/cloud"), "+-");
    assert.equal(await answered("fsx", 1), "-");
  });

  test("is for the services that are named, and lifted with 0", async () => {
    await here.control("POST limit", { services: ["nas"], perSecond: 1 });
    assert.equal(await answered("fsx", 3), "+++");
    await here.control("POST limit", { services: ["nas"], perSecond: 0 });
    assert.equal(await answered("nas", 3), "+++");
    assert.ok(!("limit" in (await here.state()).services.nas));
  });

  test("goes by the practice cloud's clock, also when that is set back", async () => {
    await here.control("POST limit", { services: ["fsx"], perSecond: 1 });
    assert.equal(await answered("fsx", 2), "+-");
    here.pass(-60);
    assert.equal(await answered("fsx", 1), "-");
    here.pass(1);
    assert.equal(await answered("fsx", 2), "+-");
  });

  test("comes after the faults that are queued, and before the storm", async () => {
    await here.control("POST limit", { services: ["fsx"], perSecond: 1 });
    await here.control("POST storm", { seed: 1, share: 1, faults: ["html-502"], services: ["fsx"] });
    await here.control("POST faults", { service: "fsx", faults: ["empty-body"] });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await call("fsx")).status);
    assert.deepEqual(statuses, [500, 502, 400]);
  });
});

describe("ten thousand tasks of each service, seeded at once", () => {
  const COUNT = 10_000;
  const number = (/** @type {number} */ i) => String(i).padStart(17, "0");
  /** @type {Record<string, (i: number) => { ids: Record<string, string>, state: string }>} */
  const seeds = {
    fsx: (i) => ({ ids: { TaskId: `task-${number(i)}` }, state: "EXECUTING" }),
    datasync: (i) => ({
      ids: {
        TaskExecutionArn: `arn:aws:datasync:us-east-1:123456789012:task/task-${number(i % 10)}/execution/exec-${number(i)}`,
      },
      state: "QUEUED",
    }),
    "snow-device-management": (i) => ({ ids: { taskId: `t${number(i)}` }, state: "QUEUED" }),
    nas: (i) => ({ ids: { TaskId: `task-${number(i)}` }, state: "Executing" }),
    sfsturbo: (i) => ({ ids: { task_id: number(i) }, state: "DOING" }),
    oms: (i) => ({ ids: { task_id: String(i + 1) }, state: "2" }),
  };

  /** Asks for page after page, and gives the ids on them. */
  const pages = {
    async fsx() {
      const ids = [];
      /** @type {any} */
      let body = {};
      do {
        const input = { ...(body.NextToken && { NextToken: body.NextToken }) };
        body = (await here.send(callFsx("DescribeDataRepositoryTasks", input, aws.user, here.clock.now)))
          .body;
        ids.push(...body.DataRepositoryTasks.map((/** @type {any} */ task) => task.TaskId));
      } while (body.NextToken);
      return ids;
    },
    async oms() {
      const ids = [];
      for (let offset = 0, count = 1; offset < count; offset += 100) {
        const query = { limit: "100", offset: String(offset) };
        const { body } = await here.send(
          callHuawei("GET", `/v2/${project}/tasks`, query, huawei.user, here.clock.now),
        );
        count = body.count;
        ids.push(...body.tasks.map((/** @type {any} */ task) => String(task.id)));
      }
      return ids;
    },
  };

  for (const [service, seed] of Object.entries(seeds)) {
    test(`${service}: all are in the books, and a list shows a page of them`, async () => {
      const tasks = Array.from({ length: COUNT }, (_, i) => seed(i));
      const before = here.cloud.books.tasks(service).length;
      const response = await here.control("POST seed?summary", { service, tasks });
      assert.equal((await response.json()).services[service].tasks.total, before + COUNT);
      assert.equal((await call(service)).status, 200);
      const last = seed(COUNT - 1);
      assert.equal(here.cloud.books.tasks(service, last.ids)[0]?.state, last.state);
    });
  }

  for (const service of /** @type {const} */ (["fsx", "oms"])) {
    test(`${service}: page after page shows every one once`, async () => {
      const tasks = Array.from({ length: COUNT }, (_, i) => seeds[service]?.(i));
      await here.control("POST seed?summary", { service, tasks });
      const ids = await pages[service]();
      assert.equal(ids.length, here.cloud.books.tasks(service).length);
      assert.equal(new Set(ids).size, ids.length);
    });
  }
});
