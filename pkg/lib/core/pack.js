// What goes to the core the fast way: names and values of strings, as one text with a NUL behind each (src/js/plain.rs).
// Each member is read once. What does not fit gives undefined or false, and goes the general way.
import { TextEncoder } from "./text.js";

/** Nobody sends more headers: what has more items may have no end. */
const MAX_HEADERS = 10_000;

export class Pack {
  text = "";
  pairs = 0;

  /**
   * @param {string} name
   * @param {string} value
   */
  add(name, value) {
    this.text += `${name}\0${value}\0`;
    this.pairs++;
  }

  /**
   * Adds a call, its own members before those of `params`, and tells how many there are of each.
   * @param {any} call
   * @returns {{ strings: number, params: number } | undefined}
   */
  addCall(call) {
    if (typeof call === "string") {
      this.add("operation", call);
      return { strings: 1, params: 0 };
    }
    if (!isPlain(call)) return;
    let given;
    for (const name of Object.keys(call)) {
      const value = call[name];
      if (name === "params") given = value;
      else if (name === "variants" && isTexts(value)) this.add(name, value.join(","));
      else if (!this.#addText(name, value)) return;
    }
    const strings = this.pairs;
    if (given !== undefined && !isPlain(given)) return;
    for (const name of Object.keys(given ?? {})) if (!this.#addText(name, given[name])) return;
    return { strings, params: this.pairs - strings };
  }

  /**
   * @param {string} name
   * @param {any} value
   */
  #addText(name, value) {
    if (typeof value === "string") this.add(name, value);
    return typeof value === "string" || value === undefined;
  }

  /**
   * Adds headers of these names, from Headers, pairs, or a plain object.
   * @param {any} headers
   * @param {Set<string>} wanted in lower case
   */
  addHeaders(headers, wanted) {
    if (headers === undefined || headers === null) return true;
    if (typeof headers !== "object") return false;
    if (isPlain(headers)) {
      for (const name of Object.keys(headers))
        if (wanted.has(name.toLowerCase())) this.#addHeader(name, headers[name]);
      return true;
    }
    let count = 0;
    for (const [name, value] of headers) {
      if (++count > MAX_HEADERS) break;
      if (typeof name === "string" && wanted.has(name.toLowerCase())) this.#addHeader(name, value);
    }
    return true;
  }

  /**
   * @param {string} name
   * @param {any} value
   */
  #addHeader(name, value) {
    if (typeof value === "string") this.add(name, value);
  }
}

/**
 * An object that is its members, and no collection that has others.
 * @param {any} value
 */
export const isPlain = (value) => typeof value === "object" && value !== null && !value[Symbol.iterator];

/**
 * @param {any} value
 * @returns {value is string[]}
 */
const isTexts = (value) => Array.isArray(value) && value.every((text) => text && typeof text === "string");

/** @type {InstanceType<typeof TextEncoder> | undefined} */
let encoder;
const buffer = new Uint8Array(16_384);

/**
 * Hands a text to the core as bytes, and leaves none of them behind: there may be a secret among them.
 * @template T
 * @param {string} text
 * @param {(bytes: Uint8Array) => T} use
 */
export function withBytes(text, use) {
  encoder ??= new TextEncoder();
  const bytes =
    buffer.length < text.length * 3
      ? encoder.encode(text)
      : buffer.subarray(0, encoder.encodeInto(text, buffer).written);
  try {
    return use(bytes);
  } finally {
    bytes.fill(0);
  }
}
