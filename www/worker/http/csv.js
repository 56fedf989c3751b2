// The record as CSV (RFC 4180).

const COLUMNS = [
  "at",
  "who",
  "what",
  "profile",
  "job",
  "index",
  "operation",
  "attempt",
  "requestId",
  "verdict",
  "httpStatus",
  "code",
  "end",
  "note",
  "call",
];

/** A cell that begins like a formula must not be one for a spreadsheet. @param {unknown} value */
function cell(value) {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value ?? "");
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** @param {Record<string, unknown>} entry */
const line = (entry) => `${COLUMNS.map((name) => cell(entry[name])).join(",")}\r\n`;

/**
 * @param {(before: number | undefined) => Promise<{ entries: any[], cursor?: string }>} read a page of the record
 */
export function csvStream(read) {
  const encoder = new TextEncoder();
  /** @type {number | undefined} */
  let before;
  let hasBegun = false;
  return new ReadableStream({
    async pull(controller) {
      const { entries, cursor } = await read(before);
      const head = hasBegun ? "" : `${COLUMNS.join(",")}\r\n`;
      hasBegun = true;
      const text = head + entries.map(line).join("");
      if (text) controller.enqueue(encoder.encode(text));
      before = Number(cursor);
      if (!cursor) controller.close();
      else if (!text) await this.pull?.(controller);
    },
  });
}
