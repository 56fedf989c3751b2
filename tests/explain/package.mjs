// `calloff/explain` as a user gets it: from the packed package, in a project of its own.
import { createRequire } from "node:module";
import { join } from "node:path";
import { project } from "../package/project.mjs";

export const require = createRequire(join(project, "package.json"));

/** @type {typeof import("calloff/explain")} */
export const { explain } = require("calloff/explain");
