// How far a lane has read its tasks, while others are written: none may be left lying.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Reading } from "../../www/worker/engine/reading.js";

it("goes on after the last that was read, until nothing comes after it", () => {
  const reading = new Reading();
  assert.equal(reading.begin(), 0);
  reading.end([1, 2], false);
  assert.ok(reading.isDue);
  assert.equal(reading.begin(), 2);
  reading.end([3], true);
  assert.ok(!reading.isDue);
});

it("begins again where it is told of tasks", () => {
  const reading = new Reading();
  reading.begin();
  reading.end([1, 2, 9], true);
  reading.tell(3);
  assert.ok(reading.isDue);
  assert.equal(reading.begin(), 2);
});

it("forgets nothing that it is told of while it reads", () => {
  const reading = new Reading();
  reading.begin();
  // A page of the first job, whose tasks are before those of the second.
  reading.tell(3);
  reading.end([1, 2, 9], true);
  assert.ok(reading.isDue);
  assert.equal(reading.begin(), 2);
  reading.end([3, 9], true);
  assert.ok(!reading.isDue);
});
