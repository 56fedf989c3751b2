// What is kept of a reply has an end, however long the texts are that somebody sends.

/** More than anybody reads; a task with a few of them stays far below the 2 MB that D1 takes. */
const MAX_CHARACTERS = 20_000;

/**
 * The same plain data, with long texts cut.
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function brief(value) {
  const text = JSON.stringify(value);
  if (text.length <= MAX_CHARACTERS) return value;
  return JSON.parse(text, (_, part) =>
    typeof part === "string" && part.length > MAX_CHARACTERS ? `${part.slice(0, MAX_CHARACTERS)}…` : part,
  );
}
