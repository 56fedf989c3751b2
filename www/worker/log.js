// One line of JSON for each thing worth knowing. No key, token or signature is ever handed in.

/** @param {"info" | "error"} level @param {string} message @param {Record<string, unknown>} [more] */
export const log = (level, message, more = {}) =>
  console[level](JSON.stringify({ level, at: new Date().toISOString(), message, ...more }));
