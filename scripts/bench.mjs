// `npm run bench`: builds the package and measures it beside its peers; `npm run bench -- size` runs that one alone.
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { root, run } from "./lib/setup.mjs";

const [, , ...chosen] = process.argv;
const benches = chosen.length > 0 ? chosen : ["size", "throughput", "cold-start"];

await build();

// So that the benches import "calloff" through its exports map, as they do their peers.
const modules = join(root, "benches", "node_modules");
mkdirSync(modules, { recursive: true });
const link = join(modules, "calloff");
if (!existsSync(link)) symlinkSync(join("..", "..", "pkg"), link);

for (const name of benches) {
  console.log();
  run(process.execPath, ["--no-warnings", join("benches", `${name}.mjs`)]);
}
