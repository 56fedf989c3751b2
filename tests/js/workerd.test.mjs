// The cases in workerd, where only an imported .wasm module may run.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { root } from "../../scripts/lib/setup.mjs";
import { project } from "../package/project.mjs";
import { data } from "./data.mjs";

const bundle = await build({
  stdin: {
    resolveDir: join(root, "tests", "js"),
    contents: `
      import * as calloff from "calloff";
      import { runCases } from "./cases.mjs";
      export default {
        fetch: async (request) => Response.json(await runCases(await request.json(), calloff)),
      };`,
  },
  bundle: true,
  format: "esm",
  conditions: ["workerd"],
  loader: { ".wasm": "copy" },
  nodePaths: [join(project, "node_modules")],
  // The work tree's own tsconfig.json would send the import to the work tree.
  tsconfigRaw: "{}",
  outdir: join(project, "worker"),
  write: false,
});

/** @param {string} extension */
const output = (extension) => {
  const file = bundle.outputFiles.find(({ path }) => path.endsWith(extension));
  assert(file, `no ${extension} in the bundle`);
  return file;
};

const worker = new Miniflare({
  cf: false,
  compatibilityDate: "2026-04-01",
  modulesRoot: join(project, "worker"),
  modules: [
    { type: "ESModule", path: output(".js").path, contents: output(".js").text },
    { type: "CompiledWasm", path: output(".wasm").path, contents: output(".wasm").contents },
  ],
});
after(() => worker.dispose());

const response = await worker.dispatchFetch("http://worker.test/", {
  method: "POST",
  body: JSON.stringify(data),
});
const results = /** @type {{ name: string, error?: string }[]} */ (await response.json());

describe("workerd", () => {
  for (const { name, error } of results) it(name, () => assert.equal(error, undefined));
});
