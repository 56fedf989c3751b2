// The cases in Chromium: an ordinary bundle for browsers, under a policy that lets WebAssembly compile and nothing more.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { chromium as executablePath, root } from "../../scripts/lib/setup.mjs";
import { data } from "../js/data.mjs";
import { project } from "../package/project.mjs";

const bundle = await build({
  stdin: {
    resolveDir: join(root, "tests", "js"),
    contents: `
      import * as calloff from "calloff";
      import { runCases } from "./cases.mjs";
      const data = await (await fetch("/data.json")).json();
      globalThis.results = await runCases(data, calloff);`,
  },
  bundle: true,
  format: "esm",
  minify: true,
  nodePaths: [join(project, "node_modules")],
  // The work tree's own tsconfig.json would send the import to the work tree.
  tsconfigRaw: "{}",
  write: false,
});

/** @type {Record<string, [type: string, body: string]>} */
const pages = {
  "/": ["text/html", '<!doctype html><title>calloff</title><script type="module" src="/main.js"></script>'],
  "/main.js": ["text/javascript", bundle.outputFiles[0]?.text ?? ""],
  "/data.json": ["application/json", JSON.stringify(data)],
};
const server = createServer((request, response) => {
  const [type, body] = pages[request.url ?? ""] ?? ["text/plain", ""];
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy });
  response.end(body);
});
await /** @type {Promise<void>} */ (new Promise((listening) => server.listen(0, "127.0.0.1", listening)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
args.push("--disable-background-networking", "--disable-component-update");
const browser = await chromium.launch({ executablePath, args });
after(async () => {
  await browser.close();
  server.close();
});

const page = await browser.newPage();
/** @type {string[]} */
const complaints = [];
page.on("pageerror", (error) => complaints.push(String(error)));
await page.goto(`http://127.0.0.1:${port}/`);
await page.waitForFunction(() => "results" in globalThis);
const results = await page.evaluate(
  () =>
    /** @type {{ results: { name: string, error?: string }[] }} */ (/** @type {any} */ (globalThis)).results,
);

describe("Chromium", () => {
  it("says nothing on its console", () => assert.deepEqual(complaints, []));
  for (const { name, error } of results) it(name, () => assert.equal(error, undefined));
});
