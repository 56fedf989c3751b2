// Credentials that may have to be asked for: one request serves everybody who waits, but its failure is only the
// failure of whoever made it.
import { abortable } from "../abort.js";
import { CalloffError } from "../error.js";
import { after } from "./time.js";

/** @typedef {import("../../index.js").Credentials} Credentials */

/** @param {string} text @param {unknown} [cause] */
function failure(text, cause) {
  const error = new CalloffError(text, { code: "credentials" });
  if (cause !== undefined) error.cause = cause;
  return error;
}

export class CredentialsSource {
  /** The request that is under way or was answered. @type {Promise<Credentials> | undefined} */
  #current;
  /** What it was answered with last. @type {Credentials | undefined} */
  #answered;
  #given;

  /** @param {Credentials | (() => Credentials | Promise<Credentials>)} given */
  constructor(given) {
    this.#given = given;
    /** Whether there may be others when these are refused. */
    this.isRenewable = typeof given === "function";
  }

  /**
   * The next request asks for other credentials than these.
   * @param {Credentials | undefined} refused
   */
  renew(refused) {
    if (refused === undefined || this.#answered !== refused) return;
    this.#current = undefined;
    // Others that were refused the same ones wait for the next, too.
    this.#answered = undefined;
  }

  /**
   * The credentials, if they come in time.
   * @param {number} timeoutMs
   * @param {AbortSignal | undefined} signal
   * @returns {Promise<Credentials>}
   */
  async get(timeoutMs, signal) {
    if (typeof this.#given !== "function") return this.#given;
    const isLate = deadline(timeoutMs);
    try {
      for (;;) {
        const isOwn = this.#current === undefined;
        const given = this.#given;
        this.#current ??= (async () => given())();
        const asked = this.#current;
        try {
          const answered = await abortable(Promise.race([asked, isLate.promise]), signal);
          this.#answered = answered;
          return answered;
        } catch (cause) {
          // Whoever comes next asks anew, and so does everybody else who waited for this.
          if (this.#current === asked && !signal?.aborted) this.#current = undefined;
          if (signal?.aborted || cause instanceof CalloffError) throw cause;
          if (isOwn) throw failure("options.credentials failed to give any", cause);
        }
      }
    } finally {
      isLate.cancel();
    }
  }
}

/**
 * A promise that is rejected after so long.
 * @param {number} timeoutMs
 */
function deadline(timeoutMs) {
  /** @type {() => void} */
  let cancel = () => {};
  /** @type {Promise<never>} */
  const promise = new Promise((_, reject) => {
    cancel = after(timeoutMs, () =>
      reject(failure(`options.credentials gave none within ${Math.ceil(timeoutMs)} ms`)),
    );
  });
  return { promise, cancel };
}
