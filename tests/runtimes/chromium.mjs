// Code on a page in Chromium that imports the packed package, bundled as for any browser.
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { chromium as executablePath, root } from "../../scripts/lib/setup.mjs";
import { project } from "../package/project.mjs";

/**
 * The pages, by path, of a site whose code leaves its results in the global `results`.
 * @param {{ folder: string, contents: string }} source its imports are relative to this folder of tests
 * @returns {Promise<Record<string, [type: string, body: string]>>}
 */
export async function sitePages({ folder, contents }) {
  const bundle = await build({
    stdin: { resolveDir: join(root, "tests", folder), contents },
    bundle: true,
    format: "esm",
    minify: true,
    nodePaths: [join(project, "node_modules")],
    // The work tree's own tsconfig.json would send the import to the work tree.
    tsconfigRaw: "{}",
    write: false,
  });
  return {
    "/": ["text/html", '<!doctype html><title>calloff</title><script type="module" src="/main.js"></script>'],
    "/main.js": ["text/javascript", bundle.outputFiles[0]?.text ?? ""],
  };
}

/**
 * Opens the site, and gives its results and whatever nobody caught.
 * @param {string} origin
 */
export async function resultsInChromium(origin) {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
  args.push("--disable-background-networking", "--disable-component-update");
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(origin);
    await page.waitForFunction(() => "results" in globalThis);
    /** @type {{ name: string, error?: string }[]} */
    const results = await page.evaluate(() => /** @type {any} */ (globalThis).results);
    return { results, complaints };
  } finally {
    await browser.close();
  }
}
