// The cases in Node, through import and through require.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { project } from "../package/project.mjs";
import { cases } from "./cases.mjs";
import { data } from "./data.mjs";

const entry = join(project, "import.mjs");
writeFileSync(entry, 'export * from "calloff";\n');

/** @type {Record<string, typeof import("calloff")>} */
const runtimes = {
  "Node, import": await import(pathToFileURL(entry).href),
  "Node, require": createRequire(entry)("calloff"),
};

for (const [runtime, calloff] of Object.entries(runtimes))
  describe(runtime, () => {
    for (const { name, run } of cases(data, calloff)) it(name, () => run(calloff));
  });
