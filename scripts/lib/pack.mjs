// The package as a user gets it: packed, and installed in an empty project outside the work tree.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./setup.mjs";

/**
 * Packs pkg/ and installs the tarball in a new temporary project, which the caller removes.
 * @returns {{ project: string, tarball: string }}
 */
export function installPackage() {
  const project = mkdtempSync(join(tmpdir(), "calloff-project-"));
  const npm = (/** @type {string[]} */ ...args) =>
    execFileSync("npm", args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

  const [packed] = JSON.parse(npm("pack", "--json", join(root, "pkg")));
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  npm("install", "--offline", "--no-audit", "--no-fund", packed.filename);
  return { project, tarball: join(project, packed.filename) };
}
