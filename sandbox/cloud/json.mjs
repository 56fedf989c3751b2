// JSON with whole numbers of 64 bits, which the vendors send and JavaScript's numbers do not hold.

/** Stands before the digits of a number that is written without quotation marks. */
const MARK = "\u0000";

/** @param {unknown} value in which a bigint is a number */
export const toJson = (value) =>
  JSON.stringify(value, (_, member) => (typeof member === "bigint" ? MARK + member : member)).replace(
    /"\\u0000(-?\d+)"/g,
    "$1",
  );
