// Time: the clock that everything in the network layer goes by.
import { abortable } from "../abort.js";

/** @typedef {import("../../index.js").Clock} Clock */

/** The longest that a timer can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** @type {Clock["sleep"]} */
async function sleep(ms, signal) {
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
}

/**
 * The platform's clock: the wall's, which goes on while a laptop sleeps. When that is set back, time goes on from where
 * it was: whoever waits for a moment must not wait until the wall's clock has come there again.
 * @returns {Clock}
 */
export function systemClock() {
  let wall = 0;
  let ahead = 0;
  return {
    now() {
      const before = wall;
      wall = Date.now();
      ahead += Math.max(before - wall, 0);
      return wall + ahead;
    },
    sleep,
  };
}

/**
 * Calls back after so many milliseconds of real time; what it returns cancels that.
 * @param {() => void} callback
 * @param {number} ms
 */
export function after(ms, callback) {
  const timer = setTimeout(callback, Math.min(ms, MAX_TIMER_MS));
  return () => clearTimeout(timer);
}
