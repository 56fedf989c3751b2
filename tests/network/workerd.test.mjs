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
/** @type {{ name: string, error?: string }[]} */
const results = await answerInWorkerd({ folder: "network", contents }, server.endpoint);

describe("over HTTP, workerd", () => {
  for (const { name, error } of results) it(name, () => assert.equal(error, undefined));
});
