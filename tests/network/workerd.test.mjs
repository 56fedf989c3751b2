// The journeys in workerd, over the fetch of a Worker.
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { startServer } from "../../sandbox/server.mjs";
import { answerInWorkerd } from "../runtimes/workerd.mjs";

const contents = `
  import * as calloff from "calloff";
  import { runJourneys } from "./journey-cases.mjs";
  export default {
    fetch: async (request) => Response.json(await runJourneys(calloff, await request.text())),
  };`;

const server = await startServer();
after(() => server.close());
/** Before November 2024, a request that says anything of caches was refused. */
const dates = ["2024-09-01", "2026-04-01"];
/** @type {Record<string, { name: string, error?: string }[]>} */
const found = {};
for (const date of dates)
  found[date] = await answerInWorkerd({ folder: "network", contents }, server.endpoint, date);

for (const [date, results] of Object.entries(found)) {
  describe(`over HTTP, workerd of ${date}`, () => {
    for (const { name, error } of results) it(name, () => assert.equal(error, undefined));
  });
}
