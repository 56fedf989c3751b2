// Between the core and the package's users: what the core throws becomes the one class of error.

import { CalloffError } from "../error.js";
import { isRunning } from "./start.js";

/**
 * What the core throws is plain data; anything else that comes out of it is a fault of ours.
 * @param {any} thrown
 */
export function toError(thrown) {
  if (Array.isArray(thrown?.findings)) return new CalloffError(thrown.message, thrown);
  if (!isRunning) return new CalloffError("calloff/slim: call init(source) first");
  return new CalloffError(`A fault inside calloff (${thrown?.name ?? typeof thrown}): please report it`);
}

/**
 * @template {(...args: any[]) => any} F
 * @param {(...args: any[]) => any} inner
 * @returns {F}
 */
export function guarded(inner) {
  return /** @type {F} */ (
    (...args) => {
      try {
        return inner(...args);
      } catch (thrown) {
        throw toError(thrown);
      }
    }
  );
}
