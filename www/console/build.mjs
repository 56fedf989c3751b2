// Bundles the page: scripts and styles under names that tell their content, the WebAssembly as a file beside them, and
// its policy in the HTML.

import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
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

/** The indentation of templates would be sent along. */
const flatTemplates = {
  name: "flat-templates",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]console[\\/]views[\\/].*\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/\n\s+/g, "\n"),
    }));
  },
};

/** The glue as an object of its names: made of a namespace, it would take a file of the bundler's own, fetched first. */
const plainGlue = {
  name: "plain-glue",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]core[\\/]start\.js$/ }, async ({ path }) => {
      const names = Object.keys(await import(pathToFileURL(pkg("dist/calloff_bg.js")).href)).join(", ");
      const script = await readFile(path, "utf8");
      const plain = `import { ${names} } from "$1";\nconst glue = { ${names} };`;
      return { contents: script.replace(/import \* as glue from "(.*)";/, plain) };
    });
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

/**
 * The scripts of the engine: the page imports them once it is on the screen, and they may as well be on their way then.
 * @param {import("esbuild").Metafile} metafile
 */
function engineScripts({ outputs }) {
  /** @type {Set<string>} */
  const scripts = new Set();
  /** @param {string | undefined} path */
  const add = (path) => {
    if (!path || scripts.has(path)) return;
    scripts.add(path);
    for (const { path: other, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement") add(other);
  };
  add(Object.keys(outputs).find((path) => outputs[path]?.entryPoint?.endsWith("pkg/slim.js")));
  return [...scripts].map((path) => `assets/${basename(path)}`);
}

/**
 * The page with the names that its files have now; the policy stands before anything that it is for.
 * @param {Record<string, string>} names
 * @param {string[]} preloaded scripts
 */
async function page(names, preloaded) {
  const policy = `<meta http-equiv="content-security-policy" content="${pagePolicy}" />`;
  let html = await readFile(here("index.html"), "utf8");
  for (const [from, to] of Object.entries(names)) html = html.replace(from, to);
  const links = preloaded.map((name) => `  <link rel="modulepreload" href="${name}" />\n  `);
  html = html.replace("</head>", `${links.join("")}</head>`);
  return html.replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${policy}`);
}

/**
 * Puts the files there, and takes away those of an older build. What is there already stays untouched, for it may be
 * served at this moment.
 * @param {string} outdir
 * @param {Map<string, Uint8Array>} files by their names in it
 */
async function put(outdir, files) {
  await mkdir(join(outdir, "assets"), { recursive: true });
  for (const [name, bytes] of files) {
    const path = join(outdir, name);
    const before = await readFile(path).catch(() => undefined);
    if (before?.equals(bytes)) continue;
    await writeFile(`${path}.new`, bytes);
    await rename(`${path}.new`, path);
  }
  const there = await readdir(outdir, { recursive: true, withFileTypes: true });
  const stale = there
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path, name }) => join(parentPath ?? path, name))
    .filter((path) => !files.has(relative(outdir, path)) && !path.endsWith(".new"));
  await Promise.all(stale.map((path) => rm(path, { force: true })));
}

/** The package must have been built before. @param {{ outdir: string }} options */
export const buildConsole = async ({ outdir }) => {
  const { metafile, outputFiles } = await build({
    entryPoints: [here("main.js"), here("style/main.css")],
    outdir: join(outdir, "assets"),
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
    charset: "utf8",
    metafile: true,
    write: false,
    alias: {
      calloff: pkg("slim.js"),
      "calloff/slim": pkg("slim.js"),
      "calloff/explain": pkg("explain.js"),
      "calloff/calloff.wasm": pkg("dist/calloff.wasm"),
    },
    plugins: [ownCore, flatTemplates, plainGlue],
  });
  const names = Object.fromEntries(
    Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
      entryPoint?.endsWith("/console/main.js") || entryPoint?.endsWith("/style/main.css")
        ? [[basename(entryPoint), `assets/${basename(path)}`]]
        : [],
    ),
  );
  const files = new Map(outputFiles.map(({ path, contents }) => [join("assets", basename(path)), contents]));
  files.set("index.html", Buffer.from(await page(names, engineScripts(metafile))));
  files.set("_headers", Buffer.from(headers()));
  await put(outdir, files);
};
