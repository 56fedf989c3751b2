// The fast way across the boundary, for what is all strings: one text in, one text out (src/plain.rs).
// Whatever does not fit gives undefined, and goes the general way.
import * as core from "../../dist/calloff_bg.js";

/** @typedef {{ text: string, pairs: number }} Pack names and values, each with a NUL behind it */

/**
 * Adds an object's names and values to a pack; false when a value is neither text nor absent.
 * @param {Pack} into
 * @param {any} object
 * @param {string} [except] a key to leave to the caller
 */
function pack(into, object, except) {
  if (typeof object !== "object" || object === null || object[Symbol.iterator]) return false;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (typeof value === "string") add(into, key, value);
    else if (value !== undefined && key !== except) return false;
  }
  return true;
}

/**
 * @param {Pack} into
 * @param {string} name
 * @param {string} value
 */
function add(into, name, value) {
  into.text += `${name}\0${value}\0`;
  into.pairs++;
}

const encoder = new TextEncoder();
const buffer = new Uint8Array(16_384);

/**
 * A text as bytes, which are good until the next call.
 * @param {string} text
 */
function encode(text) {
  if (buffer.length < text.length * 3) return encoder.encode(text);
  return buffer.subarray(0, encoder.encodeInto(text, buffer).written);
}

/**
 * Adds reply headers of any kind: Headers, pairs, or a plain object.
 * @param {Pack} into
 * @param {any} headers
 */
function packHeaders(into, headers) {
  if (typeof headers?.[Symbol.iterator] !== "function") return pack(into, headers ?? {});
  for (const [name, value] of headers) {
    if (typeof name !== "string" || typeof value !== "string") return false;
    add(into, name, value);
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

/** Takes a text apart that has a mark behind each part. */
class Parts {
  #start = 0;

  /**
   * @param {string} text
   * @param {string} mark
   */
  constructor(text, mark) {
    this.text = text;
    this.mark = mark;
  }

  next() {
    const end = this.text.indexOf(this.mark, this.#start);
    const part = this.text.slice(this.#start, end);
    this.#start = end + 1;
    return part;
  }

  rest() {
    return this.text.slice(this.#start);
  }
}

/**
 * A request, of which every line is a part and the rest is the body, as an object.
 * @param {string} text
 * @returns {import("../../index.js").SignedRequest}
 */
function toRequest(text) {
  const parts = new Parts(text, "\n");
  const method = /** @type {"POST"} */ (parts.next());
  const url = parts.next();
  /** @type {Record<string, string>} */
  const headers = {};
  for (const name of namesIn(parts.next())) headers[name] = parts.next();
  const body = parts.rest();
  return body ? { method, url, headers, body } : { method, url, headers };
}

/**
 * Advice and link, by the field that stands for them: there are as many as the core has.
 * @type {Map<string, { advice: string, docs: string }>}
 */
const wordsByKey = new Map();

/**
 * An outcome's fields, in the order in which the core writes them, as an object; undefined where its fixed words
 * are not known and not in the text.
 * @param {string} operation
 * @param {number} httpStatus
 * @param {string} text
 * @returns {import("../../index.js").Outcome | undefined}
 */
function toOutcome(operation, httpStatus, text) {
  const parts = new Parts(text, "\0");
  const verdict = parts.next();
  const flags = parts.next();
  const requestId = parts.next();
  const code = parts.next();
  const message = parts.next();
  const serverTime = parts.next();
  const retryAfterMs = parts.next();
  /** @type {any} */
  const outcome = { operation, verdict, ok: flags[0] === "1", httpStatus };
  if (code) outcome.code = code;
  if (message) outcome.message = message;
  if (requestId) outcome.requestId = requestId;
  outcome.retryable = flags[1] === "1";
  if (retryAfterMs) outcome.retryAfterMs = Number(retryAfterMs);
  if (serverTime) outcome.serverTime = Number(serverTime);
  if (flags.length > 2)
    outcome.task = {
      id: parts.next(),
      state: parts.next(),
      rawState: parts.next(),
      terminal: flags[2] === "1",
      cancelable: flags.length > 3 ? flags[3] === "1" : null,
    };
  const key = parts.next();
  let words = wordsByKey.get(key);
  if (!words) {
    if (!parts.rest()) return;
    words = { advice: parts.next(), docs: parts.next() };
    wordsByKey.set(key, words);
  }
  outcome.advice = words.advice;
  outcome.docs = words.docs;
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
  const packed = { text: "", pairs: 0 };
  if (!pack(packed, call, "params")) return;
  const strings = packed.pairs;
  if (!pack(packed, call.params)) return;
  const params = packed.pairs - strings;
  if (!pack(packed, credentials)) return;
  const rest = packed.pairs - strings - params;
  const bytes = encode(packed.text);
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
  if (!(status >= 100 && status < 1000 && Number.isInteger(status))) return;
  if (typeof body !== "string" || bodyError !== undefined) return;
  const operation = typeof call === "string" ? call : (call.operation ?? "");
  const packed = { text: "", pairs: 0 };
  if (typeof call === "string") add(packed, "operation", call);
  else if (!pack(packed, call, "params")) return;
  const strings = packed.pairs;
  if (call.params && !pack(packed, call.params)) return;
  const params = packed.pairs - strings;
  if (!packHeaders(packed, headers)) return;
  const rest = packed.pairs - strings - params;
  const text = packed.text + body;
  /** @param {boolean} withWords */
  const ask = (withWords) => core.interpretPlain(encode(text), strings, params, rest, status, withWords);
  const found = ask(false);
  return found && (toOutcome(operation, status, found) ?? toOutcome(operation, status, ask(true) ?? ""));
}
