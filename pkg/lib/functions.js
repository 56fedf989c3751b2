// The functions of the package: each one crosses into the core and back, and turns its refusals into CalloffError.
import * as core from "../dist/calloff_bg.js";
import { readReply } from "./body.js";
import { guarded } from "./core/boundary.js";
import * as plain from "./core/plain.js";

/** @typedef {typeof import("../index.js")} Api */

/**
 * The fast way where it is open, else the general one, which also tells what is wrong.
 * @template {(...args: any[]) => any} F
 * @param {(...args: any[]) => any} fast
 * @param {(...args: any[]) => any} general
 * @returns {F}
 */
function either(fast, general) {
  const inner = guarded(general);
  return /** @type {F} */ (
    (a, b, c) => {
      try {
        const result = fast(a, b, c);
        if (result) return result;
      } catch {
        // A getter or a proxy that threw: the general way says where.
      }
      return inner(a, b, c);
    }
  );
}

/** @type {Api["validate"]} */
export const validate = /* @__PURE__ */ guarded(core.validate);
/** @type {Api["call"]} */
export const call = (operation, rest) => /** @type {any} */ ({ operation, ...rest });
/** @type {Api["build"]} */
export const build = /* @__PURE__ */ guarded(core.build);
/** @type {Api["sign"]} */
export const sign = /* @__PURE__ */ guarded(core.sign);
/** @type {Api["prepare"]} */
export const prepare = /* @__PURE__ */ either(plain.prepare, core.prepare);
/** @type {Api["toRequest"]} */
export const toRequest = /* @__PURE__ */ guarded(core.toRequest);
/** @type {Api["interpret"]} */
export const interpret = /* @__PURE__ */ either(plain.interpret, core.interpret);
/** @type {Api["operations"]} */
export const operations = /* @__PURE__ */ guarded(core.operations);

/** @type {Api["interpretResponse"]} */
export const interpretResponse = async (call, response) => interpret(call, await readReply(response));

/** @type {Api["cancelCallFor"]} */
export const cancelCallFor = /* @__PURE__ */ guarded(core.cancelCallFor);

/** @type {Api["statusCallFor"]} */
export const statusCallFor = /* @__PURE__ */ guarded(core.statusCallFor);
