// The engine over its real bindings, against the practice cloud: to the end, through kills, and through a storm of faults.
// Each has a runtime of its own, since all that takes time is waiting.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { allTasks, seed, start } from "./kinds.mjs";
import { recordOf } from "./record.mjs";
import { over, startService } from "./service.mjs";
import { until } from "./until.mjs";

/** @typedef {import("./service.mjs").Service} Service */

/** @type {Service[]} */
const services = [];
before(async () => {
  for (let count = 0; count < 5; count += 1) services.push(await startService());
});
after(() => Promise.all(services.map((service) => service.close())));

/** Which states of the books a final state stands for. @type {Record<string, string[]>} */
const ends = {
  canceled: ["CANCELED", "Canceled", "GONE"],
  succeeded: ["SUCCEEDED", "COMPLETED", "Completed", "SUCCESS"],
  failed: ["FAILED", "Failed", "FAIL"],
};

/** The practice cloud's own task. @param {Service} service @param {{ service: string, ids: Record<string, string> }} task @returns {any} */
const inBooks = (service, { service: name, ids }) => service.books.tasks(/** @type {any} */ (name), ids)[0];

describe("the engine", { concurrency: true }, () => {
  it("20 tasks of four services are called off to their end", async () => {
    const service = /** @type {Service} */ (services[0]);
    const jobs = await start(service, await seed(service, 20));
    for (const { id, tasks } of jobs) {
      const job = await over(service, id);
      assert.equal(job.confirmed, tasks.length, JSON.stringify(job));
      const shown = await allTasks(service, id);
      assert.deepEqual(
        shown.map(({ index, state, call }) => [
          index,
          state,
          call.params[Object.keys(tasks[index]?.ids ?? {}).at(-1) ?? ""],
        ]),
        tasks.map(({ ids }, index) => [index, "confirmed", Object.values(ids).at(-1)]),
      );
      for (const one of shown) assert.equal(one.call.endpoint, undefined);
      for (const task of tasks) assert.equal(inBooks(service, task).cancels, 1);
      const record = await recordOf(service, id);
      for (const [index] of tasks.entries()) {
        const own = record.filter((entry) => entry.index === index);
        assert.equal(own[0].end, "confirmed");
        assert.ok(
          own.some(({ what, requestId }) => what === "cancel" && requestId),
          JSON.stringify(own),
        );
      }
    }
  });

  it("the runtime is killed twice in the middle of 200: each task is canceled once and confirmed", async () => {
    const service = /** @type {Service} */ (services[1]);
    const jobs = await start(service, await seed(service, 200));
    const tasks = jobs.flatMap((job) => job.tasks);
    const canceled = () => tasks.filter((task) => inBooks(service, task).cancels > 0).length;
    for (const count of [10, 60]) {
      await until(() => canceled() >= count);
      assert.ok(canceled() < tasks.length);
      const pid = service.worker.pid();
      process.kill(pid, "SIGKILL");
      await until(() => service.worker.pid() !== pid);
    }
    for (const { id, tasks } of jobs) {
      const job = await over(service, id);
      assert.equal(job.confirmed, tasks.length, JSON.stringify(job));
      const record = await recordOf(service, id);
      for (const [index, task] of tasks.entries()) {
        const { cancels, clientTokens } = inBooks(service, task);
        assert.equal(cancels, 1, JSON.stringify(task.ids));
        assert.ok(clientTokens.size <= 1, JSON.stringify(task.ids));
        const own = record.filter((entry) => entry.index === index);
        assert.equal(own.filter(({ end }) => end === "confirmed").length, 1, JSON.stringify(own));
        assert.ok(
          own.some(({ what }) => what === "cancel" || what === "lost"),
          JSON.stringify(own),
        );
      }
    }
  });

  it("a step that is killed after sending is told as a lost reply: the same call goes out once more, no other", async () => {
    const service = /** @type {Service} */ (services[3]);
    // As few as are all sent before the first of them could be given up.
    const [job] = await seed(service, 12);
    const tasks = job?.tasks.filter((task) => task.service === "fsx") ?? [];
    await service.control("faults", { service: "fsx", faults: tasks.map(() => "slow-body") });
    const [started] = await start(service, [{ profile: "practice-aws", tasks }]);
    const id = started?.id ?? "";
    // Every call has taken effect, and no reply is whole.
    await until(() => tasks.every((task) => inBooks(service, task).cancels === 1));
    process.kill(service.worker.pid(), "SIGKILL");
    const { confirmed } = await over(service, id);
    assert.equal(confirmed, tasks.length);
    const told = await recordOf(service, id);
    assert.equal(told.filter(({ what }) => what === "lost").length, tasks.length, JSON.stringify(told));
    const cancels = (await service.calls()).filter(
      ({ operation }) => operation === "CancelDataRepositoryTask",
    );
    assert.equal(cancels.length, 2 * tasks.length);
    for (const task of tasks) assert.equal(inBooks(service, task).cancels, 1);
  });

  it("keeps to the pace that the provider takes", async () => {
    const service = /** @type {Service} */ (services[4]);
    const [job] = await seed(service, 160);
    const tasks = job?.tasks.filter((task) => task.service === "fsx") ?? [];
    await service.control("limit", { services: ["fsx"], perSecond: 8 });
    const [started] = await start(service, [{ profile: "practice-aws", tasks }]);
    const { confirmed, throttled } = await over(service, started?.id ?? "");
    assert.equal(confirmed, tasks.length);
    // Without a pace each is throttled about twice; with one it is a few, and some more where requests are held up on
    // their way and come all at once.
    assert.ok(throttled < tasks.length, `${throttled} throttled`);
  });

  it("a storm of 30 % faults: nothing is told that did not happen", async () => {
    const service = /** @type {Service} */ (services[2]);
    const jobs = await seed(service, 100);
    await service.control("storm", { seed: 20261127, share: 0.3 });
    for (const { id, tasks } of await start(service, jobs)) {
      const job = await over(service, id);
      assert.equal(job.failed, 0);
      const shown = await allTasks(service, id);
      assert.equal(shown.length, tasks.length);
      for (const { index, state, finalState, cancel, last } of shown) {
        const task = /** @type {any} */ (tasks[index]);
        const { state: inBook, ended, cancels, clientTokens } = inBooks(service, task);
        const told = `${JSON.stringify(task.ids)}: ${state} ${finalState}, ${cancel?.verdict}, ${last?.verdict}; ${inBook} in the books, ${cancels} cancels`;
        assert.ok(clientTokens.size <= 1, told);
        if (state === "confirmed") {
          assert.ok(ended !== undefined, told);
          if (finalState) assert.ok(ends[finalState]?.includes(inBook), told);
        }
        if (state === "refused") assert.equal(cancels, 0, told);
      }
      assert.ok(job.confirmed > tasks.length * 0.7, JSON.stringify(job));
    }
  });
});

it("no key, token or signature is in a row or in the log", async () => {
  const service = /** @type {Service} */ (services[2]);
  const db = await service.worker.db();
  const { results } = await db
    .prepare(
      "SELECT state AS text FROM task UNION ALL SELECT coalesce(note, '') || coalesce(code, '') FROM record",
    )
    .all();
  const kept = [...results.map(({ text }) => text), ...service.lines].join("\n");
  for (const secret of [
    "wJalrXUtnFEMI",
    "YourAccessKeySecret",
    "SKEXAMPLEexamplesecretkey",
    'practice-operator"}',
    "Signature=",
  ])
    assert.ok(!kept.includes(secret), secret);
});
