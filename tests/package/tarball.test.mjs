// The packed package: what is in it, what its exports lead to, how big it is.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { bin, root } from "../../scripts/lib/setup.mjs";
import { answerInWorkerd } from "../runtimes/workerd.mjs";
import { project, tarball } from "./project.mjs";

const home = join(project, "node_modules", "calloff");
const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));

/**
 * Runs code as a module of the project in a process of its own, and gives what it prints.
 * @param {string} code
 * @param {string[]} [flags]
 */
const node = (code, flags = []) =>
  execFileSync(process.execPath, [...flags, "--input-type=module", "--eval", code], {
    cwd: project,
    encoding: "utf8",
  });

describe("the tarball", () => {
  it("holds what users need and nothing else", () => {
    const subjects = [
      "call",
      "catalogue",
      "error",
      "network",
      "operations",
      "outcome",
      "platform",
      "request",
      "siblings",
      "state",
    ];
    const commandFiles = readdirSync(join(root, "pkg", "bin"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".js"))
      .map((name) => `bin/${name}`)
      .sort();
    const files = readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(home.length + 1));
    assert.deepEqual(files.sort(), [
      "LICENSE-APACHE",
      "LICENSE-MIT",
      "README.md",
      ...commandFiles,
      "calloff.wasm.d.ts",
      "dist/calloff.wasm",
      "dist/calloff.wasm.d.cts",
      "dist/explain.cjs",
      "dist/explain.d.cts",
      "dist/explain.js",
      "dist/explain.workerd.js",
      "dist/index.cjs",
      "dist/index.d.cts",
      "dist/index.js",
      "dist/slim.cjs",
      "dist/slim.d.cts",
      "dist/slim.js",
      ...subjects.map((subject) => `dist/types/${subject}.d.cts`),
      "dist/workerd.js",
      "explain.d.ts",
      "index.d.ts",
      "package.json",
      "slim.d.ts",
      ...subjects.map((subject) => `types/${subject}.d.ts`),
    ]);
  });

  it("brings no dependencies and runs nothing when it is installed", () => {
    for (const key of ["dependencies", "peerDependencies", "optionalDependencies", "scripts"])
      assert.equal(manifest[key], undefined, key);
  });

  it("passes publint", () => {
    execFileSync(bin("publint"), ["run", "--strict", tarball], { stdio: "pipe" });
  });

  it("passes attw", () => {
    // The resolution of Node 10 knows no exports, and no file can have a name with a question mark everywhere.
    execFileSync(bin("attw"), [tarball, "--exclude-entrypoints", "calloff.wasm?module"], { stdio: "pipe" });
  });
});

