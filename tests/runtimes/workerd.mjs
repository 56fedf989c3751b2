// Code in workerd that imports the packed package, where only an imported .wasm module may run.
import assert from "node:assert/strict";
import { join } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { root } from "../../scripts/lib/setup.mjs";
import { project } from "../package/project.mjs";

/**
 * Runs a Worker and gives what it answers to one request.
 * @param {{ folder: string, contents: string }} source its imports are relative to this folder of tests
 * @param {string} body
 * @param {string} [compatibilityDate] whose behavior it has
 * @returns {Promise<any>}
 */
export async function answerInWorkerd({ folder, contents }, body, compatibilityDate = "2026-04-01") {
  const outdir = join(project, `${folder}-worker`);
  const bundle = await build({
    stdin: { resolveDir: join(root, "tests", folder), contents },
    bundle: true,
    format: "esm",
    conditions: ["workerd"],
    loader: { ".wasm": "copy" },
    nodePaths: [join(project, "node_modules")],
    // The work tree's own tsconfig.json would send the import to the work tree.
    tsconfigRaw: "{}",
    outdir,
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
    compatibilityDate,
    modulesRoot: outdir,
    modules: [
      { type: "ESModule", path: output(".js").path, contents: output(".js").text },
      {
        type: "CompiledWasm",
        path: output(".wasm").path,
        contents: new Uint8Array(output(".wasm").contents),
      },
    ],
  });
  try {
    const response = await worker.dispatchFetch("http://worker.test/", { method: "POST", body });
    return await response.json();
  } finally {
    await worker.dispose();
  }
}
