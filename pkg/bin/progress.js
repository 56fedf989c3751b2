// How far a call-off is, in one line: a bar, the counts, and the names of the tasks that are waited for.

const BAR = 20;
/** Names that are told at most. */
const MAX_NAMES = 2;

/**
 * @typedef {object} Progress
 * @property {number} total
 * @property {number} ended
 * @property {number} failed ended, but not confirmed
 * @property {number} seconds since the beginning
 * @property {Iterable<string>} waiting ids of the tasks that have not ended
 * @property {ReadonlyMap<string, string>} states what was last seen of them, by id
 */

/**
 * @param {Progress} progress
 * @param {number} columns
 */
export function progressLine({ total, ended, failed, seconds, waiting, states }, columns) {
  const full = total === 0 ? BAR : Math.floor((ended / total) * BAR);
  const bar = `[${"#".repeat(full)}${"-".repeat(BAR - full)}]`;
  const counts = `${ended} of ${total} ended${failed > 0 ? `, ${failed} of them not confirmed` : ""}`;
  const names = [];
  for (const id of waiting) {
    if (names.length === MAX_NAMES) break;
    const state = states.get(id);
    names.push(state ? `${id} (${state})` : id);
  }
  const others = total - ended - names.length;
  const waited =
    names.length > 0 ? `; waiting for ${names.join(", ")}${others > 0 ? ` and ${others} more` : ""}` : "";
  return `${bar} ${seconds} s: ${counts}${waited}`.slice(0, columns);
}
