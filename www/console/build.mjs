// Bundles the page: the JavaScript into one file, the rest as it is.

import { copyFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @param {string} name */
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The package must have been built before. @param {{ outdir: string }} options */
export const buildConsole = async ({ outdir }) => {
  await mkdir(outdir, { recursive: true });
  await Promise.all([
    build({
      entryPoints: [here("main.js")],
      outdir,
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      legalComments: "none",
      alias: { calloff: here("../../pkg/dist/index.js") },
    }),
    ...["index.html", "style.css"].map((name) => copyFile(here(name), `${outdir}/${name}`)),
  ]);
};
