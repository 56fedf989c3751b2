// One request and its reply. A failure of the network is a reply, too.
import { CalloffError, invalid } from "../error.js";
import { abortable, after } from "./time.js";

/** @typedef {import("../../index.js").HttpRequest} HttpRequest */

/**
 * @param {HttpRequest} request
 * @param {typeof globalThis.fetch} fetch
 * @param {number} timeoutMs
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<{ reply: any, error?: unknown }>}
 */
export async function exchange({ url, ...init }, fetch, timeoutMs, signal) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const cancel = after(timeoutMs, stop);
  signal?.addEventListener("abort", stop);
  /** @type {any} */
  const reply = { status: 0 };
  try {
    // A redirect is not followed: it would carry what was signed to somewhere else.
    const sent = fetch(url, { ...init, redirect: "manual", signal: controller.signal });
    const response = await abortable(sent, controller.signal);
    if (typeof response?.text !== "function")
      throw invalid([
        {
          path: "options.fetch",
          code: "type",
          text: "expected a function that gives a Response, as the standard one does",
        },
      ]);
    if (response.status === 0) throw new TypeError("redirected");
    reply.status = response.status;
    reply.headers = response.headers;
    reply.body = await abortable(response.text(), controller.signal);
    return { reply };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof CalloffError) throw error;
    const isLate = controller.signal.aborted;
    stop();
    if (isLate) reply.bodyError = `no whole reply came within ${Math.ceil(timeoutMs)} ms`;
    else if (reply.status) reply.bodyError = "the body could not be read to its end";
    else reply.bodyError = `no reply came: ${networkFault(error)}`;
    return { reply, error };
  } finally {
    cancel();
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * Why nothing came, as far as the platform says: Node has a code, browsers say nothing.
 * @param {any} error
 */
function networkFault(error) {
  const code = error?.cause?.code ?? error?.code;
  return typeof code === "string" && /^[A-Z_]{1,40}$/.test(code)
    ? `${code}, on the way to the provider`
    : "the network failed, or the page's origin is not allowed to read it";
}
