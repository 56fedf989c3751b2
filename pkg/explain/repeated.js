// Texts repeat their words: what one means is found out once.

const MOST_WORDS = 4096;

/** @template T @param {(word: string) => T} read @returns {(word: string) => T} */
export function repeated(read) {
  /** @type {Map<string, { value: T }>} */
  const known = new Map();
  return (word) => {
    const before = known.get(word);
    if (before) return before.value;
    const value = read(word);
    if (known.size < MOST_WORDS) known.set(word, { value });
    return value;
  };
}
