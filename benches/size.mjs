// What each would add to a page: bundled for a browser and minified by esbuild.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { printTable, times } from "./lib/print.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** @param {string} contents the module to bundle */
async function bundle(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return Buffer.concat(outputFiles.map((file) => file.contents));
}

/** @param {string[]} names of files in pkg/dist/ */
const built = (...names) =>
  Buffer.concat(names.map((name) => readFileSync(new URL(`../pkg/dist/${name}`, import.meta.url))));

const OURS = "calloff, inline entry";
const files = {
  "calloff, wasm + glue": built("calloff.wasm", "calloff_bg.js"),
  [OURS]: await bundle('export * from "calloff"'),
  aws4fetch: await bundle('export { AwsClient } from "aws4fetch"'),
  "@smithy/signature-v4 + sha256-js": await bundle(
    'export { SignatureV4 } from "@smithy/signature-v4"; export { Sha256 } from "@aws-crypto/sha256-js"',
  ),
  "@aws-sdk/client-fsx, one command": await bundle(
    'export { FSxClient, CancelDataRepositoryTaskCommand } from "@aws-sdk/client-fsx"',
  ),
};

/** Node's defaults for brotli are the highest quality, 11. */
const sizes = Object.entries(files).map(([name, bytes]) => ({
  name,
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes).length,
}));
const ours = sizes.find(({ name }) => name === OURS);

printTable(
  ["size in bytes", "raw", "gzip -9", "brotli -11", "of calloff"],
  sizes.map(({ name, raw, gzip, brotli }) => [
    name,
    ...[raw, gzip, brotli].map((bytes) => bytes.toLocaleString("en")),
    times(ours?.brotli, brotli),
  ]),
);
