// Tables of text, whose last column is as wide as it likes.

/** Characters that move the cursor, or turn the text around: what a provider says has no business with those. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** A text as it may be shown on a terminal. @param {string} text */
export const plain = (text) => text.replace(CONTROL, " ");

/**
 * @param {readonly string[]} cells
 * @param {readonly number[]} widths of all columns but the last
 * @param {(cell: string, column: number) => string} [paint]
 */
export const row = (cells, widths, paint = (cell) => cell) =>
  cells
    .map((cell, column) => {
      const text = plain(cell).replaceAll("\n", " ");
      const gap = " ".repeat(
        Math.max((widths[column] ?? 0) + 2 - text.length, column < widths.length ? 2 : 0),
      );
      return paint(text, column) + gap;
    })
    .join("")
    .trimEnd();

/**
 * The lines of a table that is known as a whole.
 * @param {readonly string[][]} rows
 */
export function table(rows) {
  const columns = Math.max(...rows.map((cells) => cells.length)) - 1;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows.map((cells) => row(cells, widths));
}
