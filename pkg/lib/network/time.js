// Time: the clock that everything in the network layer goes by.
import { abortable } from "../abort.js";

/** @typedef {import("../../index.js").Clock} Clock */

/** The longest that a timer can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

let latest = 0;

/** @type {Clock} */
export const systemClock = {
  // By the wall clock, which goes on while a laptop sleeps, but never back.
  now: () => {
    latest = Math.max(latest, Date.now());
    return latest;
  },
  async sleep(ms, signal) {
    let timer;
    const slept = new Promise((resolve) => {
      // Timers drop fractions, and would wake a little too early.
      timer = setTimeout(resolve, Math.min(Math.ceil(ms), MAX_TIMER_MS));
    });
    try {
      await abortable(slept, signal);
    } finally {
      clearTimeout(timer);
    }
  },
};

/**
 * Calls back after so many milliseconds of real time; what it returns cancels that.
 * @param {() => void} callback
 * @param {number} ms
 */
export function after(ms, callback) {
  const timer = setTimeout(callback, Math.min(ms, MAX_TIMER_MS));
  return () => clearTimeout(timer);
}
