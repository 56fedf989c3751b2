// The cases in Chromium: an ordinary bundle for browsers, under a policy that lets WebAssembly compile and nothing more.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, describe, it } from "node:test";
import { data } from "../js/data.mjs";
import { resultsInChromium, sitePages } from "../runtimes/chromium.mjs";

const contents = `
  import * as calloff from "calloff";
  import { runCases } from "./cases.mjs";
  const data = await (await fetch("/data.json")).json();
  globalThis.results = await runCases(data, calloff);`;

/** @type {Awaited<ReturnType<typeof sitePages>>} */
const pages = {
  ...(await sitePages({ folder: "js", contents })),
  "/data.json": ["application/json", JSON.stringify(data)],
};
const server = createServer((request, response) => {
  const [type, body] = pages[request.url ?? ""] ?? ["text/plain", ""];
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy });
  response.end(body);
});
await /** @type {Promise<void>} */ (new Promise((listening) => server.listen(0, "127.0.0.1", listening)));
after(() => server.close());
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
const { results, complaints } = await resultsInChromium(`http://127.0.0.1:${port}/`);

describe("Chromium", () => {
  it("says nothing on its console", () => assert.deepEqual(complaints, []));
  for (const { name, error } of results) it(name, () => assert.equal(error, undefined));
});
