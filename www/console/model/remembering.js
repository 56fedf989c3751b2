// Saves computing again what was computed just now.

/**
 * The function, but for the same arguments as last time it only gives the same result.
 * @template {unknown[]} Args, Result
 * @param {(...args: Args) => Result} compute
 */
export const remembering = (compute) => {
  /** @type {{ args: Args, result: Result } | undefined} */
  let last;
  return (/** @type {Args} */ ...args) => {
    if (!last?.args.every((arg, index) => arg === args[index])) last = { args, result: compute(...args) };
    return last.result;
  };
};
