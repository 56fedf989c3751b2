// The API as a client meets it: jobs, pages, events, the record, and what it refuses.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { over, startService } from "./service.mjs";
import { until } from "./until.mjs";

const region = "us-east-1";
/** @param {number} n */
const idOf = (n) => `task-${String(n).padStart(17, "0")}`;
/** @param {number} n */
const cancel = (n) => ({ operation: "fsx:CancelDataRepositoryTask", region, params: { TaskId: idOf(n) } });
const profile = "practice-aws";

/** @type {import("./service.mjs").Service} */
let service;
before(async () => {
  service = await startService();
});
after(() => service.close());

/** @param {number} from @param {number} count @param {object} [more] */
async function seed(from, count, more = {}) {
  const tasks = Array.from({ length: count }, (_, n) => ({
    ids: { TaskId: idOf(from + n) },
    state: "EXECUTING",
    ...more,
  }));
  await service.control("seed", { service: "fsx", tasks });
  return tasks.map((_, n) => cancel(from + n));
}

/** @param {number} n */
const inBooks = (n) => /** @type {any} */ (service.books.tasks("fsx", { TaskId: idOf(n) })[0]);

// All that takes time in these is waiting.
describe("over its time", { concurrency: true }, () => {
  describe("a job", { concurrency: true }, () => {
    it("is taken once for each key, and so is each of its pages", async () => {
      const [first, second, third] = await seed(1_000, 3);
      const headers = { "idempotency-key": "first-1" };
      const once = await service.ask("POST /api/jobs", {
        body: { profile, calls: [first, second] },
        headers,
      });
      const again = await service.ask("POST /api/jobs", { body: { profile, calls: [third] }, headers });
      assert.deepEqual([once.status, again.status, again.json], [202, 202, once.json]);
      const page = { body: { calls: [third] }, headers: { "idempotency-key": "page-2" } };
      for (let times = 0; times < 2; times += 1)
        assert.equal((await service.ask(`POST /api/jobs/${once.json.id}/calls`, page)).status, 202);
      const job = await over(service, once.json.id);
      assert.deepEqual([job.taken, job.confirmed], [3, 3]);
      for (const n of [1_000, 1_001, 1_002]) assert.equal(inBooks(n).cancels, 1);
      const other = await service.ask("POST /api/jobs", { body: { profile, calls: [first] } });
      assert.notEqual(other.json.id, once.json.id);
    });

    it("tells how it goes on, and goes on after the last id", async () => {
      const calls = await seed(2_000, 5);
      const { json } = await service.ask("POST /api/jobs", { body: { profile, calls } });
      const { text } = await service.ask(`GET /api/jobs/${json.id}/events`);
      const told = text.split("\n\n").filter((part) => part.startsWith("event:"));
      const tasks = told
        .filter((part) => part.startsWith("event: task"))
        .map((part) => JSON.parse(/data: (.*)/.exec(part)?.[1] ?? ""));
      assert.deepEqual([...new Set(tasks.map(({ index }) => index))].sort(), [0, 1, 2, 3, 4]);
      assert.equal(tasks.filter(({ state }) => state === "confirmed").length, 5);
      assert.equal(JSON.parse(/data: (.*)/.exec(told.at(-1) ?? "")?.[1] ?? "").confirmed, 5);
      const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
      assert.deepEqual(
        ids,
        ids.toSorted((a, b) => a - b),
      );
      const headers = { "last-event-id": String(ids.at(-1)) };
      assert.equal((await service.ask(`GET /api/jobs/${json.id}/events`, { headers })).status, 204);
      // Whose connection broke off before the end is told the rest, though the job is over by now.
      const missed = { "last-event-id": String(ids[0]) };
      const rest = await service.ask(`GET /api/jobs/${json.id}/events`, { headers: missed });
      assert.equal(rest.status, 200);
      assert.match(rest.text, /"state":"confirmed".*event: progress.*"confirmed":5/s);
    });

    it("is stopped: nothing more is sent, and what was sent is watched", async () => {
      await service.control("limit", { services: ["fsx"], perSecond: 2 });
      const calls = await seed(3_000, 60);
      const { json } = await service.ask("POST /api/jobs", { body: { profile, calls } });
      await until(() => calls.some((_, n) => inBooks(3_000 + n).cancels > 0));
      const stopped = await service.ask(`DELETE /api/jobs/${json.id}`);
      assert.deepEqual([stopped.status, stopped.json.stopped], [202, true]);
      await service.control("limit", { services: ["fsx"], perSecond: 0 });
      const job = await over(service, json.id);
      assert.ok(job.failed > 0 && job.confirmed > 0, JSON.stringify(job));
      assert.equal(job.failed + job.confirmed, 60);
      const { json: shown } = await service.ask(`GET /api/jobs/${json.id}/tasks`);
      for (const { index, state, error } of shown.tasks) {
        assert.equal(inBooks(3_000 + index).cancels, state === "confirmed" ? 1 : 0);
        if (state === "failed") assert.equal(error.code, "aborted");
      }
      const more = await service.ask(`POST /api/jobs/${json.id}/calls`, { body: { calls: [cancel(1)] } });
      assert.equal(more.status, 409);
    });

    it("is stopped while its calls wait for a slow provider: none of these is sent", async () => {
      const ids = Array.from({ length: 20 }, (_, n) => ({ taskId: `slow${String(n).padStart(16, "0")}` }));
      await service.control("seed", {
        service: "snow-device-management",
        tasks: ids.map((own) => ({ ids: { ...own, managedDeviceId: "smd-0001" }, state: "QUEUED" })),
      });
      const faults = ids.slice(0, 12).map(() => "slow-body");
      await service.control("faults", { service: "snow-device-management", faults });
      const operation = "snow-device-management:CancelTask";
      const calls = ids.map((params) => ({ operation, region: "us-west-2", params }));
      const { json } = await service.ask("POST /api/jobs", { body: { profile, calls } });
      const path = `/api/jobs/${json.id}`;
      await until(async () => (await service.ask(`GET ${path}`)).json.canceling === 20, { everyMs: 200 });
      await service.ask(`DELETE ${path}`);
      const job = await over(service, json.id);
      const { json: shown } = await service.ask(`GET ${path}/tasks`);
      for (const { state, error, call } of shown.tasks) {
        const { cancels } = /** @type {any} */ (
          service.books.tasks("snow-device-management", call.params)[0]
        );
        assert.equal(state === "failed", cancels === 0);
        if (state === "failed") assert.equal(error.code, "aborted");
      }
      assert.ok(job.failed > 0, JSON.stringify(job));
    });

    it("is refused as a whole when a call is wrong, with everything that is", async () => {
      const calls = [cancel(1), { ...cancel(2), params: { TaskId: "task-1" } }, { ...cancel(3), params: {} }];
      const { status, json } = await service.ask("POST /api/jobs", { body: { profile, calls } });
      assert.equal(status, 422);
      const paths = json.error.findings.map((/** @type {any} */ { path }) => path);
      assert.deepEqual([...new Set(paths)], ["calls[1].params.TaskId", "calls[2].params.TaskId"]);
    });
  });

  describe("the record", () => {
    it("is searched, paged and exported", async () => {
      const [call] = await seed(4_000, 1);
      const { json } = await service.ask("POST /api/jobs", { body: { profile, calls: [call] } });
      await over(service, json.id);
      const { json: found } = await service.ask(`GET /api/history?search=${idOf(4_000)}`);
      const [newest] = found.entries;
      assert.deepEqual([newest.what, newest.end], ["look", "confirmed"]);
      const sent = found.entries.find((/** @type {any} */ { verdict }) => verdict === "accepted");
      assert.equal(sent.what, "cancel");
      assert.equal(sent.who, "practice-operator");
      assert.equal(sent.call.params.TaskId, idOf(4_000));
      assert.ok(sent.requestId && sent.profile === profile);
      const { json: none } = await service.ask(`GET /api/history?search=${idOf(4_000)}&verdict=forbidden`);
      assert.deepEqual(none.entries, []);
      const { json: one } = await service.ask("GET /api/history?limit=1");
      const { json: two } = await service.ask(`GET /api/history?limit=1&cursor=${one.cursor}`);
      assert.ok(two.entries[0].at <= one.entries[0].at);
      const { text, headers } = await service.ask(`GET /api/history.csv?search=${idOf(4_000)}`);
      assert.match(headers.get("content-type") ?? "", /^text\/csv/);
      assert.equal(text.trimEnd().split("\r\n").length, found.entries.length + 1);
    });
  });
});

