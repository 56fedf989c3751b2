// Who may reach the cloud from a browser: it is for this machine alone, and its control calls for its own pages alone.

const LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"];
const LOOPBACK_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Anybody can point a name of their own at 127.0.0.1: a page under that name would share its origin with the cloud. */
export const notLoopback = `expected one of these hosts: ${LOOPBACK_HOSTS.join(", ")}\n`;

/** @param {URL} url as the caller calls it */
export const isLoopback = ({ hostname }) => LOOPBACK_HOSTS.includes(hostname);

/** May a page on this origin read the services' replies? @param {string | null} origin */
export const mayRead = (origin) => origin !== null && LOOPBACK_ORIGIN.test(origin);

/**
 * Why a control call is refused: a page from elsewhere can send here, too, but has no business here.
 *
 * @param {Request} request
 * @returns {{ status: number, error: string } | undefined}
 */
export function refusalOfControl({ url, headers }) {
  const own = new URL(url);
  if (!isLoopback(own)) return { status: 421, error: notLoopback.trim() };
  const origin = headers.get("origin");
  if (origin !== null && origin !== own.origin) {
    return { status: 403, error: `expected no Origin, or ${own.origin}; found ${origin}` };
  }
  // A navigation, an image or a script comes without an Origin.
  const site = headers.get("sec-fetch-site") ?? "none";
  if (origin === null && !["none", "same-origin"].includes(site)) {
    return { status: 403, error: `expected a page of ${own.origin}; found Sec-Fetch-Site: ${site}` };
  }
  return undefined;
}
