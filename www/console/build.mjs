// Bundles the page: the JavaScript into one file, its policy into the HTML, the rest as it is.

import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { pagePolicy } from "../headers.mjs";

/** @param {string} name */
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The policy stands before anything that it is for. */
const page = async () => {
  const html = await readFile(here("index.html"), "utf8");
  const policy = `<meta http-equiv="content-security-policy" content="${pagePolicy}" />`;
  return html.replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${policy}`);
};

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
    copyFile(here("style.css"), `${outdir}/style.css`),
    writeFile(`${outdir}/index.html`, await page()),
  ]);
};
