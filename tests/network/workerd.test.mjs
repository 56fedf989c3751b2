// The journeys in workerd, over the fetch of a Worker.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { startServer } from "../../sandbox/server.mjs";
import { root } from "../../scripts/lib/setup.mjs";
import { project } from "../package/project.mjs";

const bundle = await build({
  stdin: {
    resolveDir: join(root, "tests", "network"),
    contents: `
      import * as calloff from "calloff";
      import { runJourneys } from "./journey-cases.mjs";
      export default {
        fetch: async (request) => Response.json(await runJourneys(calloff, await request.text())),
      };`,
  },
  bundle: true,
  format: "esm",
  conditions: ["workerd"],
  loader: { ".wasm": "copy" },
  nodePaths: [join(project, "node_modules")],
  // The work tree's own tsconfig.json would send the import to the work tree.
  tsconfigRaw: "{}",
  outdir: join(project, "journeys"),
  write: false,
});

/** @param {string} extension */
const output = (extension) => {
  const file = bundle.outputFiles.find(({ path }) => path.endsWith(extension));
  assert(file, `no ${extension} in the bundle`);
  return file;
};

const server = await startServer();
const worker = new Miniflare({
  cf: false,
  compatibilityDate: "2026-04-01",
  modulesRoot: join(project, "journeys"),
  modules: [
    { type: "ESModule", path: output(".js").path, contents: output(".js").text },
    { type: "CompiledWasm", path: output(".wasm").path, contents: output(".wasm").contents },
  ],
});
after(async () => {
  await worker.dispose();
  await server.close();
});

const response = await worker.dispatchFetch("http://worker.test/", { method: "POST", body: server.endpoint });
const results = /** @type {{ name: string, error?: string }[]} */ (await response.json());

describe("over HTTP, workerd", () => {
  for (const { name, error } of results) it(name, () => assert.equal(error, undefined));
});
