// A response as a reply: its body as text up to a limit, and a redirect as what it is.
import { abortable } from "./abort.js";
import { TextDecoder } from "./core/text.js";

/** A page of tasks has a tenth of it. What is longer does not come from a provider, and could fill the memory. */
const MAX_BYTES = 1_048_576;

const BROKEN = "the body could not be read to its end";
const NOT_FOLLOWED = "redirected to another address; not followed";
const FOLLOWED = "the request was redirected, and this is what another address replied";
const REDIRECTS = [301, 302, 303, 307, 308];

/** @param {number} limit */
const tooLong = (limit) =>
  `the body is longer than ${limit.toLocaleString("en")} bytes; the rest was not read`;

/** @typedef {{ body: string, bodyError?: string }} Body `bodyError` says why it is not all of the body */

/** @type {InstanceType<typeof TextDecoder> | undefined} */
let decoder;

/** @param {Uint8Array[]} chunks */
function decode(chunks) {
  decoder ??= new TextDecoder();
  if (chunks.length === 1) return decoder.decode(chunks[0]);
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return decoder.decode(bytes);
}

/**
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 * @param {number} limit
 * @returns {Promise<Body>}
 */
async function readStream(reader, limit) {
  const chunks = [];
  let room = limit;
  let bodyError = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value.subarray(0, room));
      room -= value.length;
      if (room < 0) {
        bodyError = tooLong(limit);
        break;
      }
    }
  } catch {
    bodyError = BROKEN;
  }
  const body = decode(chunks);
  return bodyError ? { body, bodyError } : { body };
}

/**
 * For what has no stream: a response without a body, or what stands in for one in a test.
 * @param {Response} response
 * @param {number} limit
 * @returns {Promise<Body>}
 */
async function readText(response, limit) {
  try {
    const body = (await response.text()) ?? "";
    if (typeof body !== "string") return { body: "", bodyError: "the body was not given as text" };
    return body.length > limit ? { body: body.slice(0, limit), bodyError: tooLong(limit) } : { body };
  } catch {
    return { body: "", bodyError: BROKEN };
  }
}

/**
 * The text of a response's body: UTF-8, with U+FFFD in place of what is none. Not by `text()`, which has no limit, and
 * warns in Workers of every body that is not declared as text.
 * @param {Response} response
 * @param {{ limit?: number, signal?: AbortSignal | undefined }} [options] the limit in bytes
 * @returns {Promise<Body>} rejects only with the signal's reason
 */
export async function readBody(response, options) {
  const { limit = MAX_BYTES, signal } = /** @type {any} */ ({ __proto__: null, ...options });
  if (response.bodyUsed) return { body: "", bodyError: BROKEN };
  const { body: stream } = response;
  if (typeof stream?.getReader !== "function") return abortable(readText(response, limit), signal);
  if (stream.locked) return { body: "", bodyError: BROKEN };
  const reader = stream.getReader();
  try {
    return await abortable(readStream(reader, limit), signal);
  } finally {
    // What is left of it is not sent for. At the end of the stream this does nothing.
    reader.cancel().catch(() => {});
  }
}

/**
 * Why the reply is none of the address that was asked, if so.
 * @param {Response} response
 */
function redirectOf({ redirected, type, status }) {
  if (redirected) return FOLLOWED;
  // A browser shows nothing else of a redirect that it does not follow.
  return type === "opaqueredirect" || REDIRECTS.includes(status) ? NOT_FOLLOWED : undefined;
}

/**
 * What the core takes for a reply.
 * @param {Response} response
 * @param {Parameters<typeof readBody>[1]} [options]
 * @returns {Promise<{ status: number, headers?: Headers, body?: string, bodyError?: string, redirected?: boolean }>}
 *   rejects only with the signal's reason
 */
export async function readReply(response, options) {
  /** @type {Awaited<ReturnType<typeof readReply>>} */
  const reply = { status: 0 };
  try {
    const bodyError = redirectOf(response);
    Object.assign(reply, { status: response.status, headers: response.headers });
    if (bodyError) {
      response.body?.cancel?.().catch(() => {});
      return Object.assign(reply, { redirected: true, bodyError });
    }
    return Object.assign(reply, await readBody(response, options));
  } catch {
    options?.signal?.throwIfAborted();
    return Object.assign(reply, { bodyError: BROKEN });
  }
}
