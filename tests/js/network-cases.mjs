// The network layer, over a network that only exists on paper: see network/.
import { abortCases } from "./network/abort-cases.mjs";
import { callOffAllCases } from "./network/call-off-all-cases.mjs";
import { callOffCases } from "./network/call-off-cases.mjs";
import { echoCases } from "./network/echo-cases.mjs";
import { listAndCancelCases } from "./network/list-cases.mjs";
import { sendCases } from "./network/send-cases.mjs";

/** @typedef {import("./signing-cases.mjs").Case} Case */

const LIMIT_MS = 20_000;

/**
 * What waits for something that never happens fails, and does not take the rest with it.
 * @param {Case} written
 * @returns {Case}
 */
const limited = ({ name, run }) => ({
  name,
  async run(calloff) {
    let timer;
    const limit = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error("it hangs")), LIMIT_MS);
    });
    try {
      await Promise.race([run(calloff), limit]);
    } finally {
      clearTimeout(timer);
    }
  },
});

/** @type {Case[]} */
export const networkCases = [
  ...sendCases,
  ...echoCases,
  ...abortCases,
  ...callOffCases,
  ...callOffAllCases,
  ...listAndCancelCases,
].map(limited);
