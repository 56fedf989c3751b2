// What a command is made from: a call with what the catalogue says of it, and the request that it stands for.

import { build, operations } from "calloff";

/** @import { Call, OperationSpec, UnsignedRequest } from "calloff" */
/**
 * @typedef {object} Described
 * @property {Call} call
 * @property {OperationSpec} spec
 * @property {UnsignedRequest} request
 * @property {string} service what stands before the colon of the operation
 * @property {string} name what stands after it
 * @property {string} region the call's own, or else that of the ARN in it
 * @property {URL} [base] where the request goes, if that is not the region's own endpoint
 *
 * @typedef {object} Tool
 * @property {string} id
 * @property {string} label
 * @property {(described: Described) => boolean} canMake
 * @property {(all: Described[]) => string} text
 */

/** @type {Map<string, OperationSpec>} */
const specs = new Map(operations().map((spec) => [spec.id, spec]));

/** @param {Call} call one in which validate() finds no error @returns {Described} */
export function described(call) {
  const [service = "", name = ""] = call.operation.split(":");
  const request = build(call);
  const { signing } = request;
  const region = "region" in signing ? signing.region : call.region;
  const base = call.endpoint ?? (call.variants?.length ? new URL(request.url).origin : undefined);
  return {
    call,
    spec: /** @type {OperationSpec} */ (specs.get(call.operation)),
    request,
    service,
    name,
    region,
    ...(base !== undefined && { base: new URL(base) }),
  };
}

/** A tool that takes a host for an endpoint can keep no path. @param {Described} described */
export const isAtHost = ({ base }) => base === undefined || base.pathname === "/";

/** What a tool that takes a URL is given. @param {URL} base */
export const urlOf = (base) => base.href.replace(/\/$/, "");

/** The parameters that are set, in the catalogue's order. @param {Described} described */
export const parametersOf = ({ call, spec }) =>
  spec.fields
    .map(({ name }) => ({ name, value: /** @type {Record<string, unknown>} */ (call.params)[name] }))
    .filter(({ value }) => value !== undefined);
