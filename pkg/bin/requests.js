// A request as it may be shown: complete but for what makes it work.
import { prepare } from "calloff";

const MASK = "********";

/**
 * @param {import("calloff").Call} call
 * @param {import("calloff").Credentials} credentials
 */
export function shownRequest(call, credentials) {
  const { method, url, headers, body } = prepare(call, credentials);
  const shown = Object.entries(headers).map(([name, value]) => {
    if (name === "authorization") return [name, value.replace(/(Signature=|^Bearer ).*/, `$1${MASK}`)];
    return [name, /-(security|auth)-token$/.test(name) ? MASK : value];
  });
  return { method, url, headers: Object.fromEntries(shown), ...(body && { body }) };
}

/** The same as a text. @param {ReturnType<typeof shownRequest>} request */
export function requestText({ method, url, headers, body }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...lines, ...(body ? ["", body] : []), ""].join("\n");
}
