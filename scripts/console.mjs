// What wrangler runs before it bundles the Worker: the console, which is deployed along with it.
import { join } from "node:path";
import { buildConsole } from "../www/console/build.mjs";
import { root } from "./lib/setup.mjs";

await buildConsole({ outdir: join(root, "www", "console", "dist") });
