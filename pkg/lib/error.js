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
