// `calloff/explain` in each kind of module: beside `calloff`, with the one core that is there already.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { project } from "../package/project.mjs";
import { answerInWorkerd } from "../runtimes/workerd.mjs";

const text =
  "An error occurred (DataRepositoryTaskEnded) when calling the CancelDataRepositoryTask operation: ended";
const told = ["fsx:CancelDataRepositoryTask", "already-ended"];
const asked = `
  const { operation, outcomes } = explain(${JSON.stringify(text)});
  const told = [operation, outcomes[0].verdict];`;

/** How often a program makes an instance of WebAssembly, and what it is told. @param {string} code @param {string} type */
function run(code, type) {
  const counted = `
    const { Instance } = WebAssembly;
    let made = 0;
    WebAssembly.Instance = function (...args) { made++; return new Instance(...args); };
    ${code}
    ${asked}
    console.log(JSON.stringify({ made, told }));`;
  const args = [`--input-type=${type}`, "--eval", counted];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" }));
}

describe("one core for both entries", () => {
  it("in modules", () => {
    const code = 'await import("calloff"); const { explain } = await import("calloff/explain");';
    assert.deepEqual(run(code, "module"), { made: 1, told });
  });

  it("with require", () => {
    const code = 'require("calloff"); const { explain } = require("calloff/explain");';
    assert.deepEqual(run(code, "commonjs"), { made: 1, told });
  });

  it("in workerd, where only one module of WebAssembly is in the bundle", async () => {
    const contents = `
      import "calloff";
      import { explain } from "calloff/explain";
      export default { fetch: () => { ${asked} return Response.json(told); } };`;
    assert.deepEqual(await answerInWorkerd({ folder: "explain", contents }, ""), told);
  });
});

it("the main entry has nothing of it", () => {
  for (const file of ["index.js", "index.cjs", "workerd.js", "slim.js"])
    assert(
      !readFileSync(join(project, "node_modules", "calloff", "dist", file), "utf8").includes("ECONNREFUSED"),
    );
});
