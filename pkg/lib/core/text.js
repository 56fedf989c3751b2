// Text to bytes and back, also where a test environment has taken the platform's own coders away, as Jest's jsdom
// does: Node's Buffer is still there.

const { Buffer } = /** @type {any} */ (globalThis);

/** @param {ArrayBufferView} view */
const bufferOf = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength);

class BufferDecoder {
  /** @param {ArrayBufferView} [view] */
  decode(view) {
    return view ? bufferOf(view).toString() : "";
  }
}

class BufferEncoder {
  /** @param {string} text */
  encode(text) {
    return Uint8Array.from(Buffer.from(text));
  }

  /**
   * @param {string} text
   * @param {Uint8Array} view
   */
  encodeInto(text, view) {
    return { read: text.length, written: bufferOf(view).write(text) };
  }
}

export const TextDecoder = /** @type {typeof globalThis.TextDecoder} */ (
  globalThis.TextDecoder ?? BufferDecoder
);
export const TextEncoder = /** @type {typeof globalThis.TextEncoder} */ (
  globalThis.TextEncoder ?? BufferEncoder
);
