// Whom a page may call: of most vendors it is not known that they allow it, so the page says so before.

/** @import { Outcome } from "calloff" */

/** Seen to answer pages of other origins. */
const OPEN_VENDORS = ["aws"];

const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/;

/** @param {string} endpoint */
export const isOnThisMachine = (endpoint) => LOOPBACK.test(endpoint);

/** @param {string} vendor @param {string} [endpoint] */
export const letsPagesCall = (vendor, endpoint) =>
  endpoint ? isOnThisMachine(endpoint) : OPEN_VENDORS.includes(vendor);

/** Whether a host can be reached, and lets no page call it: the engine finds that out, and says it in words alone. @param {Outcome} outcome */
export const isBlocked = ({ httpStatus, message = "" }) =>
  httpStatus === 0 && message.endsWith("blocked by the browser");
