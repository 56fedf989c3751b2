// The control calls: what a test or a page does to the practice cloud from behind the scenes.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { practice } from "./practice.mjs";
import {
  cancelDataFlowSubTask,
  cancelDataRepositoryTask,
  cancelTask,
  cancelTaskExecution,
  deleteHpcCacheTask,
  stopTask,
} from "./vendor-signers.mjs";

const { aws, alibaba, huawei } = practiceCredentials;
const RUNNING = "task-0123456789abcdef0";
const EXECUTION =
  "arn:aws:datasync:us-east-1:123456789012:task/task-0123456789abcdef0/execution/exec-0123456789abcdef0";
const IN_TWO_SECONDS = /retry-after: Sat, 21 Nov 2026 12:00:02 GMT\n/;

/** @type {ReturnType<typeof practice>} */
let here;
beforeEach(() => {
  here = practice();
});

/** A good cancel call of each service. @type {Record<string, () => Request | Promise<Request>>} */
const goodCalls = {
  fsx: () => cancelDataRepositoryTask(RUNNING, aws.session, here.clock.now),
  datasync: () => cancelTaskExecution(EXECUTION, aws.session, here.clock.now),
  "snow-device-management": () => cancelTask("abcdefghij0123456789", aws.session, here.clock.now),
  nas: () =>
    cancelDataFlowSubTask(
      {
        FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
        DataFlowId: "df-194433a5be31abcd",
        DataFlowTaskId: "task-38aa8e890f45abcd",
        DataFlowSubTaskId: "subTaskId-370kyfmyknxcyzwabcd",
      },
      alibaba.session,
      here.clock.now,
    ),
  sfsturbo: () =>
    deleteHpcCacheTask(
      {
        project_id: "0123456789abcdef0123456789abcdef",
        share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
        task_id: "11abef677ac40f46644d1d5cfc2424a4",
      },
      huawei.session,
      here.clock.now,
    ),
  oms: () =>
    stopTask(
      { project_id: "0123456789abcdef0123456789abcdef", task_id: "128984723742750" },
      huawei.session,
      here.clock.now,
    ),
};
/** What a good cancel call is answered. @param {string} service */
const goodStatus = (service) => (service === "sfsturbo" ? 202 : 200);
/** @param {string} service */
const call = (service) => here.send(/** @type {() => Request} */ (goodCalls[service])());

