// Waiting for what is to come about, for as long as that takes on a machine that is busy with something else.
import { setTimeout as sleep } from "node:timers/promises";

/** What has not come about by then never will: a limit that is for a test that hangs, not for a slow machine. */
export const NEVER_MS = 300_000;

/**
 * Looks again and again until it finds something.
 * @template T
 * @param {() => T | Promise<T>} look
 * @param {object} [options]
 * @param {number} [options.everyMs] how often; a request of each look counts against the Worker's limit
 * @param {number} [options.neverMs] after which it will not come about any more
 * @param {() => string} [options.otherwise] what to say of it where that never happens
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(look, { everyMs = 50, neverMs = NEVER_MS, otherwise = () => String(look) } = {}) {
  const end = Date.now() + neverMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`it never came about: ${otherwise()}`);
    await sleep(everyMs);
  }
}
