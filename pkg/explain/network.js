// Failures of the network, as curl and the runtimes tell them.
import { literally } from "./pattern.js";
import { NETWORK_FAULTS } from "./words.js";

/** @typedef {{ told: string, sent: boolean, start: number, end: number }} NetworkFault */

const MOST_SIGNS = 200;

const ANY = new RegExp(
  NETWORK_FAULTS.flatMap(({ signs }) => signs.map(literally))
    .sort((a, b) => b.length - a.length)
    .join("|"),
  "g",
);

/** Whether a word is the name of a failure of the network, and so no vendor's code. @param {string} word */
export const isNetworkSign = (word) =>
  NETWORK_FAULTS.some(({ signs }) =>
    signs.some((sign) => sign === word || (sign.length > 8 && word.endsWith(sign))),
  );

/**
 * The most exact failure that a text names.
 * @param {string} text
 * @returns {NetworkFault | undefined}
 */
export function networkFaultIn(text) {
  /** @type {{ rank: number, fault: NetworkFault } | undefined} */
  let best;
  let seen = 0;
  for (const match of text.matchAll(ANY)) {
    if (seen++ > MOST_SIGNS) break;
    const rank = NETWORK_FAULTS.findIndex(({ signs }) => signs.includes(match[0]));
    const known = NETWORK_FAULTS[rank];
    if (!known || (best && best.rank <= rank)) continue;
    const { told, sent } = known;
    best = { rank, fault: { told, sent, start: match.index, end: match.index + match[0].length } };
  }
  return best?.fault;
}
