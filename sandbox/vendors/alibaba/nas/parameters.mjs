// What all operations of NAS ask of their parameters, and how they answer.

import { refuse } from "../../../cloud/refusal.mjs";

/** The documented error for a missing task names a parameter that this call does not have. */
const MISSING_CODES = { DataFlowTaskId: "TaskId" };
/** @param {Record<string, string | undefined>} ids */
export function checkIds(ids) {
  for (const [name, id = ""] of Object.entries(ids)) {
    if (id === "") refuseMissing(/** @type {Record<string, string>} */ (MISSING_CODES)[name] ?? name);
    if (!/^[\w.*-]+$/.test(id)) refuse("IllegalCharacters");
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function checkBoolean(name, value) {
  if (!/^(true|false)$/i.test(value)) refuseParameter(name);
}

/**
 * @param {string} name
 * @returns {never}
 */
function refuseMissing(name) {
  return refuse(`Missing${name}`, `${name} is mandatory for this action.`);
}

/**
 * @param {string} name
 * @returns {never}
 */
export function refuseParameter(name) {
  return refuse(`Invalid${name}`, `The specified ${name} is invalid.`);
}

/**
 * @param {number} status
 * @param {object} body
 * @returns {import("../../../cloud/types.d.ts").Reply}
 */
export function json(status, body) {
  return {
    status,
    headers: { "content-type": "application/json;charset=utf-8" },
    body: JSON.stringify(body),
  };
}
