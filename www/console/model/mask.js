// Hides secrets in whatever is about to be shown.

const hidden = "••••••••";

/** Shorter texts are not secrets yet, and would blank out innocent letters while one is being typed. */
const shortestSecret = 8;

/** @param {string[]} secrets */
export const masker = (secrets) => {
  // The longest first: one may begin like another.
  const long = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .sort((left, right) => right.length - left.length);
  return {
    /** @param {string} text */
    text: (text) => long.reduce((masked, secret) => masked.replaceAll(secret, hidden), text),
    /** A header that carries a token is hidden whole, also while the token is still being typed.
     *  @param {Record<string, string> | [string, string][]} headers */
    headers(headers) {
      const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
      return pairs.map(([name, value]) => `${name}: ${/token$/i.test(name) ? hidden : this.text(value)}`);
    },
  };
};

/** @typedef {ReturnType<typeof masker>} Masker */
