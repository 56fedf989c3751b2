// What the platform allows one invocation: 1,000 queries of the database. A runtime on this machine does not count them.
import assert from "node:assert/strict";
import { it } from "node:test";
import { csvStream } from "../../www/worker/http/csv.js";
import { eventStream } from "../../www/worker/http/events.js";
import { counting, laneWith } from "./lane.mjs";

const MAX_QUERIES = 1_000;

it("a lane ends its alarm before the queries are used up, and goes on in the next", async (t) => {
  t.mock.method(globalThis, "fetch", async () => Response.json({ RequestId: "R" }));
  const { lane, alarm, count } = laneWith(2_000);
  await lane.alarm();
  assert.ok(count.queries > 100 && count.queries <= MAX_QUERIES, String(count.queries));
  assert.ok(alarm.at <= Date.now());
});

it("a stream of events ends before they are used up, with the id from which the next goes on", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sent = 1_048_576;
  const state = JSON.stringify({ call: { operation: "o", region: "r", params: {} } });
  const { count, DB } = counting((sql, values) => {
    if (sql.startsWith("SELECT max(id)")) return [{ id: 7 }];
    if (sql.includes("FROM job"))
      return [{ number: 1, id: "j", created_at: 0, stopped_at: null, waiting: 1 }];
    if (sql.includes("FROM record")) return [];
    const [from, , limit] = values;
    return Array.from({ length: Math.min(limit, sent * 2 - from) }, (_, n) => ({
      id: from + n,
      phase: 2,
      end: null,
      state,
    }));
  });
  const reader = eventStream(/** @type {any} */ ({ DB }), "j", 1, undefined).getReader();
  const decoder = new TextDecoder();
  const ticks = setInterval(() => t.mock.timers.tick(1_000), 0);
  let last = "";
  for (let part = await reader.read(); !part.done; part = await reader.read())
    if (count.queries > 500) last = decoder.decode(part.value);
  clearInterval(ticks);
  assert.ok(count.queries <= MAX_QUERIES, String(count.queries));
  assert.match(last, /^id: 7$/m);
});

it("no cell of the export is a formula, in the spreadsheets of any language", async () => {
  const notes = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A1"];
  const text = await new Response(
    csvStream(async () => ({ entries: notes.map((note) => ({ note })) })),
  ).text();
  for (const note of notes) assert.ok(text.includes(`"'${note}"`), JSON.stringify(note));
});