describe("faults", () => {
  /** Status, and what tells the fault in body or headers. @type {Record<string, Record<string, [number, RegExp]>>} */
  const expected = {
    fsx: {
      throttled: [400, /"__type":"ThrottlingException"/],
      "throttled-with-hint": [400, /x-amz-retry-after: 1500/],
      "throttled-with-date": [400, IN_TWO_SECONDS],
      "internal-error": [500, /"__type":"InternalServerError","Message"/],
      unavailable: [503, /"__type":"ServiceUnavailable"/],
      "clock-skew": [400, /Signature expired: 20261121T114000Z is now earlier than 20261121T115500Z/],
      "expired-token": [400, /"__type":"ExpiredTokenException"/],
      UnsupportedOperation: [400, /"__type":"UnsupportedOperation"/],
    },
    datasync: {
      throttled: [400, /"__type":"ThrottlingException"/],
      "throttled-with-hint": [400, /x-amz-retry-after: 1500/],
      "throttled-with-date": [400, IN_TWO_SECONDS],
      "internal-error": [500, /"__type":"InternalException","message"/],
      unavailable: [503, /"__type":"ServiceUnavailable"/],
      "clock-skew": [400, /Signature expired: /],
      "expired-token": [400, /"__type":"ExpiredTokenException"/],
    },
    "snow-device-management": {
      throttled: [429, /x-amzn-errortype: ThrottlingException/],
      "throttled-with-hint": [429, /x-amz-retry-after: 1500/],
      "throttled-with-date": [429, IN_TWO_SECONDS],
      "internal-error": [500, /x-amzn-errortype: InternalServerException/],
      unavailable: [503, /x-amzn-errortype: ServiceUnavailable/],
      "clock-skew": [403, /Signature expired: /],
      "expired-token": [403, /x-amzn-errortype: ExpiredTokenException/],
    },
    nas: {
      throttled: [400, /"Code":"Throttling.User"/],
      "throttled-with-hint": [400, /x-acs-retry-after: 1500/],
      "throttled-with-date": [400, IN_TWO_SECONDS],
      "duplicate-nonce": [400, /"Code":"SignatureNonceUsed"/],
      "internal-error": [500, /"Code":"InternalError"/],
      unavailable: [503, /"Code":"ServiceUnavailable"/],
      "clock-skew": [400, /"Code":"InvalidTimeStamp.Expired"/],
      "expired-token": [400, /"Code":"InvalidSecurityToken.Expired"/],
      busy: [403, /"Code":"OperationDenied.ConflictOperation"/],
      "xml-error": [503, /<Error><RequestId>/],
      "SecurityToken.CheckFailed": [503, /"Code":"SecurityToken.CheckFailed"/],
    },
    sfsturbo: {
      throttled: [429, /"error_code":"APIGW.0308"/],
      "throttled-with-hint": [429, /retry-after: 2\n/],
      "throttled-with-date": [429, IN_TWO_SECONDS],
      "internal-error": [500, /"errCode":"SFS.TURBO.0005"/],
      unavailable: [503, /"error_code":"APIGW.0801"/],
      "clock-skew": [401, /signature expired, signature time:20261121T114000Z,server time:20261121T120000Z/],
      "expired-token": [401, /token expires, expires_at: 2026-11-21T11:59:00.000Z/],
      busy: [400, /"errCode":"SFS.TURBO.0011"/],
      "keystone-error": [401, /"code":401/],
    },
    oms: {
      throttled: [429, /"error_code":"APIGW.0308"/],
      "throttled-with-hint": [429, /retry-after: 2\n/],
      "throttled-with-date": [429, IN_TWO_SECONDS],
      "internal-error": [500, /"error_code":"OMS.0001"/],
      unavailable: [503, /"error_code":"APIGW.0801"/],
      "clock-skew": [401, /signature expired, signature time:20261121T114000Z,server time:20261121T120000Z/],
      "expired-token": [401, /token expires, expires_at: 2026-11-21T11:59:00.000Z/],
      "keystone-error": [401, /"code":401/],
    },
  };
  for (const [service, faults] of Object.entries(expected)) {
    const between = {
      "html-502": [502, /<html>/],
      "cut-json": [200, /[^}]$/],
      "empty-body": [500, /\n\n$/],
      "xml-error": [403, /^<Missing|\n<Missing/],
    };
    for (const [fault, [status, text]] of Object.entries({ ...between, ...faults })) {
      test(`${service}: ${fault}, once, and the call has no effect`, async () => {
        await here.control("POST faults", { service, faults: [fault] });
        const { services } = await here.state();
        assert.deepEqual(services[service].faults, [fault]);
        const reply = await call(service);
        assert.equal(reply.status, status);
        assert.equal(reply.headers.get("date"), "Sat, 21 Nov 2026 12:00:00 GMT");
        const head = [...reply.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
        const body = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
        assert.match(`${head}\n\n${body}`, /** @type {RegExp} */ (text));
        const after = await here.state();
        assert.deepEqual(after.services[service], { ...services[service], faults: [] });
        assert.equal((await call(service)).status, goodStatus(service));
      });
    }
  }

  test("they come in the order in which they were given, each for its own service", async () => {
    await here.control("POST faults", { service: "fsx", faults: ["throttled", "html-502"] });
    await here.control("POST faults", { service: "fsx", faults: ["empty-body"] });
    assert.equal((await call("nas")).status, 200);
    assert.deepEqual(
      [await call("fsx"), await call("fsx"), await call("fsx"), await call("fsx")].map(
        (reply) => reply.status,
      ),
      [400, 502, 500, 200],
    );
  });

  test("a reply given whole", async () => {
    const raw = { status: 418, headers: { "x-teapot": "yes" }, body: "short and stout" };
    await here.control("POST faults", { service: "fsx", faults: [raw] });
    const { status, headers, body } = await call("fsx");
    assert.deepEqual([status, headers.get("x-teapot"), body], [418, "yes", "short and stout"]);
  });
});

