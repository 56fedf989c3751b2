// The journeys in Chromium, with the page and the practice cloud on one origin.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { startServer } from "../../sandbox/server.mjs";
import { chromium as executablePath, root } from "../../scripts/lib/setup.mjs";
import { project } from "../package/project.mjs";

const bundle = await build({
  stdin: {
    resolveDir: join(root, "tests", "network"),
    contents: `
      import * as calloff from "calloff";
      import { runJourneys } from "./journey-cases.mjs";
      globalThis.results = await runJourneys(calloff, location.origin + "/cloud");`,
  },
  bundle: true,
  format: "esm",
  nodePaths: [join(project, "node_modules")],
  // The work tree's own tsconfig.json would send the import to the work tree.
  tsconfigRaw: "{}",
  write: false,
});

/** @type {Record<string, [type: string, body: string]>} */
const pages = {
  "/": ["text/html", '<!doctype html><title>calloff</title><script type="module" src="/main.js"></script>'],
  "/main.js": ["text/javascript", bundle.outputFiles[0]?.text ?? ""],
};
const server = await startServer({
  serve(request) {
    const [type, body] = pages[new URL(request.url).pathname] ?? ["text/plain", ""];
    return new Response(body, { headers: { "content-type": `${type}; charset=utf-8` } });
  },
});

const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
args.push("--disable-background-networking", "--disable-component-update");
const browser = await chromium.launch({ executablePath, args });
after(async () => {
  await browser.close();
  await server.close();
});

const page = await browser.newPage();
/** @type {string[]} */
const complaints = [];
page.on("pageerror", (error) => complaints.push(String(error)));
await page.goto(server.origin);
await page.waitForFunction(() => "results" in globalThis);
const results = await page.evaluate(
  () =>
    /** @type {{ results: { name: string, error?: string }[] }} */ (/** @type {any} */ (globalThis)).results,
);

describe("over HTTP, Chromium", () => {
  it("nothing is thrown that nobody catches", () => assert.deepEqual(complaints, []));
  for (const { name, error } of results) it(name, () => assert.equal(error, undefined));
});
