// A call-off as data, step by step: for what outlives a process.
import * as core from "../dist/calloff_bg.js";
import { guarded } from "./core/boundary.js";
import { invalid } from "./error.js";

/** @typedef {typeof import("../index.js")} Api */

/**
 * What is handed over must be what it is taken for: nothing to do, where there was something, would be a lost task.
 * @param {[path: string, isRight: boolean, expected: string][]} checks
 */
function check(checks) {
  const faults = checks.filter(([, isRight]) => !isRight);
  if (faults.length > 0)
    throw invalid(faults.map(([path, , expected]) => ({ path, code: "type", text: `expected ${expected}` })));
}

/** @param {any} at @returns {[path: string, isRight: boolean, expected: string][]} */
const timeChecks = (at) => [
  ["at.now", Number.isFinite(at?.now) && at.now >= 0, "Unix milliseconds"],
  ["at.random", at?.random === undefined || (at.random >= 0 && at.random <= 1), "a number in 0..1"],
];

/** @param {{ now: number, random?: number }} at */
const moment = ({ now, random = Math.random() }) => /** @type {const} */ ([Math.ceil(now), random]);

/** @type {Api["beginCallOff"]} */
export const beginCallOff = /* @__PURE__ */ guarded((call, limits, at) => {
  check(timeChecks(at));
  return core.beginCallOff(call, limits, ...moment(at), "end");
});

/** @type {Api["planRequests"]} */
export const planRequests = /* @__PURE__ */ guarded((states, host, at, max = Number.POSITIVE_INFINITY) => {
  check([
    ["states", Array.isArray(states), "an array of states"],
    ["max", max >= 0, "a number of 0 or more"],
    ...timeChecks(at),
  ]);
  return core.planRequests(JSON.stringify(states), JSON.stringify(host ?? null), ...moment(at), max);
});

/** @type {Api["takeReply"]} */
export const takeReply = /* @__PURE__ */ guarded((sent, states, reply, host, at) => {
  check([
    ["states", Array.isArray(states), "an array of states"],
    ["reply", typeof reply === "object", "a reply, or null for one that never came"],
    ...timeChecks(at),
  ]);
  const own = JSON.stringify(states);
  return core.takeReply(sent, own, reply, JSON.stringify(host ?? null), ...moment(at));
});