describe("seed, clock and reset", () => {
  test("a seeded task is one like the others", async () => {
    const task = { ids: { TaskId: "task-00000000000000000" }, state: "CANCELING", sinceSeconds: 7 };
    await here.control("POST seed", { service: "fsx", tasks: [task] });
    assert.equal(await here.stateOf("fsx", task.ids.TaskId), "CANCELING");
    here.pass(1);
    assert.equal(await here.stateOf("fsx", task.ids.TaskId), "CANCELED");
  });

  test("the clock, ahead: tasks move on, and what was signed by the old time is skewed", async () => {
    await here.control("POST clock", { aheadSeconds: 600 });
    const { status, headers, body } = await call("fsx");
    assert.equal(status, 400);
    assert.match(body.message, /^Signature expired: 20261121T120000Z is now earlier than 20261121T120500Z/);
    assert.equal(headers.get("date"), "Sat, 21 Nov 2026 12:10:00 GMT");
    assert.equal(await here.stateOf("fsx", "task-0123456789abcdef1"), "EXECUTING");
  });

  test("the clock, shown wrong: what was signed by the true time is skewed, and no task moves on", async () => {
    await here.control("POST clock", { aheadSeconds: 0, skewSeconds: 600 });
    const { status, headers } = await call("fsx");
    assert.equal(status, 400);
    assert.equal(headers.get("date"), "Sat, 21 Nov 2026 12:10:00 GMT");
    assert.equal(await here.stateOf("fsx", "task-0123456789abcdef1"), "PENDING");
  });

  test("a task that was created, and one that is endless", async () => {
    const tasks = [
      { ids: { TaskId: "task-00000000000000000" }, state: "EXECUTING", sinceSeconds: 5, ageSeconds: 60 },
      { ids: { TaskId: "task-00000000000000001" }, state: "EXECUTING", endless: true },
    ];
    await here.control("POST seed", { service: "fsx", tasks });
    const [first] = here.cloud.books.tasks("fsx", { TaskId: "task-00000000000000000" });
    assert.deepEqual([first?.created, first?.since], [here.clock.now - 60_000, here.clock.now - 5_000]);
    here.pass(86_400);
    assert.equal(await here.stateOf("fsx", "task-00000000000000000"), "SUCCEEDED");
    assert.equal(await here.stateOf("fsx", "task-00000000000000001"), "EXECUTING");
    await here.send(cancelDataRepositoryTask("task-00000000000000001", aws.user, here.clock.now));
    here.pass(8);
    assert.equal(await here.stateOf("fsx", "task-00000000000000001"), "CANCELED");
  });

  test("reset undoes it all", async () => {
    const before = await here.state();
    await here.control("POST faults", { service: "nas", faults: ["throttled"] });
    await here.control("POST seed", { service: "fsx", tasks: [{ ids: { TaskId: "x" }, state: "PENDING" }] });
    await call("fsx");
    await here.control("POST clock", { aheadSeconds: 60 });
    await here.control("POST storm", { seed: 1, share: 1 });
    await here.control("POST limit", { perSecond: 1 });
    await here.control("POST reset");
    assert.deepEqual(await here.state(), before);
  });
});

