// What the console's page makes of calls and of pasted text, without the page; `calloff` is the packed package.

import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../../scripts/lib/setup.mjs";
import { project } from "../package/project.mjs";

const folder = mkdtempSync(join(project, "console-"));
const entry = join(folder, "entry.js");
const model = join(root, "www", "console", "model");
const modules = ["commands.js", "commands/text.js", "key-blocks.js", "policy.js"];
writeFileSync(
  entry,
  [...modules.map((name) => join(model, name)), "calloff"]
    .map((name) => `export * from ${JSON.stringify(name)};\n`)
    .join(""),
);
const outfile = join(folder, "model.js");
await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", external: ["calloff"] });

/**
 * @type {typeof import("../../www/console/model/commands.js") & typeof import("../../www/console/model/commands/text.js")
 *   & typeof import("../../www/console/model/key-blocks.js") & typeof import("../../www/console/model/policy.js")
 *   & typeof import("calloff")}
 */
export const { commandsFor, line, python, javascript, readKeys, policyFor, ...calloff } = await import(
  pathToFileURL(outfile).href
);
