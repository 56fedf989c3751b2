// Watching jobs of the Worker: whatever becomes of the connection, the page learns how they end.
import assert from "node:assert/strict";
import { it } from "node:test";
import { watchJobs } from "../../www/console/work/watching.js";

const job = { id: "a", profile: "p", createdAt: "2026-11-27T12:00:00Z", taken: 1, waiting: 0 };
const numbers = { confirmed: 0, refused: 0, unconfirmed: 0, failed: 0 };

it("asks again where a connection is silent for longer than the Worker ever is", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let streams = 0;
  /** @type {boolean[]} */
  const lost = [];
  /** @type {() => void} */
  let opened = () => {};
  const isOpen = new Promise((resolve) => {
    opened = () => resolve(undefined);
  });
  /** @param {string} path @param {{ signal?: AbortSignal }} [options] */
  const call = async (path, { signal } = {}) => {
    if (path.endsWith("/events")) {
      streams += 1;
      const body = new ReadableStream({
        start(controller) {
          signal?.addEventListener("abort", () => controller.error(signal.reason));
        },
      });
      opened();
      return new Response(body);
    }
    if (path.includes("/tasks")) return Response.json({ tasks: [] });
    const isOver = streams > 0;
    return Response.json({
      ...job,
      ...numbers,
      canceling: isOver ? 0 : 1,
      confirmed: isOver ? 1 : 0,
    });
  };
  const { signal } = new AbortController();
  const watched = watchJobs(call, ["a"], {
    signal,
    isOld: false,
    told() {},
    tell() {},
    lost: (isLost) => lost.push(isLost),
  });
  await isOpen;
  const ticks = setInterval(() => t.mock.timers.tick(10_000), 1);
  await watched;
  clearInterval(ticks);
  assert.equal(streams, 1);
  assert.deepEqual(lost, [false, true]);
});