describe("state", () => {
  test("the log of calls says who called what on what, and what came of it", async () => {
    await call("fsx");
    await here.send(cancelDataRepositoryTask("task-ffffffffffffffff0", aws.user, here.clock.now));
    await here.send(
      cancelDataRepositoryTask(RUNNING, { ...aws.user, secretAccessKey: "no" }, here.clock.now),
    );
    const at = "2026-11-21T12:00:00.000Z";
    const known = { at, service: "fsx", operation: "CancelDataRepositoryTask" };
    assert.deepEqual((await here.state()).calls, [
      { ...known, user: "session", params: { TaskId: RUNNING }, status: 200, accepted: true },
      {
        ...known,
        user: "user",
        params: { TaskId: "task-ffffffffffffffff0" },
        code: "DataRepositoryTaskNotFound",
        status: 400,
        accepted: false,
      },
      { at, service: "fsx", code: "InvalidSignatureException", status: 400, accepted: false },
    ]);
  });

  test("it goes back a thousand calls", async () => {
    await here.control("POST faults", { service: "fsx", faults: ["throttled"] });
    for (let i = 0; i <= 1000; i++) {
      await here.send(new Request("http://127.0.0.1/cloud/task/a/cancel", { method: "POST" }));
      if (i === 0) await call("fsx");
    }
    const { calls } = await here.state();
    assert.equal(calls.length, 1000);
    assert.ok(calls.every((/** @type {any} */ one) => one.service === "snow-device-management"));
  });

  test("of each task: how often it was canceled, with which tokens, and when it ended", async () => {
    const { nas } = (await here.state()).services;
    assert.deepEqual(Object.keys(nas.tasks[0]), ["ids", "state", "since", "cancels"]);
    const cancel = (/** @type {string} */ ClientToken) =>
      here.send(cancelDataFlowSubTask({ ...nas.tasks[0].ids, ClientToken }, alibaba.user, here.clock.now));
    here.pass(1);
    for (const token of ["one", "one", "two"]) await cancel(token);
    here.pass(60);
    assert.deepEqual((await here.state()).services.nas.tasks[0], {
      ids: nas.tasks[0].ids,
      state: "CANCELED",
      since: "2026-11-21T12:00:09.000Z",
      ended: "2026-11-21T12:00:09.000Z",
      cancels: 1,
      clientTokens: ["one", "two"],
    });
    const [task] = here.cloud.books.tasks("nas", nas.tasks[0].ids);
    assert.deepEqual([task?.cancels, task?.ended], [1, here.clock.now - 52_000]);
  });

  test("of one service, or in numbers", async () => {
    await call("sfsturbo");
    const one = await (await here.control("GET state?service=sfsturbo&summary")).json();
    assert.deepEqual(one, {
      now: "2026-11-21T12:00:00.000Z",
      services: {
        sfsturbo: {
          tasks: {
            total: 7,
            states: { DELETING: 2, DOING: 2, SUCCESS: 1, FAIL: 1, GONE: 1 },
            cancels: { 0: 6, 1: 1 },
            clientTokens: { 0: 7 },
          },
          faults: [],
        },
      },
    });
    const seeded = await here.control("POST seed?summary", { service: "fsx", tasks: [] });
    assert.equal((await seeded.json()).services.fsx.tasks.total, 9);
  });

  test("it tells who may call, by provider, so that a page need not know", async () => {
    assert.deepEqual((await here.state()).keys, practiceCredentials);
    const one = await (await here.control("GET state?service=nas")).json();
    assert.deepEqual(one.keys, { alibaba: practiceCredentials.alibaba });
  });

  test("there is no secret in what it tells of tasks and calls", async () => {
    for (const service of Object.keys(goodCalls)) await call(service);
    const { keys: _, ...told } = await here.state();
    const text = JSON.stringify(told);
    for (const vendor of Object.values(practiceCredentials)) {
      for (const keys of Object.values(vendor)) {
        for (const [name, secret] of Object.entries(keys)) {
          if (name !== "accessKeyId") assert.ok(!text.includes(JSON.stringify(secret).slice(1, -1)), name);
        }
      }
    }
  });
});

