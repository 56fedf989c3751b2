// The JavaScript in the READMEs runs, in the project that has the package, and prints what it says it prints. It is
// TypeScript as well. The command lines of `calloff` run, too.
import assert from "node:assert/strict";
import { exec, execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import ts from "typescript";
import { root } from "../../scripts/lib/setup.mjs";
import { complaints, platforms } from "./compile.mjs";
import { project } from "./project.mjs";

// Instead of the vendors: each takes a cancellation, and a task that is asked for by its id is canceled by then.
// Nothing leaves this machine.
const vendors = `
const TaskId = "task-0123456789abcdef0";
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { hostname } = new URL(request.url);
  const lists = request.headers.get("x-amz-target")?.includes("Describe");
  const Lifecycle = lists && (await request.json()).TaskIds ? "CANCELED" : "EXECUTING";
  const reply = lists ? [200, { DataRepositoryTasks: [{ TaskId, Lifecycle }] }]
    : hostname.startsWith("fsx.") ? [200, { Lifecycle: "CANCELING", TaskId }]
    : hostname.startsWith("snow-") ? [200, { taskId: "4a6f1a2b" }]
    : hostname.startsWith("nas.") ? [200, { RequestId: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E" }]
    : [202, null];
  return new Response(reply[1] && JSON.stringify(reply[1]), { status: reply[0] });
};`;
writeFileSync(join(project, "vendors.mjs"), vendors);

const env = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  ALIBABA_CLOUD_ACCESS_KEY_ID: "YourAccessKeyId",
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: "YourAccessKeySecret",
};

for (const readme of ["README.md", "pkg/README.md"])
  describe(readme, () => {
    const text = readFileSync(join(root, readme), "utf8");
    const examples = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = ""]) => code);

    it("has examples", () => assert(examples.length > 0));

    it("compiles as strict TypeScript, example by example", () => {
      const files = examples.map((code, index) => {
        const file = join(project, `${readme.replace(/\W/g, "-")}-${index}.ts`);
        writeFileSync(file, code);
        return file;
      });
      assert.deepEqual(complaints(ts, files, platforms["Node's types"] ?? {}), []);
    });

    for (const [index, code] of examples.entries())
      it(`example ${index + 1} runs and prints what it says`, () => {
        const file = join(project, `${readme.replace(/\W/g, "-")}-${index}.mjs`);
        writeFileSync(file, code);
        const args = ["--import", "./vendors.mjs", file];
        const printed = execFileSync(process.execPath, args, { cwd: project, env, encoding: "utf8" });
        const promised = [...code.matchAll(/\/\/=> (.*)$/gm)].map(([, line]) => line);
        if (promised.length > 0) assert.deepEqual(printed.trimEnd().split("\n"), promised);
      });
  });

/** Somebody looks on, and says yes. */
writeFileSync(join(project, "terminal.mjs"), "process.stdin.isTTY = true;");

/** The lines of all of them that run `calloff` by itself: what other programs give is not here. */
const commands = new Set(
  ["README.md", "pkg/README.md", "docs/cli.md"].flatMap((file) => {
    const blocks = readFileSync(join(root, file), "utf8").matchAll(/^```sh\n(.*?)^```$/gms);
    const lines = [...blocks].flatMap(([, block = ""]) => block.split("\n"));
    const found = lines.filter((line) => /^(echo .* \| )?npx calloff /.test(line));
    assert(found.length > 0, `${file} has no command line`);
    return found;
  }),
);
const run = promisify(exec);

describe("a command line in the documentation runs:", { concurrency: true }, () => {
  for (const command of commands)
    it(command, async () => {
      const isPiped = command.startsWith("echo ");
      const imports = ["vendors.mjs", ...(isPiped ? [] : ["terminal.mjs"])];
      const running = run(command, {
        cwd: project,
        env: {
          ...process.env,
          ...env,
          NODE_OPTIONS: imports.map((name) => `--import=${join(project, name)}`).join(" "),
        },
      });
      running.child.stdin?.end("yes\n");
      await running;
    });
});