describe("where calls go", () => {
  it("is never said by a request", async () => {
    let reached = 0;
    const trap = createServer((_, reply) => {
      reached += 1;
      reply.end("{}");
    });
    await new Promise((resolve) => trap.listen(0, "127.0.0.1", () => resolve(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (trap.address());
    const endpoint = `http://127.0.0.1:${port}`;
    const lists = { operation: "fsx:DescribeDataRepositoryTasks", region, params: {}, endpoint };
    for (const [route, body] of /** @type {[string, object][]} */ ([
      ["POST /api/jobs", { profile, calls: [{ ...cancel(1), endpoint }] }],
      ["POST /api/list", { profile, call: lists }],
      ["POST /api/list", { profile, endpoint, call: { ...lists, endpoint: undefined } }],
    ])) {
      const { status } = await service.ask(route, { body });
      assert.ok([403, 422].includes(status), `${route}: ${status}`);
    }
    trap.close();
    assert.equal(reached, 0);
  });

  it("is where the profile allows it", async () => {
    for (const call of [
      { ...cancel(1), region: "mars-1" },
      { operation: "nas:CancelDataFlowTask", region: "cn-wulanchabu", params: {} },
    ])
      assert.equal((await service.ask("POST /api/jobs", { body: { profile, calls: [call] } })).status, 403);
    const unknown = await service.ask("POST /api/jobs", { body: { profile: "prod", calls: [cancel(1)] } });
    assert.equal(unknown.status, 403);
  });

  it("is listed by a profile", async () => {
    const call = { operation: "fsx:DescribeDataRepositoryTasks", region, params: { MaxResults: 2 } };
    const { status, json } = await service.ask("POST /api/list", {
      body: { profile, call },
      token: "practice-viewer",
    });
    assert.equal(status, 200);
    assert.equal(json.tasks.length, 2);
    assert.ok(json.nextToken);
    const refused = await service.ask("POST /api/list", { body: { profile, call: cancel(1) } });
    assert.equal(refused.status, 422);
  });
});

describe("hostile input", () => {
  /** @type {[string, string, { body?: any, headers?: Record<string, string> }, number][]} */
  const cases = [
    ["10 MB", "POST /api/jobs", { body: "x".repeat(10 * 1024 * 1024) }, 413],
    ["what is not JSON", "POST /api/jobs", { body: "{" }, 400],
    ["an array", "POST /api/jobs", { body: [] }, 422],
    [
      "JSON 100,000 deep",
      "POST /api/validate",
      { body: `{"call":${"[".repeat(1e5)}${"]".repeat(1e5)}}` },
      200,
    ],
    [
      "a call 100,000 deep",
      "POST /api/jobs",
      {
        body: `{"profile":"practice-aws","calls":[{"operation":"fsx:CancelDataRepositoryTask","region":"us-east-1","params":${'{"a":'.repeat(1e5)}1${"}".repeat(1e5)}}]}`,
      },
      422,
    ],
    [
      "1,001 calls",
      "POST /api/jobs",
      { body: { profile, calls: Array.from({ length: 1_001 }, (_, n) => cancel(n)) } },
      422,
    ],
    ["no calls", "POST /api/jobs", { body: { profile, calls: [] } }, 422],
    ["a member too much", "POST /api/jobs", { body: { profile, calls: [cancel(1)], admin: true } }, 422],
    [
      "__proto__",
      "POST /api/jobs",
      { body: '{"profile":"practice-aws","calls":[{"__proto__":{"operation":"x"}}]}' },
      403,
    ],
    [
      "a profile of Object's",
      "POST /api/jobs",
      { body: { profile: "constructor", calls: [cancel(1)] } },
      403,
    ],
    ["a cursor that is none", "GET /api/jobs?cursor=-1", {}, 422],
    ["a query that is not known", "GET /api/jobs?drop=table", {}, 422],
    ["SQL in a search", "GET /api/history?search=%27%3B%20DROP%20TABLE%20job--", {}, 200],
    ["CRLF in a search", "GET /api/history?search=a%0d%0aSet-Cookie:%20x=1", {}, 200],
    ["CRLF in a job's id", "GET /api/jobs/x%0d%0aSet-Cookie:%20x=1", {}, 404],
    [
      "a key with spaces",
      "POST /api/jobs",
      { body: { profile, calls: [cancel(1)] }, headers: { "idempotency-key": "a b" } },
      400,
    ],
    ["an encoded slash", "GET /api%2fme", {}, 404],
    ["another case", "GET /API/me", {}, 404],
    ["a path that is not known", "GET /api/nowhere", {}, 404],
    ["a method that is not known there", "PUT /api/jobs", { body: {} }, 405],
  ];
  for (const [name, call, options, status] of cases)
    it(`${name}: ${status}`, async () => {
      const reply = await service.ask(call, options);
      assert.equal(reply.status, status, reply.text.slice(0, 500));
      assert.equal(reply.headers.get("set-cookie"), null);
      if (status >= 400) assert.ok(reply.json.error.code && reply.json.error.message, reply.text);
      if (status === 405) assert.ok(reply.headers.get("allow"));
    });

  it("of a provider, words that are longer than the database takes: its job ends all the same", async () => {
    const headers = { "x-amzn-requestid": "long" };
    const body = JSON.stringify({ __type: "BadRequest", Message: "too busy ".repeat(300_000) });
    const calls = await seed(5_000, 1);
    await service.control("faults", { service: "fsx", faults: [{ status: 400, headers, body }] });
    const { json } = await service.ask("POST /api/jobs", { body: { profile, calls } });
    assert.equal((await over(service, json.id)).refused, 1);
  });

  it("a request that breaks off in its body does no harm", async () => {
    const { port } = new URL(service.origin);
    const socket = connect(Number(port), "127.0.0.1");
    const half = "POST /api/jobs HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1000\r\n\r\n{";
    await new Promise((resolve) => socket.write(half, resolve));
    socket.destroy();
    assert.equal((await service.ask("GET /api/health")).status, 200);
  });
});

describe("every reply", () => {
  it("has the headers that confine it, and an id", async () => {
    for (const call of ["GET /", "GET /api/health", "GET /api/me", "GET /nowhere"]) {
      const { headers } = await service.ask(call);
      for (const name of ["content-security-policy", "x-content-type-options", "referrer-policy"])
        assert.ok(headers.get(name), `${call}: ${name}`);
      if (call !== "GET /") assert.match(headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
    }
  });

  it("of the console may be kept, and is asked for again", async () => {
    const { headers, status, text } = await service.ask("GET /");
    assert.equal(status, 200);
    assert.match(text, /<title>calloff/);
    assert.ok(headers.get("etag"));
    const again = await service.ask("GET /", { headers: { "if-none-match": headers.get("etag") ?? "" } });
    assert.equal(again.status, 304);
  });
});

describe("the OpenAPI document", () => {
  it("has every route, and every operation as it is in the catalogue", async () => {
    const { json } = await service.ask("GET /api/openapi.json");
    assert.equal(json.openapi, "3.1.0");
    const { json: catalogue } = await service.ask("GET /api/operations");
    for (const { id, fields } of catalogue.operations) {
      const { params } = json.components.schemas[id.replace(":", ".")].properties;
      assert.deepEqual(
        Object.keys(params.properties),
        fields.map((/** @type {any} */ { name }) => name),
      );
    }
    for (const [path, methods] of Object.entries(json.paths))
      for (const method of Object.keys(/** @type {object} */ (methods))) {
        const { status } = await service.ask(`${method.toUpperCase()} ${path.replace("{id}", "x")}`, {
          token: null,
        });
        assert.equal(
          status,
          path === "/api/health" || path === "/api/openapi.json" ? 200 : 401,
          `${method} ${path}`,
        );
      }
  });
});