describe("a control call that is wrong says how", () => {
  for (const [name, input, error] of /** @type {[string, object | undefined, RegExp][]} */ ([
    [
      "POST faults",
      { service: "s3", faults: [] },
      /service: expected one of nas, datasync, fsx, sfsturbo, oms, snow-device-/,
    ],
    ["POST faults", { service: "fsx", faults: ["toString"] }, /fsx has no fault "toString"/],
    ["POST faults", { service: "fsx", faults: "throttled" }, /faults: expected a list/],
    ["POST faults", { service: "fsx", faults: [{ status: 42 }] }, /not a reply: /],
    ["POST seed", { service: "fsx", tasks: [{ ids: { TaskId: 7 }, state: "PENDING" }] }, /not a task: /],
    [
      "POST seed",
      { service: "fsx", tasks: [{ ids: {}, state: "PENDING", endsAtCancel: "yes" }] },
      /not a task: /,
    ],
    ["POST clock", {}, /aheadSeconds: expected a number/],
    ["POST clock", { aheadSeconds: 0, skewSeconds: "1h" }, /skewSeconds: expected a number/],
    ["POST storm", { share: 0.3 }, /seed: expected a number or a text/],
    ["POST storm", { seed: 1, share: 30 }, /share: expected a number from 0 to 1/],
    ["POST storm", { seed: 1, share: 0.3, services: ["s3"] }, /service: expected one of /],
    [
      "POST storm",
      { seed: 1, share: 0.3, services: ["fsx"], faults: ["busy"] },
      /no service has a fault "busy"/,
    ],
    ["POST limit", { services: ["s3"], perSecond: 1 }, /service: expected one of /],
    ["POST limit", { perSecond: -1 }, /perSecond: expected a number, 0 for no limit/],
    ["POST limit", {}, /perSecond: expected a number/],
    ["POST limit", { perSecond: 1, burst: 0 }, /burst: expected a whole number from 1 on/],
    ["GET state?service=s3", undefined, /service: expected one of /],
    ["POST reset", [], /expected a JSON object/],
  ])) {
    test(`${name} ${JSON.stringify(input)}`, async () => {
      const response = await here.control(name, input);
      assert.equal(response.status, 400);
      assert.match((await response.json()).error, error);
    });
  }

  test("an unknown one", async () => {
    assert.equal((await here.control("POST state")).status, 404);
    assert.equal((await here.control("GET toString")).status, 404);
  });
});

