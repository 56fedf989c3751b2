// From just before import() to the first signed request, a fresh process each time.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { printRatios, printTable, times } from "./lib/print.mjs";
import { measureInRounds, median, min, p90 } from "./lib/rounds.mjs";

const PROCESSES = 20;

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
/** @param {string} signer */
const firstRequest = (signer) => {
  const args = ["--no-warnings", path("first-request.mjs"), path(`signers/${signer}.mjs`)];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
};

const names = ["empty", "calloff", "aws4", "aws4fetch", "smithy", "client-fsx"];
const signers = Object.fromEntries(names.map((name) => [name, name]));

await measureInRounds(2, signers, firstRequest); // brings the files into the disk cache
const results = await measureInRounds(PROCESSES, signers, firstRequest);

const aws4fetch = results.aws4fetch ?? [];
printTable(
  ["cold start in ms", "median", "min", "p90", "vs aws4fetch"],
  Object.entries(results).map(([name, samples]) => [
    name,
    ...[median, min, p90].map((statistic) => statistic(samples).toFixed(1)),
    times(median(samples), median(aws4fetch)),
  ]),
);
printRatios(
  results,
  ["aws4fetch", "aws4", "smithy", "client-fsx"].map((peer) => ["calloff", peer]),
);
