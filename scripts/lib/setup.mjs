// What a fresh machine lacks, brought in where it is missing: npm packages, the wasm target, a browser, the vendors'
// clients for Python, a fuzzer of HTTP interfaces.
// Only node: builtins are imported here, since it runs before there is a node_modules.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The top of the work tree. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
export const chromium = "/usr/bin/chromium";
export const wasmTarget = "wasm32-unknown-unknown";
/** Cargo's folder for what it builds. */
export const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

/**
 * Runs a program in the work tree with its output on ours; throws when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env] what to add to the environment
 */
export function run(command, args, env) {
  execFileSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
}

/**
 * The path of a program that an npm package brings.
 * @param {string} name
 */
export const bin = (name) => join(root, "node_modules", ".bin", name);

/**
 * Where each package of a lock file goes, with its version.
 * @param {string} path
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function lockedPackages(path) {
  const { "": _, ...packages } = JSON.parse(readFileSync(path, "utf8")).packages;
  return packages;
}

/**
 * Installs what package-lock.json asks for, unless it is there. Not by `npm ci`, which refuses a lock file that
 * does not list the optional packages of all other platforms.
 */
export function ensureNodeModules() {
  const installedLock = join(root, "node_modules", ".package-lock.json");
  const wanted = lockedPackages(join(root, "package-lock.json"));
  const installed = existsSync(installedLock) ? lockedPackages(installedLock) : {};
  const fresh = Object.entries(wanted).every(([path, { version, optional }]) =>
    installed[path] ? installed[path].version === version : optional,
  );
  if (!fresh) run("npm", ["install", "--no-save"]);
}

/** What rustup adds to the toolchain in use: the source of the standard library, and its build for wasm. */
export function ensureStdSource() {
  const sysroot = execFileSync("rustc", ["--print", "sysroot"], { cwd: root, encoding: "utf8" }).trim();
  const lib = join(sysroot, "lib", "rustlib");
  if (!existsSync(join(lib, "src", "rust", "library"))) run("rustup", ["component", "add", "rust-src"]);
  if (!existsSync(join(lib, wasmTarget))) run("rustup", ["target", "add", wasmTarget]);
}

/** Debian's Chromium, for the tests that need a real browser. */
export function ensureChromium() {
  if (existsSync(chromium)) return;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo"];
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]])
    run("env", ["DEBIAN_FRONTEND=noninteractive", ...asRoot, "apt-get", ...args]);
}

/**
 * A python environment of its own with what a list pins, installed with pip where it is missing. Tells where its programs are,
 * or why there is none.
 * @param {string} name of its folder
 * @param {string} wanted the list
 * @returns {{ bin: string, missing?: undefined } | { bin?: undefined, missing: string }}
 */
function ensurePython(name, wanted) {
  const folder = join(target, name);
  const programs = join(folder, "bin");
  /** What is installed: a copy of the list, made when all of it was. */
  const stamp = join(folder, "requirements.txt");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === readFileSync(wanted, "utf8"))
    return { bin: programs };

  if (spawnSync("python3", ["--version"]).error) return { missing: "there is no python3" };
  console.log(`Installing ${wanted} into ${folder}, from pip`);
  rmSync(folder, { recursive: true, force: true });
  try {
    run("python3", ["-m", "venv", folder]);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", wanted];
    run(join(programs, "python"), pip);
  } catch (error) {
    return {
      missing: `python3 could not install ${wanted}: ${error instanceof Error ? error.message : error}`,
    };
  }
  copyFileSync(wanted, stamp);
  return { bin: programs };
}

/**
 * The vendors' clients for Python that tests/clients/requirements.txt pins. Tells which python has them, or why there is none.
 * @returns {{ python: string, missing?: undefined } | { python?: undefined, missing: string }}
 */
export function ensurePythonClients() {
  const { bin: programs, missing } = ensurePython(
    "python",
    join(root, "tests", "clients", "requirements.txt"),
  );
  return programs === undefined ? { missing } : { python: join(programs, "python") };
}

/**
 * Schemathesis, which tries an HTTP interface against its OpenAPI document.
 * @returns {{ program: string, missing?: undefined } | { program?: undefined, missing: string }}
 */
export function ensureSchemathesis() {
  const { bin: programs, missing } = ensurePython(
    "schemathesis",
    join(root, "tests", "worker", "requirements.txt"),
  );
  return programs === undefined ? { missing } : { program: join(programs, "schemathesis") };
}

/**
 * curl, if it can sign for AWS. Tells why it can not.
 * @returns {{ missing?: string }}
 */
export function findCurl() {
  const { stdout, error } = spawnSync("curl", ["--version"], { encoding: "utf8" });
  if (error) return { missing: "there is no curl" };
  const [, major = 0, minor = 0] = /^curl (\d+)\.(\d+)/.exec(stdout)?.map(Number) ?? [];
  return major > 7 || (major === 7 && minor >= 75) ? {} : { missing: "curl is older than 7.75" };
}

/** A Firefox to test with. @returns {{ path?: string, missing?: string }} */
export function findFirefox() {
  const path = ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find((one) => existsSync(one));
  return path ? { path } : { missing: "there is no Firefox: apt-get install firefox-esr" };
}

/**
 * Is this module the program that was started, rather than a part of one?
 * @param {string} url its import.meta.url
 */
export const isMain = (url) => process.argv[1] === fileURLToPath(url);
