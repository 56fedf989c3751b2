// The one class of error that this package throws. Its text is written here or in the core, and never
// taken from an error of the platform: those may quote a header with a token in it.

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
