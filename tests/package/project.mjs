// The project in which the packed package is installed: the one of this run of `npm test`, or, for a test file
// that is run by itself, a new one.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { installPackage } from "../../scripts/lib/pack.mjs";

function install() {
  const { project, tarball } = installPackage();
  process.on("exit", () => rmSync(project, { recursive: true, force: true }));
  return tarball;
}

export const tarball = process.env.CALLOFF_TARBALL ?? install();
export const project = dirname(tarball);
