// Why a page got no reply. A browser says the same of a host that is out of reach and of one that lets no page read its
// replies; a request that wants nothing read tells the two apart.
import { abortable } from "../abort.js";
import { after } from "./time.js";

/** The longest that this may keep the caller waiting. */
const LIMIT_MS = 3_000;

/**
 * @typedef {{ fault: string, advice?: string }} Reason
 * @typedef {Map<string, Promise<Reason> | undefined>} Known by origin, each asked once; nothing of those that replied
 */

/**
 * Asks only in a page, of another origin, and by the browser's own `fetch`: whoever puts something in its place expects
 * no requests but those that were asked for.
 * @param {string} url that gave no reply
 * @param {typeof globalThis.fetch} fetch
 * @param {Known} known
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Reason | undefined>} rejects only with the signal's reason
 */
export async function whyNoReply(url, fetch, known, signal) {
  const { origin } = new URL(url);
  if (typeof document === "undefined" || !/\[native code\]/.test(`${fetch}`) || origin === location.origin)
    return undefined;
  if (!known.has(origin)) known.set(origin, ask(origin));
  return abortable(known.get(origin), signal);
}

/** @param {string} origin @returns {Promise<Reason>} */
async function ask(origin) {
  const controller = new AbortController();
  const cancel = after(LIMIT_MS, () => controller.abort());
  const { signal } = controller;
  try {
    await fetch(origin, { mode: "no-cors", credentials: "omit", cache: "no-store", signal });
    return {
      fault: "blocked by the browser",
      // Not for certain: a host that lets pages call it can lose a reply just then.
      advice:
        "The host is reachable, but does not let web pages call it: most likely nothing was sent. Send the call from a server.",
    };
  } catch {
    return { fault: "the host is out of reach" };
  } finally {
    cancel();
  }
}
