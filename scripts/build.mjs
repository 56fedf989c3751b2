// `npm run build`: the npm package, from the crate to pkg/dist/, ready for `npm pack ./pkg`.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { faults, sizesOf, table } from "./lib/budgets.mjs";
import {
  bin,
  ensureNodeModules,
  ensureStdSource,
  isMain,
  root,
  run,
  target,
  wasmTarget,
} from "./lib/setup.mjs";
import { writeTypes } from "./lib/types.mjs";

/** What is left to do after the Rust compiler. */
const WASM_OPT_LEVEL = [
  "-O3",
  "--converge",
  "--low-memory-unused",
  // Runs of zeros compress better than the hundreds of segments that would be left without them: 2 KB of brotli.
  "--skip-pass=memory-packing",
  // What is computed twice in a row compresses better than one more variable: 0.6 KB of brotli.
  "--skip-pass=local-cse",
  // A function is compiled as a whole when it is first called: what is seldom called stays by itself.
  "--one-caller-inline-max-function-size=30",
];
/** What rustc may emit for its wasm target, and the simd128 of .cargo/config.toml. */
const WASM_FEATURES = [
  "bulk-memory",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
  "simd",
];

const pkg = join(root, "pkg");
const dist = join(pkg, "dist");
/** Says what the present pkg/dist/ was made from. */
const stamp = join(target, "pkg.stamp");

/**
 * The standard library is compiled along with the crate, without the texts of panics: a tenth of the size, for a
 * minute's work that cargo keeps. The stable compiler takes these flags when told that it may.
 */
const STD = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
const FLAGS = [
  "-Ctarget-feature=+simd128",
  "-Zunstable-options",
  "-Cpanic=immediate-abort",
  "-Zlocation-detail=none",
  "-Zfmt-debug=none",
  // Inlines little, and repeats no loop's body: nearly as fast, and an eighth smaller. With less than this a signed
  // request takes a tenth longer, for half a kilobyte.
  "-Cllvm-args=-inline-threshold=50",
  "-Cllvm-args=-unroll-threshold=0",
  "-Cno-vectorize-loops",
  "-Cno-vectorize-slp",
];

/** A folder of its own: cargo would build everything anew whenever other flags come along. */
const built = join(target, "package");

/** Compiles the crate and xtask; cargo itself knows when there is nothing to do. */
function compile() {
  const cargo = (/** @type {string[]} */ args, /** @type {string[]} */ flags) =>
    run("cargo", ["build", "--quiet", "--release", "--target-dir", built, ...args], {
      RUSTC_BOOTSTRAP: "1",
      CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f"),
    });
  cargo(["--target", wasmTarget, "--lib", "--features", "js", ...STD], FLAGS);
  cargo(["--package", "xtask", "--no-default-features"], []);
  return join(built, wasmTarget, "release", "calloff.wasm");
}

/**
 * A digest of everything that pkg/dist/ is made from.
 * @param {string} compiled
 */
function inputs(compiled) {
  const own = [
    "package.json",
    "index.js",
    "workerd.js",
    "slim.js",
    "explain.js",
    ...["lib", "explain"].flatMap((folder) =>
      readdirSync(join(pkg, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".js"))
        .map((name) => `${folder}/${name}`),
    ),
  ];
  const files = [
    compiled,
    join(built, "release", "xtask"),
    ...["build.mjs", "budgets.json", "lib/budgets.mjs"].map((name) => join(root, "scripts", name)),
    ...own.map((name) => join(pkg, name)),
  ];
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}