describe("pages on other origins", () => {
  const preflight = (
    /** @type {string} */ path,
    /** @type {string} */ headers,
    origin = "http://localhost:5173",
  ) =>
    here.send(
      new Request(`http://127.0.0.1/cloud${path}`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": headers,
        },
      }),
    );

  for (const [path, requested, exposed] of /** @type {[string, string, RegExp][]} */ ([
    ["/", "authorization,content-type,x-amz-date,x-amz-target", /x-amzn-RequestId/],
    ["/task/abc/cancel", "authorization,x-amz-date", /x-amzn-ErrorType/],
    ["/?FileSystemId=x", "authorization,x-acs-action,x-acs-date", /^\*$/],
    ["/v1/p/sfs-turbo/s/hpc-cache/task/t", "authorization,content-type,x-sdk-date", /X-request-id/],
    ["/v2/p/tasks/1/stop", "authorization,content-type,x-sdk-date", /X-request-id/],
  ])) {
    test(`a preflight of ${path} with ${requested}`, async () => {
      const { status, headers } = await preflight(path, requested);
      assert.equal(status, 200);
      assert.equal(headers.get("access-control-allow-origin"), "*");
      assert.equal(headers.get("access-control-allow-headers"), requested);
      assert.match(headers.get("access-control-expose-headers") ?? "", exposed);
    });
  }

  test("a page on loopback may read replies, one from elsewhere may not", async () => {
    const from = async (/** @type {string} */ origin) => {
      const request = await /** @type {() => Promise<Request>} */ (goodCalls.fsx)();
      request.headers.set("origin", origin);
      return (await here.send(request)).headers.get("access-control-allow-origin");
    };
    assert.equal(await from("http://127.0.0.1:8080"), "*");
    assert.equal(await from("http://127.0.0.1.evil.example"), null);
    assert.equal(
      (await preflight("/v1/x", "", "https://evil.example")).headers.get("access-control-allow-origin"),
      null,
    );
  });

  /** @param {Record<string, string>} headers */
  const reset = async (headers, url = "http://127.0.0.1:8787/cloud/_control/reset") => {
    const { status, body } = await here.send(new Request(url, { method: "POST", headers }));
    return `${status} ${body.error ?? ""}`;
  };

  for (const origin of [
    "https://evil.example",
    "http://127.0.0.1:8788",
    "http://localhost:8787",
    "https://127.0.0.1:8787",
    "null",
  ]) {
    test(`a page on ${origin} controls nothing at http://127.0.0.1:8787`, async () => {
      assert.match(await reset({ origin }), /^403 expected no Origin, or http:\/\/127.0.0.1:8787; found /);
    });
  }

  test("nor does what comes from elsewhere without an Origin; one's own page and no page do", async () => {
    for (const site of ["cross-site", "same-site"]) {
      assert.match(await reset({ "sec-fetch-site": site }), new RegExp(`^403 .*Sec-Fetch-Site: ${site}$`));
    }
    const own = { origin: "http://127.0.0.1:8787", "sec-fetch-site": "same-origin" };
    for (const headers of [{}, own, { "sec-fetch-site": "none" }]) assert.equal(await reset(headers), "200 ");
  });

  test("under another name the cloud is not controlled, since that name may be another's", async () => {
    const at = (/** @type {string} */ host) => reset({}, `http://${host}/cloud/_control/reset`);
    for (const host of ["evil.example", "localhost.evil.example:8787", "192.0.2.1", "0.0.0.0"]) {
      assert.match(await at(host), /^421 expected one of these hosts: 127.0.0.1, localhost, \[::1\]$/, host);
    }
    for (const host of ["localhost:1", "[::1]:8787"]) assert.equal(await at(host), "200 ", host);
  });
});

describe("a token that has expired", () => {
  for (const [service, send] of /** @type {[string, () => Request | Promise<Request>][]} */ ([
    ["fsx", () => cancelDataRepositoryTask(RUNNING, aws.expired, here.clock.now)],
    ["datasync", () => cancelTaskExecution(EXECUTION, aws.expired, here.clock.now)],
    ["snow-device-management", () => cancelTask("abcdefghij0123456789", aws.expired, here.clock.now)],
    ["nas", () => cancelDataFlowSubTask({ FileSystemId: "x" }, alibaba.expired, here.clock.now)],
    [
      "sfsturbo",
      () =>
        deleteHpcCacheTask({ project_id: "p", share_id: "s", task_id: "t" }, huawei.expired, here.clock.now),
    ],
    ["oms", () => stopTask({ project_id: "p", task_id: "1" }, huawei.expired, here.clock.now)],
  ])) {
    test(`${service}: the same reply as the fault's`, async () => {
      const { status, body } = await here.send(send());
      await here.control("POST faults", { service, faults: ["expired-token"] });
      const fault = await call(service);
      const { RequestId: _, Recommend: __, request_id: ___, ...told } = body;
      const { RequestId: _1, Recommend: _2, request_id: _3, ...expected } = fault.body;
      assert.deepEqual([status, told], [fault.status, expected]);
    });
  }

  test("which must be signed like any other", async () => {
    const keys = { ...aws.expired, secretAccessKey: "no" };
    const { body } = await here.send(cancelDataRepositoryTask(RUNNING, keys, here.clock.now));
    assert.equal(body.__type, "InvalidSignatureException");
  });
});

test("what is no service's, or not under the mount, is not found", async () => {
  assert.equal((await here.send(new Request("http://127.0.0.1/cloud/favicon.ico"))).status, 404);
  assert.equal((await here.send(new Request("http://127.0.0.1/cloudy/_control/state"))).status, 404);
});
