// A call-off as data, step by step: for what outlives a process.
import * as core from "../dist/calloff_bg.js";
import { guarded } from "./core/boundary.js";

/** @typedef {typeof import("../index.js")} Api */

/** @param {{ now: number, random?: number }} at */
const moment = ({ now, random = Math.random() }) => /** @type {const} */ ([now, random]);

/** @type {Api["beginCallOff"]} */
export const beginCallOff = /* @__PURE__ */ guarded((call, limits, at) =>
  core.beginCallOff(call, limits, ...moment(at), "end"),
);

/** @type {Api["planRequests"]} */
export const planRequests = /* @__PURE__ */ guarded((states, host, at, max = Number.POSITIVE_INFINITY) =>
  core.planRequests(JSON.stringify(states), JSON.stringify(host), ...moment(at), max),
);

/** @type {Api["takeReply"]} */
export const takeReply = /* @__PURE__ */ guarded((sent, states, reply, host, at) =>
  core.takeReply(sent, JSON.stringify(states), reply, JSON.stringify(host), ...moment(at)),
);
