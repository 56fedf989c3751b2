// The fast way across the boundary, for what is all strings: one text in, one text out (src/plain.rs).
// Whatever does not fit gives undefined, and goes the general way.
import * as core from "../dist/calloff_bg.js";

/**
 * Adds an object's names and values to the parts; false when a value is neither text nor absent.
 * @param {string[]} parts
 * @param {any} object
 * @param {string} [except] a key to leave to the caller
 */
function pack(parts, object, except) {
  if (typeof object !== "object" || object === null || Array.isArray(object)) return false;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (typeof value === "string") parts.push(key, value);
    else if (value !== undefined && key !== except) return false;
  }
  return true;
}

const encoder = new TextEncoder();
const buffer = new Uint8Array(16_384);

/**
 * The parts as bytes, each with a NUL behind it, then the rest. The bytes are good until the next call.
 * @param {string[]} parts
 * @param {string} [rest]
 */
function encode(parts, rest = "") {
  const text = `${parts.join("\0")}\0${rest}`;
  if (buffer.length < text.length * 3) return encoder.encode(text);
  return buffer.subarray(0, encoder.encodeInto(text, buffer).written);
}

/**
 * Adds reply headers of any kind: Headers, pairs, or a plain object.
 * @param {string[]} parts
 * @param {any} headers
 */
function packHeaders(parts, headers) {
  if (typeof headers?.[Symbol.iterator] !== "function") return pack(parts, headers ?? {});
  for (const [name, value] of headers) {
    if (typeof name !== "string" || typeof value !== "string") return false;
    parts.push(name, value);
  }
  return true;
}

/**
 * Header names, by the text that lists them: there are as many such lists as kinds of request.
 * @type {Map<string, string[]>}
 */
const nameLists = new Map();

/** @param {string} text */
function namesIn(text) {
  let names = nameLists.get(text);
  if (!names) {
    names = text.split(",");
    nameLists.set(text, names);
  }
  return names;
}

/**
 * Takes a text apart that has a mark behind each part.
 * @param {string} text
 * @param {string} mark
 */
function cut(text, mark) {
  let start = 0;
  return {
    part() {
      const end = text.indexOf(mark, start);
      const part = text.slice(start, end);
      start = end + 1;
      return part;
    },
    rest: () => text.slice(start),
  };
}

/**
 * A request, of which every line is a part and the rest is the body, as an object.
 * @param {string} text
 * @returns {import("../index.js").SignedRequest}
 */
function toRequest(text) {
  const { part, rest } = cut(text, "\n");
  const method = /** @type {"POST"} */ (part());
  const url = part();
  /** @type {Record<string, string>} */
  const headers = {};
  for (const name of namesIn(part())) headers[name] = part();
  const body = rest();
  return body ? { method, url, headers, body } : { method, url, headers };
}

/**
 * An outcome's fields, in the order in which the core writes them, as an object.
 * @param {string} text
 * @returns {import("../index.js").Outcome}
 */
function toOutcome(text) {
  const { part } = cut(text, "\0");
  const flag = () => part() === "1";
  const verdict = part();
  /** @type {any} */
  const outcome = { operation: part(), verdict, ok: flag(), httpStatus: Number(part()) };
  const [code, message, requestId] = [part(), part(), part()];
  if (code) outcome.code = code;
  if (message) outcome.message = message;
  if (requestId) outcome.requestId = requestId;
  outcome.retryable = flag();
  const [retryAfterMs, serverTime, advice, docs, id] = [part(), part(), part(), part(), part()];
  if (retryAfterMs) outcome.retryAfterMs = Number(retryAfterMs);
  if (serverTime) outcome.serverTime = Number(serverTime);
  if (id) {
    const [state, rawState, terminal, cancelable] = [part(), part(), flag(), part()];
    outcome.task = { id, state, rawState, terminal, cancelable: cancelable ? cancelable === "1" : null };
  }
  outcome.advice = advice;
  outcome.docs = docs;
  return outcome;
}

/**
 * @param {any} call
 * @param {any} credentials
 * @param {any} options
 */
export function prepare(call, credentials, options) {
  const { now = Date.now(), nonce, trace } = options ?? {};
  if (trace || nonce !== undefined || !(typeof now === "number" || now instanceof Date)) return;
  /** @type {string[]} */
  const parts = [];
  if (!pack(parts, call, "params")) return;
  const strings = parts.length / 2;
  if (!pack(parts, call.params)) return;
  const params = parts.length / 2 - strings;
  if (!pack(parts, credentials)) return;
  const rest = parts.length / 2 - strings - params;
  const bytes = encode(parts);
  try {
    const text = core.preparePlain(bytes, strings, params, rest, Number(now));
    return text && toRequest(text);
  } finally {
    bytes.fill(0); // a secret was in it
  }
}

/**
 * @param {any} call
 * @param {any} reply
 */
export function interpret(call, reply) {
  const { status, headers, body = "", bodyError } = reply;
  if (typeof status !== "number" || typeof body !== "string" || bodyError !== undefined) return;
  /** @type {string[]} */
  const parts = [];
  if (typeof call === "string") parts.push("operation", call);
  else if (!pack(parts, call, "params")) return;
  const strings = parts.length / 2;
  if (call.params && !pack(parts, call.params)) return;
  const params = parts.length / 2 - strings;
  if (!packHeaders(parts, headers)) return;
  const rest = parts.length / 2 - strings - params;
  const text = core.interpretPlain(encode(parts, body), strings, params, rest, status);
  return text && toOutcome(text);
}
