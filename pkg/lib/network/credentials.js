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
  #given;

  /** @param {Credentials | (() => Credentials | Promise<Credentials>)} given */
  constructor(given) {
    this.#given = given;
    /** Whether there may be others when these are refused. */
    this.isRenewable = typeof given === "function";
  }

  /** The next request asks for other credentials than these. @param {Credentials | undefined} refused */
  async renew(refused) {
    if (!this.isRenewable || !this.#current) return;
    const asked = this.#current;
    const current = await asked.catch(() => undefined);
    if (current === refused && this.#current === asked) this.#current = undefined;
  }

  /**
   * The credentials, if they come in time.
   * @param {number} timeoutMs
   * @param {AbortSignal | undefined} signal
   * @returns {Promise<Credentials>}
   */
  async get(timeoutMs, signal) {
    if (typeof this.#given !== "function") return this.#given;
    for (;;) {
      const isOwn = this.#current === undefined;
      const given = this.#given;
      this.#current ??= (async () => given())();
      const asked = this.#current;
      try {
        return await within(asked, timeoutMs, signal);
      } catch (error) {
        // Whoever comes next asks anew, and so does everybody else who waited for this.
        if (this.#current === asked && !signal?.aborted) this.#current = undefined;
        if (isOwn || signal?.aborted) throw error;
      }
    }
  }
}

/**
 * @param {Promise<Credentials>} asked
 * @param {number} timeoutMs
 * @param {AbortSignal | undefined} signal
 */
async function within(asked, timeoutMs, signal) {
  /** @type {() => void} */
  let cancel = () => {};
  const late = new Promise((_, reject) => {
    cancel = after(timeoutMs, () =>
      reject(failure(`options.credentials gave none within ${Math.ceil(timeoutMs)} ms`)),
    );
  });
  const answered = asked.catch((cause) => {
    throw failure("options.credentials failed to give any", cause);
  });
  try {
    return /** @type {Credentials} */ (await abortable(Promise.race([answered, late]), signal));
  } finally {
    cancel();
  }
}