/** @param {string} folder */
function empty(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/**
 * Gives the imports short names, in the module's text and in the glue: wasm-bindgen's are long, and hold a hash each.
 * Not by wasm-opt's --minify-imports, which leaves alone what comes from another module than "env".
 * @param {string} module
 * @param {string} glue
 * @returns {[module: string, glue: string]}
 */
function shortenImports(module, glue) {
  const imports = [...module.matchAll(/\(import "[^"]*" "(\w+)"/g)].map(([, name = ""]) => name);
  const short = new Map(imports.map((name, index) => [name, `_${index.toString(36)}`]));
  /** @param {string} text */
  const shorten = (text) => text.replace(/\b__wb\w+\b/g, (name) => short.get(name) ?? name);
  return [shorten(module), shorten(glue)];
}

/**
 * Short lines, since an error that nobody catches is shown with the line that threw it; but for the WebAssembly,
 * which is faster to read in one piece.
 * @param {string} code
 */
const base64OnOneLine = (code) =>
  code.replace(/="(?:[\w+/=]|\\\n){1000,}";/, (text) => `${text.replaceAll("\\\n", "")}\n`);

/** @param {string} compiled */
async function assemble(compiled) {
  const esbuild = await import("esbuild");
  const bound = join(target, "bindgen");
  empty(bound);
  execFileSync(join(built, "release", "xtask"), ["bind", compiled, bound]);
  const features = WASM_FEATURES.map((name) => `--enable-${name}`);
  const optimized = execFileSync(
    bin("wasm-opt"),
    [
      ...WASM_OPT_LEVEL,
      ...features,
      "--strip-target-features",
      join(bound, "calloff_bg.wasm"),
      "--emit-text",
      "--output",
      "-",
    ],
    { encoding: "utf8", maxBuffer: 2 ** 30 },
  );
  const generated = readFileSync(join(bound, "calloff_bg.js"), "utf8");
  const [module, code] = shortenImports(optimized, generated);

  empty(dist);
  const wasm = join(dist, "calloff.wasm");
  writeFileSync(join(bound, "calloff.wat"), module);
  execFileSync(bin("wasm-as"), [...features, join(bound, "calloff.wat"), "--output", wasm]);
  const glue = await esbuild.transform(code, {
    minify: true,
    format: "esm",
    target: "es2022",
    banner: '// @ts-nocheck\nimport { TextDecoder, TextEncoder } from "../lib/core/text.js";',
  });
  writeFileSync(join(dist, "calloff_bg.js"), glue.code);
  const { version } = JSON.parse(readFileSync(join(pkg, "package.json"), "utf8"));
  writeFileSync(join(dist, "version.js"), `export const version = "${version}";\n`);
  writeFileSync(join(dist, "inline.js"), `export default "${readFileSync(wasm, "base64")}";\n`);

  // One file an entry: a fresh process waits for every file that it has to load.
  const bundles = /** @type {const} */ ([
    ["esm", ".js", ["index.js", "workerd.js", "slim.js"]],
    ["cjs", ".cjs", ["index.js", "slim.js"]],
  ]);
  for (const [format, extension, entries] of bundles) {
    const { outputFiles } = await esbuild.build({
      entryPoints: entries.map((name) => join(pkg, name)),
      outdir: dist,
      outExtension: { ".js": extension },
      bundle: true,
      external: [wasm],
      minifySyntax: true,
      minifyWhitespace: true,
      // Short lines are read in an error's trace; longer ones weigh less, which counts for the page that explains.
      lineLimit: 160,
      format,
      target: "es2022",
      tsconfigRaw: "{}",
      write: false,
    });
    for (const { path, text } of outputFiles) writeFileSync(path, base64OnOneLine(text));
  }
  // `calloff/explain` stands beside the entry that it is loaded with, and takes the core from there.
  for (const [format, file, main] of /** @type {const} */ ([
    ["esm", "explain.js", "./index.js"],
    ["esm", "explain.workerd.js", "./workerd.js"],
    ["cjs", "explain.cjs", "./index.cjs"],
  ]))
    await esbuild.build({
      entryPoints: [join(pkg, "explain.js")],
      outfile: join(dist, file),
      bundle: true,
      plugins: [
        {
          name: "main",
          setup: ({ onResolve }) =>
            onResolve({ filter: /\/index\.js$/ }, () => ({ path: main, external: true })),
        },
      ],
      minify: true,
      lineLimit: 4000,
      format,
      target: "es2022",
      tsconfigRaw: "{}",
    });
}

/** The parts of the package by what a page loads of them. */
function measure() {
  const read = (/** @type {string} */ name) => readFileSync(join(dist, name));
  const [wasm, glue] = [read("calloff.wasm"), read("calloff_bg.js")];
  return {
    wasm: sizesOf(wasm),
    "wasm + glue": sizesOf(Buffer.concat([wasm, glue])),
    "slim entry": sizesOf(read("slim.js")),
    "inline entry": sizesOf(read("index.js")),
    explain: sizesOf(read("explain.js")),
  };
}

/**
 * Builds what has changed.
 * @param {{ frozen?: boolean }} [options] frozen: nothing that is committed may have to change
 */
export async function build({ frozen = false } = {}) {
  ensureNodeModules();
  ensureStdSource();
  const compiled = compile();
  for (const name of readdirSync(root).filter((name) => name.startsWith("LICENSE")))
    copyFileSync(join(root, name), join(pkg, name));

  const digest = inputs(compiled);
  const [last, report] = existsSync(stamp) ? readFileSync(stamp, "utf8").split("\n\n") : [];
  if (last === digest && existsSync(join(dist, "explain.js"))) {
    console.log(report);
  } else {
    await assemble(compiled);
    const parts = measure();
    console.log(table(parts));
    const tooLarge = faults(parts);
    if (tooLarge.length > 0) throw new Error(tooLarge.join("\n"));
    writeFileSync(stamp, `${digest}\n\n${table(parts)}`);
  }
  await writeTypes({ frozen });
}

if (isMain(import.meta.url))
  await build({ frozen: process.argv.includes("--frozen") }).catch((error) => {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  });
