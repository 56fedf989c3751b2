// The practice cloud over HTTP.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { startServer } from "../../sandbox/server.mjs";
import {
  cancelDataFlowSubTask,
  cancelDataRepositoryTask,
  cancelTask,
  cancelTaskExecution,
  deleteHpcCacheTask,
  stopTask,
} from "./vendor-signers.mjs";

const { aws, alibaba, huawei } = practiceCredentials;

const services = ["nas", "datasync", "fsx", "sfsturbo", "oms", "snow-device-management"];

/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
before(async () => {
  server = await startServer({ serve: (request) => new Response(`page ${new URL(request.url).pathname}`) });
});
after(() => server.close());

/**
 * What comes back for bytes that no fetch would send.
 *
 * @param {string} head
 * @returns {Promise<string>}
 */
const sendRaw = (head) =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.origin).port), "127.0.0.1", () => socket.write(head));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });

describe("one endpoint for all services", () => {
  /** @type {[string, number, (endpoint: string) => Request | Promise<Request>][]} */
  const calls = [
    [
      "fsx",
      200,
      (endpoint) => cancelDataRepositoryTask("task-0123456789abcdef0", aws.user, Date.now(), endpoint),
    ],
    [
      "datasync",
      200,
      (endpoint) =>
        cancelTaskExecution(
          "arn:aws:datasync:us-east-1:123456789012:task/task-0123456789abcdef0/execution/exec-0123456789abcdef0",
          aws.session,
          Date.now(),
          endpoint,
        ),
    ],
    ["snow", 200, (endpoint) => cancelTask("abcdefghij0123456789", aws.session, Date.now(), endpoint)],
    [
      "nas",
      200,
      (endpoint) =>
        cancelDataFlowSubTask(
          {
            FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
            DataFlowId: "df-194433a5be31abcd",
            DataFlowTaskId: "task-38aa8e890f45abcd",
            DataFlowSubTaskId: "subTaskId-370kyfmyknxcyzwabcd",
          },
          alibaba.session,
          Date.now(),
          { endpoint },
        ),
    ],
    [
      "oms",
      200,
      (endpoint) =>
        stopTask(
          { project_id: "0123456789abcdef0123456789abcdef", task_id: "128984723742750" },
          huawei.session,
          Date.now(),
          { endpoint },
        ),
    ],
    [
      "sfsturbo",
      202,
      (endpoint) =>
        deleteHpcCacheTask(
          {
            project_id: "0123456789abcdef0123456789abcdef",
            share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
            task_id: "11abef677ac40f46644d1d5cfc2424a4",
          },
          huawei.user,
          Date.now(),
          { endpoint },
        ),
    ],
  ];
  for (const [service, status, call] of calls) {
    for (const place of /** @type {const} */ (["endpoint", "rootEndpoint"])) {
      test(`${service}, at the ${place}`, async () => {
        server.cloud.books.reset();
        const signed = await call(server[place]);
        const response = await fetch(signed);
        const text = await response.text();
        assert.equal(response.status, status, text);
        assert.equal(response.headers.get("content-length"), String(text.length));
        assert.equal(
          response.headers.get("date"),
          new Date(response.headers.get("date") ?? "").toUTCString(),
        );
      });
    }
  }
});

test("what is not under the mount is the caller's to serve", async () => {
  assert.equal(await (await fetch(`${server.origin}/console/`)).text(), "page /console/");
  assert.equal(await (await fetch(`${server.origin}/cloudy`)).text(), "page /cloudy");
});

test("it listens on loopback alone", () => {
  for (const origin of [server.origin, server.rootEndpoint]) {
    assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  }
});

test("at the root of a port of its own lies the same cloud, and nothing else", async () => {
  const task = { ids: { TaskId: "task-00000000000000000" }, state: "PENDING" };
  const seed = { method: "POST", body: JSON.stringify({ service: "fsx", tasks: [task] }) };
  await fetch(`${server.rootEndpoint}/_control/seed`, seed);
  assert.equal(server.cloud.books.tasks("fsx", task.ids).length, 1);
  for (const path of ["/console/", "/cloud/_control/state"]) {
    assert.equal((await fetch(server.rootEndpoint + path)).status, 404, path);
  }
});

test("under another name it answers nothing, be it cloud or page", async () => {
  for (const path of ["/", "/cloud/", "/cloud/_control/state"]) {
    const get = (/** @type {string} */ host) =>
      sendRaw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    const refused = await get("evil.example:8787");
    assert.match(refused, /^HTTP\/1\.1 421 /, path);
    assert.match(refused, /expected one of these hosts: 127\.0\.0\.1, localhost, \[::1\]\n/);
    for (const host of ["127.0.0.1", "localhost:8787", "[::1]"]) {
      assert.doesNotMatch(await get(host), /^HTTP\/1\.1 421 /, host);
    }
  }
});

test("a path that would be rewritten on the way in is refused, not answered as another", async () => {
  for (const path of ["/cloud/task/../cancel", "/cloud/task/%2e%2e/cancel", "/cloud\\task", "*"]) {
    assert.match(await sendRaw(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`), /^HTTP\/1\.1 400 /, path);
  }
});

test("a GET with a body is refused", async () => {
  const head = "GET /cloud/task/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\n\r\nx";
  assert.match(await sendRaw(head), /^HTTP\/1\.1 400 /);
});

test("a body of more than sixteen megabytes is refused", async () => {
  const response = await fetch(`${server.endpoint}/`, {
    method: "POST",
    body: "x".repeat(16 * 1024 * 1024 + 1),
  });
  assert.equal(response.status, 413);
});

test("npm start says what to do when its port is taken", async () => {
  const { port } = new URL(server.origin);
  const start = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));
  const child = spawn(process.execPath, [start], { env: { ...process.env, PORT: port } });
  const [said, [code]] = await Promise.all([
    child.stderr.setEncoding("utf8").toArray(),
    once(child, "close"),
    child.stdout.resume(),
  ]);
  assert.equal(code, 1);
  assert.ok(
    said.join("").endsWith(`\nPort ${port} is taken: PORT=${Number(port) + 2} npm start\n`),
    said.join(""),
  );
  assert.doesNotMatch(said.join(""), /EADDRINUSE/);
});

test("as a program, it says where it is", async () => {
  const program = fileURLToPath(new URL("../../sandbox/server.mjs", import.meta.url));
  const child = spawn(process.execPath, [program, "--port", "0", "--root-port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = await child.stdout.setEncoding("utf8").take(1).toArray();
    const endpoints = line.match(/http:[^\s,]+/g);
    assert.equal(endpoints.length, 2);
    for (const endpoint of endpoints) {
      const state = await (await fetch(`${endpoint}/_control/state`)).json();
      assert.deepEqual(Object.keys(state.services), services);
    }
  } finally {
    child.kill();
  }
});