describe("the exports", () => {
  const require = createRequire(join(project, "require.cjs"));
  const names = [
    "CalloffError",
    "beginCallOff",
    "build",
    "call",
    "callOff",
    "callOffAll",
    "cancelCallFor",
    "interpret",
    "interpretResponse",
    "listTasks",
    "operations",
    "planRequests",
    "prepare",
    "send",
    "sign",
    "statusCallFor",
    "takeReply",
    "toRequest",
    "validate",
    "version",
  ];

  it("give the same names to import and to require", () => {
    assert.deepEqual(Object.keys(require("calloff")).sort(), names);
    assert.deepEqual(
      JSON.parse(node('import * as c from "calloff"; console.log(JSON.stringify(Object.keys(c)))')),
      names,
    );
  });

  it("give init and the same names under /slim", () => {
    const slim = [...names, "init"].sort();
    assert.deepEqual(Object.keys(require("calloff/slim")).sort(), slim);
    const code = 'import * as c from "calloff/slim"; console.log(JSON.stringify(Object.keys(c).sort()))';
    assert.deepEqual(JSON.parse(node(code)), slim);
  });

  it("lead to the WebAssembly itself", () => {
    const wasm = readFileSync(require.resolve("calloff/calloff.wasm"));
    assert(WebAssembly.validate(wasm));
    for (const entry of ["index.js", "index.cjs"])
      assert(readFileSync(join(home, "dist", entry), "utf8").includes(wasm.toString("base64")), entry);
  });

  it("lead to the same file with ?module, the only way to import WebAssembly at some edges", () => {
    assert.equal(require.resolve("calloff/calloff.wasm?module"), require.resolve("calloff/calloff.wasm"));
    assert.equal(
      node('console.log(import.meta.resolve("calloff/calloff.wasm?module"))').trim(),
      pathToFileURL(join(home, "dist", "calloff.wasm")).href,
    );
  });

  it("hide everything else", () => {
    assert.throws(() => require("calloff/dist/index.cjs"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
  });

  it("tell the version of the manifest, which is that of the crate", () => {
    assert.equal(require("calloff").version, manifest.version);
    const crate = readFileSync(join(root, "Cargo.toml"), "utf8");
    assert.equal(/^version = "(.*)"$/m.exec(crate)?.[1], manifest.version);
  });

  it("need no file system, network or environment to start", () => {
    const denied = ["fs.readFileSync", "fs.openSync", "fs.promises.readFile", "fs.promises.open"];
    writeFileSync(
      join(project, "sealed.mjs"),
      `const calloff = await import("calloff");
       const fs = process.getBuiltinModule?.("fs") ?? (await import("node:fs")).default;
       ${denied.map((name) => `${name} = () => { throw new Error("${name}") };`).join("\n")}
       globalThis.fetch = () => { throw new Error("fetch") };
       process.env = new Proxy({}, { get: (_, name) => { throw new Error(String(name)) } });
       process.stdout.write(String(calloff.operations().length));`,
    );
    const printed = execFileSync(process.execPath, [join(project, "sealed.mjs")], { encoding: "utf8" });
    assert(Number(printed) > 0);
  });
});

describe("an error that nobody catches", () => {
  for (const [file, load] of Object.entries({
    "uncaught.mjs": 'import { prepare } from "calloff";',
    "uncaught.cjs": 'const { prepare } = require("calloff");',
  }))
    it(`is readable: ${file}`, () => {
      writeFileSync(join(project, file), `${load} prepare({}, {});`);
      const { status, stderr } = spawnSync(process.execPath, [join(project, file)], { encoding: "utf8" });
      assert.equal(status, 1);
      assert.match(stderr, /CalloffError: operation: required/);
      assert(stderr.length < 4_000, `${stderr.length} characters`);
    });
});

describe("calloff/slim", () => {
  const bytes = 'readFileSync(createRequire(import.meta.url).resolve("calloff/calloff.wasm"))';
  const imports = `
    import { readFileSync } from "node:fs";
    import { createRequire } from "node:module";
    import { init, operations, CalloffError, version } from "calloff/slim";`;

  it("starts from bytes", () => {
    const printed = node(`${imports} init(${bytes}); console.log(operations().length, version)`);
    assert.equal(printed.split(" ")[1]?.trim(), manifest.version);
  });

  it("starts from a compiled module", () => {
    const printed = node(
      `${imports} init(new WebAssembly.Module(${bytes})); console.log(operations().length)`,
    );
    assert(Number(printed) > 0);
  });

  for (const path of ["calloff/calloff.wasm", "calloff/calloff.wasm?module"])
    it(`starts from what workerd imports as ${path}`, async () => {
      const contents = `
        import module from "${path}";
        import { init, operations } from "calloff/slim";
        init(module);
        export default { fetch: () => Response.json(operations().length) };`;
      assert((await answerInWorkerd({ folder: "package", contents }, "")) > 0);
    });

  it("goes on as it is when it is started again", () => {
    const again = `init(${bytes}); const one = operations(); init(${bytes}); init("nonsense");`;
    const printed = node(
      `${imports} ${again} console.log(JSON.stringify(one) === JSON.stringify(operations()))`,
    );
    assert.equal(printed.trim(), "true");
  });

  it("says what it starts from when given anything else", () => {
    const code = `${imports} for (const odd of ["x", new Uint8Array(9), undefined])
      try { init(odd) } catch (e) { console.log(e instanceof CalloffError, e.code, e.message) }`;
    assert.match(node(code), /^(true invalid source: expected the bytes of calloff\/calloff.wasm .*\n){3}$/);
  });

  it("says what to do when it was not started", () => {
    const code = `${imports} try { operations() } catch (e) { console.log(e instanceof CalloffError, e.message) }`;
    assert.match(node(code), /^true .*init\(source\)/);
  });
});

describe("a bundler", async () => {
  const { build } = await import("esbuild");
  const bundle = async (/** @type {string} */ contents) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: project },
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
      tsconfigRaw: "{}",
    });
    return outputFiles[0]?.text ?? "";
  };

  it("keeps the start of the core, whatever is imported", async () => {
    const file = join(project, "bundled.mjs");
    writeFileSync(
      file,
      await bundle('import { operations } from "calloff"; export const count = operations().length;'),
    );
    assert((await import(pathToFileURL(file).href)).count > 0);
  });

  it("leaves the WebAssembly out of what imports /slim", async () => {
    const slim = await bundle('import { init, prepare } from "calloff/slim"; console.log(init, prepare);');
    assert(slim.length < 20_000, `${slim.length} bytes`);
  });
});
