// Many tasks called off, each followed until it no longer runs: how fast, and in how much memory.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { printRatios, printTable } from "./lib/print.mjs";
import { measureInRounds, median, min } from "./lib/rounds.mjs";

/** @typedef {import("./types.js").Mark} Mark */

const PROCESSES = 3;
/** After how many tasks both are compared, and how many calloff goes on to. */
const FEW = 10_000;
const MANY = 100_000;

const cases = {
  "calloff callOffAll": { canceler: "calloff", counts: [FEW, MANY] },
  "SDK client-fsx": { canceler: "client-fsx", counts: [FEW] },
};

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
/** @type {{ canceler: string, count: number | undefined, mark: Mark }[]} of all processes */
const reached = [];

/**
 * One process.
 * @param {{ canceler: string, counts: number[] }} of
 * @returns {number} microseconds a task, of the first few
 */
function callOffMany({ canceler, counts }) {
  const args = ["--no-warnings", "--expose-gc", path("many-tasks.mjs"), path(`cancelers/${canceler}.mjs`)];
  const printed = execFileSync(process.execPath, [...args, ...counts.map(String)], { encoding: "utf8" });
  /** @type {Mark[]} */
  const marks = JSON.parse(printed);
  reached.push(...marks.map((mark, at) => ({ canceler, count: counts[at], mark })));
  return ((marks[0]?.ms ?? Number.NaN) * 1000) / FEW;
}

const results = await measureInRounds(PROCESSES, cases, callOffMany);

const text = (/** @type {number} */ number) => number.toLocaleString("en", { maximumFractionDigits: 1 });

/**
 * @param {string} name
 * @param {string} canceler
 * @param {number} count
 * @returns {[string, ...string[]]}
 */
function row(name, canceler, count) {
  const own = reached.filter((one) => one.canceler === canceler && one.count === count);
  const ascending = (/** @type {keyof Mark} */ figure) =>
    own.map(({ mark }) => mark[figure]).sort((a, b) => a - b);
  const perSecond = (/** @type {number} */ ms) => text(Math.round((count * 1000) / ms));
  const megabytes = (/** @type {keyof Mark} */ figure) => text(median(ascending(figure)) / 1e6);
  return [
    `${name}, ${text(count)} tasks`,
    perSecond(median(ascending("ms"))),
    perSecond(min(ascending("ms"))),
    megabytes("heap"),
    megabytes("peakHeap"),
    megabytes("peakRss"),
  ];
}

printTable(
  ["many", "tasks/s", "best", "heap in MB", "peak heap", "peak rss"],
  Object.entries(cases).flatMap(([name, { canceler, counts }]) =>
    counts.map((count) => row(name, canceler, count)),
  ),
);
printRatios(results, [["calloff callOffAll", "SDK client-fsx"]]);
console.log(
  `The ratios are of the first ${text(FEW)} tasks. The SDK stops there: all would take it minutes more.`,
);
