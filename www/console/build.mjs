// Bundles the page: scripts and styles under names that tell their content, the WebAssembly as a file beside them, and
// its policy in the HTML.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { pagePolicy, securityHeaders } from "../headers.mjs";

/** @param {string} name */
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
/** @param {string} name */
const pkg = (name) => here(`../../pkg/${name}`);

/** The reader of texts is the package's own; here it takes the core from the entry that the page has loaded. */
const ownCore = {
  name: "own-core",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/index\.js$/ }, ({ importer }) =>
      importer.startsWith(pkg("explain")) ? { path: pkg("slim.js") } : undefined,
    );
  },
};

/** Names of files tell their content: they never change. */
const headers = () =>
  [
    "/*",
    ...Object.entries(securityHeaders).map(([name, value]) => `  ${name}: ${value}`),
    "/assets/*",
    "  cache-control: public, max-age=31536000, immutable",
    "",
  ].join("\n");

/** The page with the names that its files have now; the policy stands before anything that it is for. @param {Record<string, string>} names */
async function page(names) {
  const policy = `<meta http-equiv="content-security-policy" content="${pagePolicy}" />`;
  let html = await readFile(here("index.html"), "utf8");
  for (const [from, to] of Object.entries(names)) html = html.replace(from, to);
  return html.replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${policy}`);
}

/** The package must have been built before. @param {{ outdir: string }} options */
export const buildConsole = async ({ outdir }) => {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const { metafile } = await build({
    entryPoints: [here("main.js"), here("style/main.css")],
    outdir: `${outdir}/assets`,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".wasm": "file" },
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    metafile: true,
    alias: {
      calloff: pkg("slim.js"),
      "calloff/slim": pkg("slim.js"),
      "calloff/explain": pkg("explain.js"),
      "calloff/calloff.wasm": pkg("dist/calloff.wasm"),
    },
    plugins: [ownCore],
  });
  const names = Object.fromEntries(
    Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
      entryPoint?.endsWith("/console/main.js") || entryPoint?.endsWith("/style/main.css")
        ? [[basename(entryPoint), `assets/${basename(path)}`]]
        : [],
    ),
  );
  await Promise.all([
    writeFile(`${outdir}/index.html`, await page(names)),
    writeFile(`${outdir}/_headers`, headers()),
  ]);
};
