// How large each part of the package may become, in bytes after brotli: scripts/budgets.json. What a page loads grows
// by a little at a time, and nobody sees it. 98,304 is 96 KiB.
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** @type {Record<string, number>} */
const budgets = JSON.parse(readFileSync(new URL("../budgets.json", import.meta.url), "utf8"));

/** @typedef {{ raw: number, gzip: number, brotli: number }} Sizes */

/**
 * Bytes as they are, after gzip -9, and after brotli -11.
 * @param {Uint8Array} bytes
 * @returns {Sizes}
 */
export const sizesOf = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes).length,
});

const digits = (/** @type {number} */ bytes) => bytes.toLocaleString("en");

/**
 * A line a part, with its budget.
 * @param {Record<string, Sizes>} parts
 */
export function table(parts) {
  const row = (/** @type {string[]} */ [name = "", ...cells]) =>
    name.padEnd(14) + cells.map((cell) => cell.padStart(10)).join("");
  const rows = Object.entries(parts).map(([name, { raw, gzip, brotli }]) => {
    const budget = budgets[name];
    return row([name, ...[raw, gzip, brotli].map(digits), budget ? digits(budget) : ""]);
  });
  return [row(["bytes", "raw", "gzip", "brotli", "budget"]), ...rows].join("\n");
}

/**
 * A sentence for each part that is larger than its budget, and for each budget that is no part's.
 * @param {Record<string, Pick<Sizes, "brotli">>} parts
 * @returns {string[]}
 */
export const faults = (parts) =>
  Object.entries(budgets).flatMap(([name, budget]) => {
    const size = parts[name]?.brotli;
    if (size === undefined) return [`scripts/budgets.json: there is no "${name}" in the package.`];
    if (size <= budget) return [];
    const over = digits(size - budget);
    return [
      `${name}: ${digits(size)} bytes after brotli, ${over} more than its budget of ${digits(budget)} (scripts/budgets.json).`,
    ];
  });
