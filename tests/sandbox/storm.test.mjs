// Storms: many faults, by chance, and by the same chance whenever the storm is raised again.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { practice } from "./practice.mjs";
import { callFsx, callNas, callSfsTurbo, cancelDataRepositoryTask, cancelTask } from "./vendor-signers.mjs";

const { aws, alibaba, huawei } = practiceCredentials;

/**
 * Raises a storm over a new practice cloud, and tells which faults some calls meet with.
 *
 * @param {object} storm
 * @param {(now: number) => (Request | Promise<Request>)[]} calls
 * @returns {Promise<(string | undefined)[]>}
 */
async function faultsMet(storm, calls) {
  const here = practice();
  assert.equal((await here.control("POST storm", storm)).status, 200);
  for (const call of calls(here.clock.now)) {
    await here.cloud.fetch(await call).catch((error) => assert.ok(error instanceof TypeError));
  }
  return (await here.state()).calls.map((/** @type {any} */ entry) => entry.fault);
}

/** @param {number} number */
const taskId = (number) => `task-${String(number).padStart(17, "0")}`;
/** @param {number} count @returns {(now: number) => Promise<Request>[]} */
const cancels = (count) => (now) =>
  Array.from({ length: count }, (_, i) => cancelDataRepositoryTask(taskId(i), aws.user, now));

describe("a storm", () => {
  test("gives every call the same chance of any fault that has a name", async () => {
    const faults = await faultsMet({ seed: 1, share: 0.3 }, cancels(900));
    const struck = faults.filter(Boolean);
    assert.ok(Math.abs(struck.length - 270) < 45, String(struck.length));
    assert.deepEqual([...new Set(struck)].sort(), [
      ...["clock-skew", "cut-body", "cut-json", "empty-body", "expired-token", "html-502", "internal-error"],
      ...["lost-reply", "reset", "slow-body", "throttled", "throttled-with-date", "throttled-with-hint"],
      ...["unavailable", "xml-error"],
    ]);
  });

  test("is the same again for the same seed, and another for another", async () => {
    const first = await faultsMet({ seed: 1, share: 0.3 }, cancels(50));
    assert.deepEqual(await faultsMet({ seed: 1, share: 0.3 }, cancels(50)), first);
    assert.notDeepEqual(await faultsMet({ seed: 2, share: 0.3 }, cancels(50)), first);
    assert.notDeepEqual(await faultsMet({ seed: "1 ", share: 0.3 }, cancels(50)), first);
  });

  test("strikes a task's calls alike, whatever comes in between for others", async () => {
    const storm = { seed: 7, share: 0.5 };
    const inOrder = await faultsMet(storm, cancels(40));
    const reversed = await faultsMet(storm, (now) => cancels(40)(now).reverse());
    assert.deepEqual(reversed.reverse(), inOrder);
    const often = (/** @type {number} */ now) => [cancels(40)(now), cancels(40)(now)].flat();
    const [again, twice] = [await faultsMet(storm, often), await faultsMet(storm, often)];
    assert.deepEqual(again.slice(0, 40), inOrder);
    assert.notDeepEqual(again.slice(40), inOrder, "a second call draws anew");
    assert.deepEqual(again, twice);
  });

  test("does not heed signatures, nonces or client tokens, which are new with every run", async () => {
    const calls = (/** @type {string} */ run) => (/** @type {number} */ now) =>
      Array.from({ length: 40 }, (_, i) =>
        callNas("CancelDataFlowTask", { TaskId: taskId(i), ClientToken: `${run}-${i}` }, alibaba.user, now),
      );
    const storm = { seed: 3, share: 0.5 };
    assert.deepEqual(await faultsMet(storm, calls("one")), await faultsMet(storm, calls("two")));
  });

  test("is over with a share of 0", async () => {
    const here = practice();
    await here.control("POST storm", { seed: 1, share: 1, faults: ["throttled"] });
    assert.equal(
      (await here.send(cancelDataRepositoryTask(taskId(1), aws.user, here.clock.now))).status,
      400,
    );
    assert.deepEqual((await here.state()).storm, { seed: 1, share: 1, met: { throttled: 1 } });
    await here.control("POST storm", { seed: 1, share: 0 });
    assert.ok(!("storm" in (await here.state())));
    const { body } = await here.send(cancelDataRepositoryTask(taskId(1), aws.user, here.clock.now));
    assert.equal(body.__type, "DataRepositoryTaskNotFound");
  });

  test("has only the faults that are wanted, for the services that are meant", async () => {
    const calls = (/** @type {number} */ now) => [
      callFsx("DescribeDataRepositoryTasks", {}, aws.user, now),
      cancelTask("abcdefghij0123456789", aws.user, now),
      callNas("DescribeDataFlowTasks", {}, alibaba.user, now),
      callSfsTurbo("GET", "/p/sfs-turbo/s/hpc-cache/tasks", {}, huawei.user, now),
    ];
    const storm = { seed: 1, share: 1 };
    assert.deepEqual(await faultsMet({ ...storm, faults: ["reset"], services: ["fsx", "nas"] }, calls), [
      "reset",
      undefined,
      "reset",
      undefined,
    ]);
    assert.deepEqual(await faultsMet({ ...storm, faults: ["SFS.TURBO.0011", "duplicate-nonce"] }, calls), [
      undefined,
      undefined,
      "duplicate-nonce",
      "SFS.TURBO.0011",
    ]);
  });

  test("waits for the faults that are queued", async () => {
    const here = practice();
    await here.control("POST storm", { seed: 1, share: 1, faults: ["throttled"] });
    await here.control("POST faults", { service: "fsx", faults: ["html-502"] });
    const cancel = async () =>
      (await here.send(cancelDataRepositoryTask(taskId(1), aws.user, here.clock.now))).status;
    assert.deepEqual([await cancel(), await cancel()], [502, 400]);
  });

  test("strikes calls that are no operation's, too", async () => {
    const calls = (/** @type {number} */ now) => [
      callFsx("DescribeBackups", {}, aws.user, now),
      callNas("DescribeFileSystems", {}, alibaba.user, now, { headers: { "x-acs-version": "2014-05-26" } }),
      callSfsTurbo("DELETE", "/p/sfs-turbo/s", {}, huawei.user, now),
      new Request("http://127.0.0.1/cloud/task/%zz/cancel", { method: "POST" }),
    ];
    const faults = await faultsMet({ seed: 1, share: 1, faults: ["throttled"] }, calls);
    assert.deepEqual(faults, ["throttled", "throttled", "throttled", "throttled"]);
  });
});

test("ten thousand tasks: what was called off through the storm is in the books", async () => {
  const here = practice();
  const count = 10_000;
  here.cloud.books.seed(
    "fsx",
    Array.from({ length: count }, (_, i) => ({ ids: { TaskId: taskId(i) }, state: "EXECUTING" })),
  );
  await here.control("POST storm?summary", { seed: 1, share: 0.5, faults: ["lost-reply", "reset"] });
  let answered = 0;
  for (let i = 0; i < count; i += 100) {
    const request = await cancelDataRepositoryTask(taskId(i), aws.user, here.clock.now);
    answered += await here.cloud.fetch(request).then(
      () => 1,
      () => 0,
    );
  }
  here.pass(8);
  const { services, storm } = await (await here.control("GET state?service=fsx&summary")).json();
  assert.equal(answered + storm.met.reset + storm.met["lost-reply"], 100);
  assert.equal(services.fsx.tasks.cancels[1], answered + storm.met["lost-reply"]);
  assert.equal(services.fsx.tasks.total, count + 9);
});
