// Tables and ratios, as text.
import { median, min } from "./rounds.mjs";

/**
 * @param {string[]} head the first column's title, then those of the numbers
 * @param {[string, ...string[]][]} rows
 */
export function printTable(head, rows) {
  const [title = "", ...columns] = head;
  const width = Math.max(...[title, ...rows.map(([name]) => name)].map(({ length }) => length));
  for (const [name = "", ...cells] of [[title, ...columns], ...rows])
    console.log(name.padEnd(width) + cells.map((cell) => cell.padStart(13)).join(""));
}

/**
 * How many times as good as theirs ours is, where less is better.
 * @param {number | undefined} ours
 * @param {number | undefined} theirs
 */
export const times = (ours = Number.NaN, theirs = Number.NaN) => `${(theirs / ours).toFixed(2)} x`;

/**
 * @param {Record<string, number[]>} results
 * @param {(readonly [ours: string, theirs: string])[]} comparisons
 */
export function printRatios(results, comparisons) {
  console.log();
  for (const [ours, theirs] of comparisons) {
    const [own = [], other = []] = [results[ours], results[theirs]];
    const minima = times(min(own), min(other));
    console.log(`${ours} vs ${theirs}: ${times(median(own), median(other))} (minima: ${minima})`);
  }
}
