// The cases in workerd.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answerInWorkerd } from "../runtimes/workerd.mjs";
import { data } from "./data.mjs";

const contents = `
  import * as calloff from "calloff";
  import { runCases } from "./cases.mjs";
  export default {
    fetch: async (request) => Response.json(await runCases(await request.json(), calloff)),
  };`;

/** @type {{ name: string, error?: string }[]} */
const results = await answerInWorkerd({ folder: "js", contents }, JSON.stringify(data));

describe("workerd", () => {
  for (const { name, error } of results) it(name, () => assert.equal(error, undefined));
});
