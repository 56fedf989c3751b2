// One request and its reply. A failure of the network is a reply, too.
import { abortable } from "../abort.js";
import { readReply } from "../body.js";
import { CalloffError, invalid } from "../error.js";
import { whyNoReply } from "./reachable.js";
import { after } from "./time.js";

/** @typedef {import("../../index.js").HttpRequest} HttpRequest */

/** @type {RequestInit} */
const UNCACHED = { cache: "no-store" };
/** @type {RequestInit | undefined} */
let uncached;

/**
 * Frameworks answer `fetch` from a cache of their own, where a task would stay as it was when it was first seen. Older
 * workerd refuses the word itself, and has no such cache.
 */
function withoutCache() {
  try {
    uncached ??= new Request("https://a.example", UNCACHED) && UNCACHED;
  } catch {
    uncached = {};
  }
  return uncached;
}

/**
 * @param {HttpRequest} request
 * @param {typeof globalThis.fetch} fetch
 * @param {number} timeoutMs
 * @param {AbortSignal | undefined} signal
 * @param {import("./reachable.js").Known} pages what is known of the hosts that a page calls
 * @returns {Promise<{ reply: any, error?: unknown, advice?: string | undefined }>} `advice`: where more is known than
 *   the reply tells
 */
export async function exchange({ url, ...init }, fetch, timeoutMs, signal, pages) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const cancel = after(timeoutMs, stop);
  signal?.addEventListener("abort", stop);
  /** @type {Response | undefined} */
  let response;
  try {
    // A redirect is not followed: it would carry what was signed to somewhere else.
    const sent = fetch(url, { ...init, ...withoutCache(), redirect: "manual", signal: controller.signal });
    response = await abortable(sent, controller.signal);
    if (typeof response?.text !== "function")
      throw invalid([
        {
          path: "options.fetch",
          code: "type",
          text: "expected a function that gives a Response, as the standard one does",
        },
      ]);
    if (response.type === "error") throw new TypeError("a network error");
    pages.set(new URL(url).origin, undefined);
    return { reply: await readReply(response, { signal: controller.signal }) };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof CalloffError) throw error;
    const isLate = controller.signal.aborted;
    stop();
    const why = isLate ? undefined : await whyNoReply(url, fetch, pages, signal);
    const bodyError = isLate
      ? `no whole reply came within ${Math.ceil(timeoutMs)} ms`
      : `no reply came: ${why?.fault ?? networkFault(error)}`;
    // Of a reply that broke off, the status and the headers are known.
    const { status = 0, headers } = response ?? {};
    return { reply: { status, ...(headers && { headers }), bodyError }, error, advice: why?.advice };
  } finally {
    cancel();
    signal?.removeEventListener("abort", stop);
  }
}

/** A code as the runtimes write it: ECONNREFUSED, CERT_HAS_EXPIRED, Bun's ConnectionRefused. */
const CODE = /^[A-Za-z][A-Za-z0-9_]{2,59}$/;

/**
 * Why nothing came, as far as the platform says: Node and Bun have a code, browsers say nothing.
 * @param {any} error
 */
function networkFault(error) {
  const code = [error?.cause?.code, error?.code].find((code) => typeof code === "string" && CODE.test(code));
  if (code) return `${code}, on the way to the provider`;
  // Only in a page can it be the browser that keeps the reply back.
  return typeof document === "undefined"
    ? "the network failed"
    : "the network failed, or the page's origin is not allowed to read it";
}
