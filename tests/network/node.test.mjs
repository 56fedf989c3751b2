// The journeys in Node, over its own fetch.
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { startServer } from "../../sandbox/server.mjs";
import { project } from "../package/project.mjs";
import { journeyCases } from "./journey-cases.mjs";

/** @type {typeof import("calloff")} */
const calloff = createRequire(join(project, "package.json"))("calloff");
const server = await startServer();
after(() => server.close());

describe("over HTTP, Node", () => {
  for (const { name, run } of journeyCases) it(name, () => run(calloff, server.endpoint));
});
