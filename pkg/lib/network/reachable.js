// Why a page got no reply. A browser says the same of a host that is out of reach and of one that lets no page read its
// replies; a request that wants nothing read tells the two apart.
import { abortable } from "../abort.js";
import { after } from "./time.js";

/** The longest that this may keep the caller waiting. */
const LIMIT_MS = 3_000;

/** @typedef {{ fault: string, advice?: string }} Reason */

/**
 * Whether to ask: in a page, of another origin, and by the browser's own `fetch`. Whoever puts something in its place
 * expects no requests but those that were asked for.
 * @param {string} origin
 * @param {typeof globalThis.fetch} fetch
 */
const mayAsk = (origin, fetch) =>
  typeof document !== "undefined" && /\[native code\]/.test(`${fetch}`) && origin !== location.origin;

export class Reachable {
  /** What is known of hosts, by origin; nothing is asked of those that replied. @type {Map<string, Promise<Reason> | undefined>} */
  #hosts = new Map();

  /** This address replied, so that pages may call it. @param {string} url */
  replied(url) {
    this.#hosts.set(new URL(url).origin, undefined);
  }

  /**
   * Asked once for each host.
   * @param {string} url that gave no reply
   * @param {typeof globalThis.fetch} fetch
   * @param {AbortSignal | undefined} signal
   * @returns {Promise<Reason | undefined>} rejects only with the signal's reason
   */
  async why(url, fetch, signal) {
    const { origin } = new URL(url);
    if (!mayAsk(origin, fetch)) return undefined;
    if (!this.#hosts.has(origin)) this.#hosts.set(origin, ask(origin));
    return abortable(/** @type {Promise<Reason>} */ (this.#hosts.get(origin)), signal);
  }
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
