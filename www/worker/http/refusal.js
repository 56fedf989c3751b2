// What a caller got wrong, as the reply tells it: `{ error: { code, message, findings? } }`.

export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {{ findings?: unknown[], headers?: Record<string, string> }} [more]
   */
  constructor(status, code, message, { findings, headers = {} } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.findings = findings;
    this.headers = headers;
  }

  toResponse() {
    const { code, message, findings, status, headers } = this;
    return Response.json({ error: { code, message, ...(findings && { findings }) } }, { status, headers });
  }
}

/** @param {unknown[]} findings */
export const invalid = (findings) =>
  new Refusal(422, "invalid", "The request does not hold what it must: see findings", { findings });
