// One request over the network, and the reply as calloff reads it: null where none came.

/** As much of a reply as is ever read. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Lets so many through at once. The others wait here, where no time limit runs against them. */
export class Gate {
  #free;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {number} max */
  constructor(max) {
    this.#free = max;
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   */
  async pass(work) {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

/**
 * @param {import("calloff").HttpRequest} request
 * @param {number} timeoutMs
 * @returns {Promise<import("calloff").Reply | null>}
 */
export async function exchange({ url, ...init }, timeoutMs) {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    // A redirect is not followed: it would carry what was signed to somewhere else.
    const response = await fetch(url, { ...init, redirect: "manual", signal });
    const body = await textOf(response);
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch {
    // A body that broke off tells no more than a reply that never came.
    return null;
  }
}

/** @param {Response} response */
async function textOf({ body }) {
  if (!body) return "";
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for await (const chunk of /** @type {any} */ (body)) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) break;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
