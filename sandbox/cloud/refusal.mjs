// The way out of a call that a service turns down: thrown anywhere, shaped by the service.

export class Refusal extends Error {
  /**
   * @param {string} code the vendor's error code
   * @param {string} [message] instead of the one in the service's table of errors
   * @param {Record<string, unknown>} [details] further members of the error's body
   */
  constructor(code, message, details) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/**
 * @param {string} code
 * @param {string} [message]
 * @param {Record<string, unknown>} [details]
 * @returns {never}
 */
export function refuse(code, message, details) {
  throw new Refusal(code, message, details);
}
