// The journeys in Chromium, with the page and the practice cloud on one origin.
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { startServer } from "../../sandbox/server.mjs";
import { resultsInChromium, sitePages } from "../runtimes/chromium.mjs";

const contents = `
  import * as calloff from "calloff";
  import { runJourneys } from "./journey-cases.mjs";
  globalThis.results = await runJourneys(calloff, location.origin + "/cloud");`;

const pages = await sitePages({ folder: "network", contents });
const server = await startServer({
  serve(request) {
    const [type, body] = pages[new URL(request.url).pathname] ?? ["text/plain", ""];
    return new Response(body, { headers: { "content-type": `${type}; charset=utf-8` } });
  },
});
after(() => server.close());
const { results, complaints } = await resultsInChromium(server.origin);

describe("over HTTP, Chromium", () => {
  it("nothing is thrown that nobody catches", () => assert.deepEqual(complaints, []));
  for (const { name, error } of results) it(name, () => assert.equal(error, undefined));
});
