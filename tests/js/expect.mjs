// The few assertions that the cases need, for runtimes that have no node:assert.

/** @param {unknown} value */
const show = (value) => (JSON.stringify(value) ?? String(value)).slice(0, 2000);

/**
 * @param {boolean} condition
 * @param {string} message
 */
export function ok(condition, message) {
  if (!condition) throw new Error(message);
}

/**
 * Deep equality for plain data; `where` begins the message.
 * @param {any} actual
 * @param {any} expected
 * @param {string} where
 */
export function equal(actual, expected, where) {
  if (typeof expected !== "object" || expected === null)
    return ok(Object.is(actual, expected), `${where}: expected ${show(expected)}, found ${show(actual)}`);
  ok(typeof actual === "object" && actual !== null, `${where}: expected an object, found ${show(actual)}`);
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  for (const key of keys) equal(actual[key], expected[key], `${where}.${key}`);
}

/**
 * Equality for the keys that are given, and for theirs; null stands for a key that must be absent.
 * @param {any} actual
 * @param {any} expected
 * @param {string} where
 */
export function contains(actual, expected, where) {
  ok(typeof actual === "object" && actual !== null, `${where}: expected an object, found ${show(actual)}`);
  for (const [key, value] of Object.entries(expected)) {
    const at = `${where}.${key}`;
    if (value === null) equal(actual[key], undefined, at);
    else if (typeof value === "object") contains(actual[key], value, at);
    else equal(actual[key], value, at);
  }
}

/**
 * What a function throws.
 * @param {() => unknown} work
 * @returns {any}
 */
export function thrown(work) {
  let result;
  try {
    result = work();
  } catch (error) {
    return error;
  }
  throw new Error(`expected an error, found ${show(result)}`);
}

/**
 * What a promise rejects with.
 * @param {Promise<unknown>} promise
 * @returns {Promise<any>}
 */
export async function rejected(promise) {
  let result;
  try {
    result = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`expected a rejection, found ${show(result)}`);
}
