// `npm test`: sets up what is missing, then every check there is. The last line counts them all.
import { spawn } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installPackage } from "./lib/pack.mjs";
import {
  bin,
  ensureChromium,
  ensureNodeModules,
  ensurePythonClients,
  ensureSchemathesis,
  ensureStdSource,
  findCurl,
  findFirefox,
  root,
  wasmTarget,
} from "./lib/setup.mjs";

/** Not the one in node_modules/.bin, which may be that of the older TypeScript. */
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const count = { passed: 0, failed: 0 };
/** The checks that this machine does not allow, each with the reason. @type {string[]} */
const notPossible = [];

/**
 * Runs a program with its output on ours, and tells how it ended and what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function execute(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * Adds up every number that stands where the pattern has its group.
 * @param {string} text
 * @param {RegExp} pattern
 */
const sum = (text, pattern) =>
  [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);

/**
 * One step: it counts as many checks as its output tells of, or else as one.
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, passed?: RegExp, failed?: RegExp }} [options]
 */
async function step(name, command, args, { env = {}, passed, failed } = {}) {
  console.log(`\n── ${name}`);
  const start = Date.now();
  const { ok, output } = await execute(command, args, env);
  const tally = {
    passed: passed ? sum(output, passed) : Number(ok),
    failed: failed ? sum(output, failed) : 0,
  };
  count.passed += tally.passed;
  count.failed += ok ? tally.failed : Math.max(tally.failed, 1);
  console.log(`── ${name}: ${ok ? "passed" : "FAILED"} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return ok;
}

async function native() {
  const clippy = ["clippy", "--workspace", "--quiet"];
  const denied = ["--", "--deny", "warnings"];
  await step("format of the crate", "cargo", ["fmt", "--all", "--check"]);
  await step("lints of the crate", "cargo", [...clippy, "--all-targets", ...denied]);
  const wasm = ["--quiet", "--target", wasmTarget];
  await step("lints of the crate, wasm", "cargo", ["clippy", "--lib", ...wasm, ...denied]);
  await step("lints of the binding", "cargo", ["clippy", "--lib", "--features", "js", ...wasm, ...denied]);
  await step("the crate in another's WebAssembly", "cargo", ["build", "--package", "downstream", ...wasm]);
  await step("documentation of the crate", "cargo", ["doc", "--quiet", "--no-deps", "--package", "calloff"], {
    env: { RUSTDOCFLAGS: "--deny warnings" },
  });
  await step("tests of the crate", "cargo", ["test", "--quiet", "--workspace"], {
    passed: /^test result: .*? (\d+) passed/gm,
    failed: /^test result: .*? (\d+) failed/gm,
  });
}

async function javascript() {
  const built = await step("build of the package", process.execPath, ["scripts/build.mjs", "--frozen"]);
  await step("structure: no circle, no arrow up", process.execPath, ["scripts/structure.mjs"]);
  await step("format and lints of the JavaScript", bin("biome"), ["check", "--error-on-warnings"]);
  if (!built) return;
  await step("types", process.execPath, [tsc, "--project", "tsconfig.json"]);

  const lacking = [
    {
      file: join("clients", "clients.test.mjs"),
      what: "the vendors' clients for Python",
      ...ensurePythonClients(),
    },
    {
      file: join("clients", "commands.test.mjs"),
      what: "the console's commands for the AWS CLI and boto3",
      ...ensurePythonClients(),
    },
    { file: join("browser", "firefox.test.mjs"), what: "the console in Firefox", ...findFirefox() },
    { file: join("console", "curl.test.mjs"), what: "the console's commands for curl", ...findCurl() },
    {
      file: join("worker", "fuzz.test.mjs"),
      what: "the Worker's interface at random",
      ...ensureSchemathesis(),
    },
  ].filter(({ missing }) => missing);
  for (const { file, what, missing } of lacking) notPossible.push(`tests/${file}, ${what}: ${missing}`);
  const { project, tarball } = installPackage();
  try {
    const files = readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.mjs") && !lacking.some(({ file }) => file === name))
      .map((name) => join("tests", name));
    await step("tests of the package", process.execPath, ["--test", "--test-reporter=spec", ...files], {
      env: { CALLOFF_TARBALL: tarball },
      passed: /^ℹ pass (\d+)$/gm,
      failed: /^ℹ (?:fail|cancelled|skipped|todo) (\d+)$/gm,
    });
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

ensureNodeModules();
ensureStdSource();
ensureChromium();
await native();
await javascript();

for (const check of notPossible) console.log(`\n── NOT POSSIBLE HERE: ${check}`);
console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
