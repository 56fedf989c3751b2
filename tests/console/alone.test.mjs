// Working alone: the clock that the engine goes by.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { it } from "node:test";
import { workAlone } from "../../www/console/work/alone.js";

/** The clock of somebody who works alone. @returns {import("calloff").Clock} */
function ownClock() {
  /** @type {any} */
  let given;
  /** @type {any} */
  const engine = {
    listTasks(/** @type {any} */ _, /** @type {any} */ options) {
      given = options.clock;
      return [];
    },
  };
  /** @type {any} */
  const [profile, call] = [{ name: "aws" }, {}];
  workAlone({ engine, keys: [], who: "AKID" }).list(profile, call, new AbortController().signal);
  return given;
}

it("a sleep ends with its time or with its signal, and leaves nothing behind at the signal", async () => {
  const { sleep } = ownClock();
  const controller = new AbortController();
  const { signal } = controller;
  for (let times = 0; times < 3; times += 1) await sleep(1, signal);
  assert.equal(getEventListeners(signal, "abort").length, 0);
  const aborted = assert.rejects(sleep(1_000_000, signal), /enough/);
  controller.abort(new Error("enough"));
  await aborted;
  await assert.rejects(sleep(1_000_000, signal), /enough/);
});
