// A limit of requests as providers have it: a bucket of tokens for each host, of which a request takes one, and which
// fills up again with time.

/**
 * @param {object} wanted
 * @param {number} wanted.perSecond how many tokens come in
 * @param {number} wanted.burst how many there are at most, and at first
 */
export function openLimit({ perSecond, burst }) {
  /** By host, as of when. @type {Map<string, { tokens: number, at: number }>} */
  const buckets = new Map();
  const limit = {
    perSecond,
    burst,
    /** How many requests it turned down. */
    throttled: 0,
    /**
     * @param {string} host
     * @param {number} now Unix milliseconds
     */
    admits(host, now) {
      const bucket = buckets.get(host) ?? { tokens: burst, at: now };
      buckets.set(host, bucket);
      bucket.tokens = Math.min(burst, bucket.tokens + (perSecond * Math.max(0, now - bucket.at)) / 1000);
      bucket.at = now;
      // Sums of fractions fall a little short.
      const isAdmitted = bucket.tokens > 1 - 1e-9;
      if (isAdmitted) bucket.tokens -= 1;
      else limit.throttled += 1;
      return isAdmitted;
    },
  };
  return limit;
}
