// Faults of the connection, as a program in the same process meets with them, and over HTTP.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { startServer } from "../../sandbox/server.mjs";
import { practice } from "./practice.mjs";
import { cancelDataRepositoryTask, deleteHpcCacheTask } from "./vendor-signers.mjs";

const { aws, huawei } = practiceCredentials;
const RUNNING = "task-0123456789abcdef0";
const WHOLE = JSON.stringify({ Lifecycle: "CANCELING", TaskId: RUNNING });
const HALF = WHOLE.slice(0, WHOLE.length / 2);

/**
 * What comes of a body, and the error that it ends with.
 *
 * @param {Response} response
 */
async function readAll(response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value;
  } catch (error) {
    return { text, error };
  }
  return { text, error: undefined };
}

/** The same faults, met with in two ways. @type {Record<string, (stallMs?: number) => Promise<Way>>} */
const ways = {
  async "in the same process"(stallMs) {
    const here = practice(stallMs === undefined ? {} : { stallMs });
    return {
      cloud: here.cloud,
      fetch: here.cloud.fetch,
      endpoint: "http://127.0.0.1/cloud",
      now: () => here.clock.now,
      close: async () => {},
    };
  },
  async "over HTTP"(stallMs) {
    const server = await startServer(stallMs === undefined ? {} : { stallMs });
    return { ...server, fetch, now: Date.now };
  },
};
/**
 * @typedef {object} Way
 * @property {ReturnType<typeof practice>["cloud"]} cloud
 * @property {typeof fetch} fetch
 * @property {string} endpoint
 * @property {() => number} now
 * @property {() => Promise<void>} close
 */

for (const [name, open] of Object.entries(ways)) {
  describe(name, () => {
    /** @type {Way} */
    let way;
    beforeEach(async () => {
      way = await open();
    });
    afterEach(() => way.close());

    /** @param {string} service @param {string} fault */
    const strike = (service, fault) =>
      way.fetch(`${way.endpoint}/_control/faults`, {
        method: "POST",
        body: JSON.stringify({ service, faults: [fault] }),
      });
    /** @param {AbortSignal} [signal] */
    const cancel = async (signal) =>
      way.fetch(
        await cancelDataRepositoryTask(RUNNING, aws.user, way.now(), way.endpoint),
        signal ? { signal } : {},
      );
    const state = () => way.cloud.books.tasks("fsx", { TaskId: RUNNING })[0]?.state;

    test("reset: no reply, and no effect", async () => {
      await strike("fsx", "reset");
      await assert.rejects(cancel(), TypeError);
      assert.equal(state(), "EXECUTING");
      assert.equal((await cancel()).status, 200);
    });

    test("lost-reply: no reply, but the effect", async () => {
      await strike("fsx", "lost-reply");
      await assert.rejects(cancel(), TypeError);
      assert.equal(state(), "CANCELING");
      assert.equal((await cancel()).status, 200);
    });

    test("lost-reply: a call that is refused has none, either", async () => {
      await strike("fsx", "lost-reply");
      const request = await cancelDataRepositoryTask(
        RUNNING,
        { ...aws.user, secretAccessKey: "no" },
        way.now(),
        way.endpoint,
      );
      await assert.rejects(way.fetch(request), TypeError);
      assert.equal(state(), "EXECUTING");
    });

    test("cut-body: headers, half a body, and the effect", async () => {
      await strike("fsx", "cut-body");
      const response = await cancel();
      assert.equal(response.status, 200);
      assert.equal(response.headers.get("content-type"), "application/x-amz-json-1.1");
      assert.ok(response.headers.has("date"));
      const { text, error } = await readAll(response);
      assert.equal(text, HALF);
      assert.ok(error instanceof TypeError);
      assert.equal(state(), "CANCELING");
    });

    test("cut-body: also where there is no body to cut", async () => {
      await strike("sfsturbo", "cut-body");
      const ids = {
        project_id: "0123456789abcdef0123456789abcdef",
        share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
        task_id: "11abef677ac40f46644d1d5cfc2424a4",
      };
      const response = await way.fetch(
        deleteHpcCacheTask(ids, huawei.user, way.now(), { endpoint: way.endpoint }),
      );
      assert.equal(response.status, 202);
      assert.ok((await readAll(response)).error instanceof TypeError);
      assert.equal(way.cloud.books.tasks("sfsturbo", ids)[0]?.state, "DELETING");
    });

    test("slow-body: headers, half a body, and no end of it until the caller gives up", async () => {
      await strike("fsx", "slow-body");
      const caller = new AbortController();
      const response = await cancel(caller.signal);
      assert.equal(response.status, 200);
      assert.equal(state(), "CANCELING");
      const reader = response.body?.getReader();
      assert.equal(new TextDecoder().decode((await reader?.read())?.value), HALF);
      const rest = reader?.read();
      const reason = new Error("given up");
      caller.abort(reason);
      await assert.rejects(/** @type {Promise<unknown>} */ (rest), reason);
    });

    test("slow-body: the other half in the end", async () => {
      const patient = await open(10);
      try {
        way = { ...patient, close: way.close };
        await strike("fsx", "slow-body");
        assert.deepEqual(await readAll(await cancel()), { text: WHOLE, error: undefined });
      } finally {
        await patient.close();
      }
    });

    test("slow-body: a caller that drops the body leaves no timer behind", async () => {
      await strike("fsx", "slow-body");
      const before = timers();
      const response = await cancel();
      const reader = response.body?.getReader();
      await reader?.read();
      const rest = reader?.read();
      await until(() => timers() > before);
      await reader?.cancel();
      assert.equal((await rest)?.done, true);
      await until(() => timers() === before);
    });
  });
}

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

/** @param {() => boolean} condition */
async function until(condition) {
  for (let turn = 0; !condition(); turn++) {
    // A minute: that is for a timer that never goes, not for a slow machine.
    assert.ok(turn < 12_000, `never: ${condition}`);
    await new Promise((next) => setTimeout(next, 5));
  }
}

test("a server that closes leaves neither a stalled body nor its timer behind", async () => {
  const server = await startServer();
  const before = timers();
  await fetch(`${server.endpoint}/_control/faults`, {
    method: "POST",
    body: JSON.stringify({ service: "fsx", faults: ["slow-body"] }),
  });
  const response = await fetch(
    await cancelDataRepositoryTask(RUNNING, aws.user, Date.now(), server.endpoint),
  );
  const body = readAll(response);
  await until(() => timers() > before);
  await server.close();
  assert.ok((await body).error instanceof TypeError);
  await until(() => timers() === before);
});

test("a call that was given up before it was made is not made", async () => {
  const { cloud, clock } = practice();
  const request = await cancelDataRepositoryTask(RUNNING, aws.user, clock.now);
  await assert.rejects(cloud.fetch(request, { signal: AbortSignal.abort() }), { name: "AbortError" });
  assert.equal(cloud.books.tasks("fsx", { TaskId: RUNNING })[0]?.state, "EXECUTING");
});
