// Looks into lists without going through all of them.

/**
 * The first of a sorted list that is so, as all after it are.
 * @template T @param {readonly T[]} list @param {(item: T) => boolean} isSo
 */
export function firstWhere(list, isSo) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && isSo(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The first of what may be many.
 * @template T @param {number} most @param {Iterable<T>} all @returns {T[]}
 */
export function upTo(most, all) {
  const first = [];
  for (const one of all) {
    if (first.length >= most) break;
    first.push(one);
  }
  return first;
}
