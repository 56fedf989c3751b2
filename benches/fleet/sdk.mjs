// How the AWS SDKs send a request again: small models of their two retry modes, written after what is published.
//
// - Modes and their numbers: "Retry behavior", AWS SDKs and Tools Reference Guide,
//   https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html, with the numbers of November 2026
//   (botocore 1.44, @smithy/core 3.40).
// - Adaptive mode: botocore/retries/{adaptive,throttling,bucket}.py and DefaultRateLimiter in @smithy/core, which do the
//   same: CUBIC (RFC 9438) over a token bucket that is switched on by the first throttled reply.

/** @typedef {import("./time.mjs").PaperTime} PaperTime */

const MAX_ATTEMPTS = 3;
const MAX_DELAY_MS = 20_000;
const BASE_MS = { throttled: 1_000, other: 50 };
const COST = { throttled: 5, other: 14 };
const FULL_QUOTA = 500;

/** Thrown when an SDK gives up: its user sees ThrottlingException, InternalServerError, or a time-out. */
class GaveUp extends Error {}

/** The mode "standard": three attempts, paid for out of a quota that all requests of a client share. */
export class Standard {
  #quota = FULL_QUOTA;

  /** @param {PaperTime} time @param {() => number} random */
  constructor(time, random) {
    this.time = time;
    this.random = random;
  }

  /**
   * @template T
   * @param {() => Promise<T>} attempt
   * @returns {Promise<T>}
   */
  async send(attempt) {
    let cost = 1;
    for (let count = 0; ; count += 1) {
      await this.beforeAttempt();
      const reply = await attempt().catch(() => "lost");
      const isThrottled = reply === "throttled";
      this.afterAttempt(isThrottled);
      if (!isThrottled && reply !== "unavailable" && reply !== "lost") {
        this.#quota = Math.min(this.#quota + cost, FULL_QUOTA);
        return /** @type {T} */ (reply);
      }
      const kind = isThrottled ? "throttled" : "other";
      cost = COST[kind];
      if (count + 1 >= MAX_ATTEMPTS || this.#quota < cost) throw new GaveUp(kind);
      this.#quota -= cost;
      await this.time.sleep(this.random() * Math.min(BASE_MS[kind] * 2 ** count, MAX_DELAY_MS));
    }
  }

  async beforeAttempt() {}

  /** @param {boolean} _isThrottled */
  afterAttempt(_isThrottled) {}
}

const BETA = 0.7;
const SCALE = 0.4;
const SMOOTH = 0.8;
const MIN_RATE = 0.5;
const MIN_CAPACITY = 1;

/** The mode "adaptive": the same, and each attempt waits for a token once anything was throttled. */
export class Adaptive extends Standard {
  #isEnabled = false;
  #tokens = 0;
  #capacity = MIN_CAPACITY;
  #rate = MIN_RATE;
  #filledAt = 0;
  #lastMaxRate = 0;
  #lastThrottleAt = this.#seconds();
  #measuredRate = 0;
  #count = 0;
  #bucketAt = Math.floor(this.#seconds());

  #seconds() {
    return this.time.now / 1000;
  }

  /** @override */
  async beforeAttempt() {
    if (!this.#isEnabled) return;
    this.#fill();
    while (this.#tokens < 1) {
      // A timer waits for a millisecond at least.
      await this.time.sleep(Math.ceil(((1 - this.#tokens) / this.#rate) * 1000));
      this.#fill();
    }
    this.#tokens -= 1;
  }

  /** @override @param {boolean} isThrottled */
  afterAttempt(isThrottled) {
    this.#measure();
    let rate;
    if (isThrottled) {
      this.#lastMaxRate = this.#isEnabled ? Math.min(this.#measuredRate, this.#rate) : this.#measuredRate;
      this.#lastThrottleAt = this.#seconds();
      this.#isEnabled = true;
      rate = this.#lastMaxRate * BETA;
    } else {
      const window = ((this.#lastMaxRate * (1 - BETA)) / SCALE) ** (1 / 3);
      rate = SCALE * (this.#seconds() - this.#lastThrottleAt - window) ** 3 + this.#lastMaxRate;
    }
    rate = Math.min(rate, 2 * this.#measuredRate);
    this.#fill();
    this.#rate = Math.max(rate, MIN_RATE);
    this.#capacity = Math.max(rate, MIN_CAPACITY);
    this.#tokens = Math.min(this.#tokens, this.#capacity);
  }

  #fill() {
    const now = this.#seconds();
    if (this.#filledAt)
      this.#tokens = Math.min(this.#tokens + (now - this.#filledAt) * this.#rate, this.#capacity);
    this.#filledAt = now;
  }

  #measure() {
    const bucket = Math.floor(this.#seconds() * 2) / 2;
    this.#count += 1;
    if (bucket <= this.#bucketAt) return;
    const rate = this.#count / (bucket - this.#bucketAt);
    this.#measuredRate = rate * SMOOTH + this.#measuredRate * (1 - SMOOTH);
    this.#count = 0;
    this.#bucketAt = bucket;
  }
}
