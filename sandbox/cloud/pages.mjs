// Pages of a list: a token says after which entry the next page goes on, and to which query it belongs. What leaves
// or joins the list in between neither hides another entry nor shows one twice.

import { createHash } from "node:crypto";

/**
 * @template {{ number: number }} Entry
 * @param {(after: number) => Iterable<Entry>} entriesAfter those after a number, in the order of their numbers; it may
 *   give others before them
 * @param {object} wanted
 * @param {number} wanted.size
 * @param {string | undefined} wanted.token as a page before gave it
 * @param {unknown} wanted.query what the pages of one list have in common
 * @param {(entry: Entry) => boolean} [wanted.keep]
 * @returns {{ page: Entry[], next: string | undefined } | undefined} undefined when the token is none of this query
 */
export function turnPage(entriesAfter, { size, token, query, keep = () => true }) {
  const name = createHash("sha256").update(JSON.stringify(query)).digest("hex").slice(0, 16);
  const after = token === undefined ? 0 : placeIn(token, name);
  if (after === undefined) return undefined;
  const page = [];
  for (const entry of entriesAfter(after)) {
    if (entry.number <= after || !keep(entry)) continue;
    if (page.length === size) return { page, next: tokenFor(name, page.at(-1)?.number ?? 0) };
    page.push(entry);
  }
  return { page, next: undefined };
}

/**
 * @param {string} name
 * @param {number} place
 */
const tokenFor = (name, place) => Buffer.from(`${name}:${place}`).toString("base64");

/**
 * @param {string} token
 * @param {string} name
 */
function placeIn(token, name) {
  const place = Number(
    Buffer.from(token, "base64")
      .toString()
      .slice(name.length + 1),
  );
  return tokenFor(name, place) === token ? place : undefined;
}
