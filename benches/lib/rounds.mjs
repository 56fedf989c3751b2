// Fair on a shared machine: rounds, in each of which every case has its turn, every other round backwards.

/**
 * @template T
 * @param {number} count
 * @param {Record<string, T>} cases
 * @param {(of: T) => number | Promise<number>} measure
 * @returns {Promise<Record<string, number[]>>} per case its measurements in ascending order
 */
export async function measureInRounds(count, cases, measure) {
  const measured = Object.entries(cases).map(([name, of]) => ({
    name,
    of,
    samples: /** @type {number[]} */ ([]),
  }));
  for (let round = 0; round < count; round++)
    for (const { of, samples } of round % 2 ? measured.toReversed() : measured)
      samples.push(await measure(of));
  return Object.fromEntries(measured.map(({ name, samples }) => [name, samples.sort((a, b) => a - b)]));
}

/**
 * By nearest rank.
 * @param {number[]} ascending
 * @param {number} fraction 0 is the minimum, 0.5 the median
 */
const quantile = (ascending, fraction) =>
  ascending[Math.max(0, Math.ceil(ascending.length * fraction) - 1)] ?? Number.NaN;

/** @param {number[]} ascending */
export const median = (ascending) => quantile(ascending, 0.5);
/** @param {number[]} ascending */
export const min = (ascending) => quantile(ascending, 0);
/** @param {number[]} ascending */
export const p90 = (ascending) => quantile(ascending, 0.9);
