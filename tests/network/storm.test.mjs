// The fault storm: 10,000 tasks are called off while every reply has a chance of 30 % of some fault. Whatever a result
// says is held against the practice cloud's own books.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createPracticeCloud, practiceCredentials } from "../../sandbox/index.mjs";
import { project } from "../package/project.mjs";

/** @typedef {import("calloff").CallOffResult} CallOffResult */
/** @typedef {{ call: any, ids: Record<string, string>, service: string, state: string }} Case */

/** @type {typeof import("calloff")} */
const { callOffAll } = createRequire(join(project, "package.json"))("calloff");
setFlagsFromString("--expose-gc");
/** Only what is still in use counts. */
const heapInMiB = () => {
  runInNewContext("gc")();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
};

const SEED = 20261121;
const COUNT = 10_000;
const endpoint = "http://127.0.0.1/cloud";

/** What each kind of task is, with the states it may be found in. */
const kinds = [
  {
    operation: "fsx:CancelDataRepositoryTask",
    region: "us-east-1",
    provider: "aws",
    params: (/** @type {string} */ n) => ({ TaskId: `task-${n.padStart(17, "0")}` }),
    states: ["PENDING", "EXECUTING"],
    share: 3,
  },
  {
    operation: "snow-device-management:CancelTask",
    region: "us-west-2",
    provider: "aws",
    params: (/** @type {string} */ n) => ({ taskId: `storm${n.padStart(15, "0")}` }),
    states: ["QUEUED"],
    share: 2,
  },
  {
    operation: "nas:CancelDataFlowSubTask",
    region: "cn-wulanchabu",
    provider: "alibaba",
    params: (/** @type {string} */ n) => ({
      FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
      DataFlowId: "df-194433a5be31abcd",
      DataFlowTaskId: "task-38aa8e890f45abcd",
      DataFlowSubTaskId: `subTaskId-storm${n}x`,
    }),
    states: ["CREATED", "RUNNING"],
    share: 2,
  },
  {
    operation: "nas:CancelDataFlowTask",
    region: "cn-wulanchabu",
    provider: "alibaba",
    params: (/** @type {string} */ n) => ({
      FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
      DataFlowId: "df-194433a5be31abcd",
      TaskId: `task-storm${n}x`,
    }),
    states: ["Pending", "Executing"],
    share: 1,
  },
  {
    operation: "sfsturbo:DeleteHpcCacheTask",
    region: "cn-north-4",
    provider: "huawei",
    params: (/** @type {string} */ n) => ({
      project_id: "0123456789abcdef0123456789abcdef",
      share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
      task_id: `storm${n.padStart(27, "0")}`,
    }),
    states: ["DOING"],
    share: 2,
  },
];

/**
 * Time that passes when everybody waits: the clock's, and that of every timer, so that a machine which is slow does not
 * let requests run into their time limits.
 * @param {number} start
 */
function virtualTime(start) {
  /** @type {Map<number, { at: number, wake: () => void }>} */
  const timers = new Map();
  const clock = { now: start, busy: 0, over: false };
  let count = 0;
  /** @param {() => void} wake @param {number} [ms] */
  const setTimer = (wake, ms = 0) => {
    count += 1;
    timers.set(count, { at: clock.now + ms, wake });
    return count;
  };
  const clearTimer = (/** @type {number} */ id) => void timers.delete(id);
  /** @param {number} ms @returns {Promise<void>} */
  const sleep = (ms) => new Promise((wake) => void setTimer(wake, ms));
  const pass = async () => {
    while (!clock.over) {
      await new Promise(setImmediate);
      if (clock.busy > 0 || timers.size === 0) continue;
      clock.now = Math.min(...[...timers.values()].map(({ at }) => at));
      for (const [id, { at, wake }] of timers) if (at <= clock.now && timers.delete(id)) wake();
    }
  };
  return { clock, setTimer, clearTimer, sleep, pass };
}

/** Which states of the books a final state stands for. @type {Record<string, string[]>} */
const ends = {
  canceled: ["CANCELED", "Canceled", "GONE"],
  succeeded: ["SUCCEEDED", "COMPLETED", "COMPLETE", "Completed", "SUCCESS"],
  failed: ["FAILED", "Failed", "FAIL"],
  expired: ["EXPIRED"],
};

