// Whom a page may call: of most vendors it is not known that they allow it, so the page says so before.

/** Seen to answer pages of other origins. */
const OPEN_VENDORS = ["aws"];

const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/;

/** @param {string} endpoint */
export const isOnThisMachine = (endpoint) => LOOPBACK.test(endpoint);

/** @param {string} vendor @param {string} [endpoint] */
export const letsPagesCall = (vendor, endpoint) =>
  endpoint ? isOnThisMachine(endpoint) : OPEN_VENDORS.includes(vendor);

/** Whether anything answers there, whatever it lets a page read. @param {string} url */
export async function isThere(url) {
  try {
    await fetch(new URL(url).origin, { mode: "no-cors", credentials: "omit", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
