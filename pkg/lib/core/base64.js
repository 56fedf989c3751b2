// Base64 to bytes, by the fastest means at hand: a cold start waits for it.

/**
 * @param {string} base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function decode(base64) {
  const { Uint8Array: Bytes, Buffer } = /** @type {any} */ (globalThis);
  if (Bytes.fromBase64) return Bytes.fromBase64(base64);
  if (Buffer) return Buffer.from(base64, "base64");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