test(`a fault storm over ${COUNT} tasks`, async (t) => {
  const { clock, setTimer, clearTimer, sleep, pass } = virtualTime(Date.parse("2026-11-21T12:00:00Z"));
  const timers = { setTimeout, clearTimeout };
  Object.assign(globalThis, { setTimeout: setTimer, clearTimeout: clearTimer });
  t.after(() => Object.assign(globalThis, timers));
  // A body that stalls does so in real time, which nobody waits for.
  const cloud = createPracticeCloud({ now: () => clock.now });
  const control = async (/** @type {string} */ name, /** @type {object} */ input) => {
    const init = { method: "POST", body: JSON.stringify(input) };
    const response = await cloud.fetch(`${endpoint}/_control/${name}`, init);
    assert.equal(response.status, 200, await response.text());
  };

  const deck = kinds.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
  const cases = Array.from({ length: COUNT }, (_, n) => {
    const kind = /** @type {typeof kinds[0]} */ (deck[n % deck.length]);
    const state = kind.states[Math.floor(n / deck.length) % kind.states.length] ?? "";
    const ids = kind.params(String(n));
    const call = { operation: kind.operation, region: kind.region, endpoint, params: ids };
    return { call, ids, state, service: kind.operation.split(":")[0] ?? "", provider: kind.provider };
  });
  for (const service of new Set(cases.map((one) => one.service))) {
    const tasks = cases
      .filter((one) => one.service === service)
      .map(({ ids, state }, n) => ({
        ids: service === "snow-device-management" ? { ...ids, managedDeviceId: "smd-0001" } : ids,
        state,
        ...(n % 10 === 3 && { endsAtCancel: true }),
      }));
    await control("seed", { service, tasks });
  }
  await control("storm", { seed: SEED, share: 0.3 });

  const faults = { rejections: 0 };
  const onRejection = () => {
    faults.rejections += 1;
  };
  process.on("unhandledRejection", onRejection);
  t.after(() => process.off("unhandledRejection", onRejection));

  const fetch = async (/** @type {any} */ url, /** @type {any} */ init) => {
    clock.busy += 1;
    try {
      return await cloud.fetch(url, init);
    } finally {
      clock.busy -= 1;
    }
  };
  /** @param {string} provider */
  const runs = (provider) =>
    callOffAll(
      cases.filter((one) => one.provider === provider).map(({ call }) => /** @type {any} */ (call)),
      {
        credentials: () => practiceCredentials[/** @type {"aws"} */ (provider)].user,
        fetch,
        clock: { now: () => clock.now, sleep },
        timeoutMs: 10_000,
        concurrency: 100,
      },
    );

  /** @type {Record<string, number>} */
  const tally = {};
  let seen = 0;
  /** @type {number[]} */
  const heap = [];
  const passing = pass();
  t.after(() => {
    clock.over = true;
  });
  await Promise.all(
    ["aws", "alibaba", "huawei"].map(async (provider) => {
      const own = cases.filter((one) => one.provider === provider);
      for await (const item of runs(provider)) {
        const one = /** @type {typeof cases[0]} */ (own[item.index]);
        assert.ok(item.result, `${one.call.operation}: ${item.error}`);
        const { result } = item;
        check(one, result, cloud);
        const key = [result.end, result.finalState ?? result.last?.verdict ?? result.cancel.verdict].join(
          " ",
        );
        tally[key] = (tally[key] ?? 0) + 1;
        seen += 1;
        if (seen % 2_000 === 0) heap.push(heapInMiB());
      }
    }),
  );
  clock.over = true;
  await passing;

  t.diagnostic(`seed ${SEED}: ${JSON.stringify(tally)}; heap in MiB at every 2,000: ${heap.join(", ")}`);
  assert.equal(seen, COUNT);
  assert.equal(faults.rejections, 0, "unhandled rejections");
  const [first = 0, last = 0] = [heap[0], heap.at(-1)];
  // The cloud's own books grow with what they remember of every call.
  assert.ok(last < first + 20, `memory grows: ${heap}`);
  assert.ok((tally["confirmed canceled"] ?? 0) > COUNT * 0.9, JSON.stringify(tally));
});

/**
 * A result against the books.
 * @param {any} one
 * @param {CallOffResult} result
 * @param {ReturnType<typeof createPracticeCloud>} cloud
 */
function check({ call, ids, service }, { cancel, last, end, finalState }, cloud) {
  const tasks = cloud.books.tasks(/** @type {any} */ (service), ids);
  const told = `${call.operation} ${JSON.stringify(ids)}: ${end} ${finalState}, ${cancel.verdict}, ${last?.verdict}`;
  assert.ok(tasks.length > 0, told);
  for (const task of tasks) {
    const books = `${task.state} in the books, canceled ${task.cancels} times`;
    assert.ok(task.clientTokens.size <= 1, `${told}; canceled with ${task.clientTokens.size} tokens`);
    if (end === "confirmed") {
      assert.ok(task.ended !== undefined, `${told}; ${books}`);
      if (finalState) assert.ok(ends[finalState]?.includes(task.state), `${told}; ${books}`);
    }
    if (end === "refused") {
      assert.equal(task.cancels, 0, `${told}; ${books}`);
      assert.ok(["unauthenticated", "clock-skew"].includes(cancel.verdict), `${told}; ${books}`);
    }
    if (end === "unconfirmed") {
      const why = (last ?? cancel).verdict;
      assert.ok(!["accepted", "canceled", "already-ended"].includes(why), `${told}; ${books}`);
    }
  }
}
