// What holds of every explanation, whatever the text.
import assert from "node:assert/strict";

const KINDS = ["reply", "error", "event", "network", "call", "nothing"];
const MEMBERS = ["call", "found", "kind", "operation", "outcomes", "summary"];

/**
 * @param {string} text
 * @param {import("calloff/explain").Explanation} explanation
 */
export function checkHolds(text, explanation) {
  const { kind, operation, outcomes, call, found, summary } = explanation;
  assert(KINDS.includes(kind), kind);
  assert(
    Object.keys(explanation).every((name) => MEMBERS.includes(name)),
    Object.keys(explanation).join(),
  );
  assert(summary.length > 10 && summary.endsWith("."), summary);
  assert(!summary.includes("undefined") && !summary.includes("[object"), summary);
  for (const outcome of outcomes) {
    assert(outcome.advice && outcome.docs.startsWith("https://"), JSON.stringify(outcome));
    assert(Number.isInteger(outcome.httpStatus), JSON.stringify(outcome));
  }
  if (outcomes.length > 0) assert(["reply", "error", "event"].includes(kind), kind);
  if (kind === "nothing") assert.deepEqual([operation, call, found], [undefined, undefined, []]);
  if (kind === "call") assert(call, "a call without one");
  let before = 0;
  for (const { what, text: shown, start, end } of found) {
    assert(
      what && start >= before && end > start && end <= text.length,
      JSON.stringify({ what, start, end }),
    );
    assert.equal(shown, text.slice(start, end));
    before = start;
  }
  // It can be sent to another process, and read there.
  assert.deepEqual(JSON.parse(JSON.stringify(explanation)), explanation);
}
