// The one class of error that this package throws. Its text is written here or in the core, and never
// taken from an error of the platform: those may quote a header with a token in it.

/** A program can hold two copies of the package, by `import` and by `require`: each knows the other's errors. */
const BRAND = Symbol.for("calloff.CalloffError");

/**
 * `instanceof`, which also takes the errors of another copy; but a class that extends this one has only its own.
 * @this {any} the class
 * @param {any} value
 */
function isInstance(value) {
  const isOwn = Object.prototype.isPrototypeOf.call(this.prototype, value);
  return isOwn || (Object.hasOwn(this.prototype, BRAND) && value?.[BRAND] === true);
}

export class CalloffError extends Error {
  /**
   * @param {string} message
   * @param {{ code?: import("../index.js").CalloffError["code"], findings?: import("../index.js").Finding[] }} [details]
   */
  constructor(message, { code = "internal", findings = [] } = {}) {
    super(message);
    this.name = "CalloffError";
    this.code = code;
    this.findings = findings;
  }

  get [BRAND]() {
    return true;
  }

  static [Symbol.hasInstance] = isInstance;
}

/**
 * What is wrong with what was given.
 * @param {{ path: string, code: import("../index.js").Finding["code"], text: string }[]} faults
 */
export function invalid(faults) {
  const findings = faults.map(({ path, code, text }) => ({
    path,
    code,
    severity: /** @type {const} */ ("error"),
    message: `${path}: ${text}`,
  }));
  return new CalloffError(findings.map(({ message }) => message).join("; "), { code: "invalid", findings });
}
