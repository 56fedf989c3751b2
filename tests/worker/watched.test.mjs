// What was sent is watched, whatever becomes of the keys meanwhile.
import assert from "node:assert/strict";
import { it } from "node:test";
import { laneWith } from "./lane.mjs";

it("a task that was called off is not given up where its keys are gone for a while", async (t) => {
  const { now } = Date;
  let laterMs = 0;
  t.mock.method(Date, "now", () => now() + laterMs);
  const logged = t.mock.method(console, "error", () => {});
  let requests = 0;
  t.mock.method(globalThis, "fetch", async () => {
    requests += 1;
    return Response.json({ RequestId: "R" });
  });
  /** @type {string[]} */
  const ends = [];
  const { lane, env, alarm } = laneWith(1, (sql, [rows]) => {
    if (sql.startsWith("UPDATE task SET end")) ends.push(rows);
  });
  await lane.alarm();
  assert.equal(requests, 1);
  const { KEYS } = env;
  env.KEYS = "";
  laterMs += alarm.at - Date.now();
  await lane.alarm();
  assert.deepEqual([requests, ends], [1, []]);
  assert.match(
    String(logged.mock.calls[0]?.arguments[0]),
    /"cannot sign".*The secret KEYS of profile p is not set/,
  );
  env.KEYS = KEYS;
  laterMs += alarm.at - Date.now();
  await lane.alarm();
  assert.deepEqual([requests, ends], [2, []]);
});
