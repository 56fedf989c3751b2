// What becomes of a reply on a bad connection.

import { setTimeout as sleep } from "node:timers/promises";

/** A connection that was closed under way: what a `fetch` rejects with, and a server closes its socket for. */
export class ConnectionCut extends TypeError {
  /** @param {string} message */
  constructor(message) {
    super(message, { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
  }
}

/**
 * The first half of a body, and no other.
 *
 * @param {string} body
 */
export function cutBody(body) {
  return inTwoParts(body, async () => {
    throw new ConnectionCut("terminated");
  });
}

/**
 * The first half of a body, and the other when the time is up. A caller that gives up does not leave a timer behind.
 *
 * @param {string} body
 * @param {number} stallMs
 * @param {AbortSignal} signal the caller's
 */
export function slowBody(body, stallMs, signal) {
  return inTwoParts(body, async (canceled) => {
    try {
      await sleep(stallMs, undefined, { signal: AbortSignal.any([signal, canceled]) });
    } catch {
      throw signal.reason ?? canceled.reason;
    }
  });
}

/**
 * @param {string} body
 * @param {(canceled: AbortSignal) => Promise<void>} between what happens half-way
 */
function inTwoParts(body, between) {
  const bytes = new TextEncoder().encode(body);
  const middle = Math.floor(bytes.length / 2);
  const canceled = new AbortController();
  let isHalfWay = middle === 0;
  /** @type {UnderlyingSource} */
  const source = {
    async pull(controller) {
      // An error takes along what nobody has read yet, so it waits until the first half has been.
      if (!isHalfWay) {
        isHalfWay = true;
        controller.enqueue(bytes.subarray(0, middle));
        return;
      }
      await between(canceled.signal);
      if (middle < bytes.length) controller.enqueue(bytes.subarray(middle));
      controller.close();
    },
    cancel: () => canceled.abort(),
  };
  // Nothing happens before somebody reads.
  return new ReadableStream(source, { highWaterMark: 0 });
}
