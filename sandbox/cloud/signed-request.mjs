// What signature schemes read alike from a request that was signed.

import { createHash } from "node:crypto";

/** @param {string} body */
export const sha256 = (body) => createHash("sha256").update(body).digest("hex");

/**
 * The headers that a signature lists; one that is listed but absent is left out, so that the signature fails.
 *
 * @param {import("./types.d.ts").Call} call
 * @param {string[]} names
 * @returns {Record<string, string>}
 */
export function headersNamed(call, names) {
  const sent = [...call.headers, ["host", call.url.host]];
  return Object.fromEntries(sent.filter(([name = ""]) => names.includes(name)));
}

/**
 * @param {URL} url
 * @returns {Record<string, string | string[]>}
 */
export function queryOf(url) {
  const keys = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(
    keys.map((key) => {
      const values = url.searchParams.getAll(key);
      return [key, values.length === 1 ? /** @type {string} */ (values[0]) : values];
    }),
  );
}

/**
 * @param {import("./types.d.ts").Users} users
 * @param {string} accessKeyId
 * @param {string | null} sessionToken
 */
export function findUser(users, accessKeyId, sessionToken) {
  for (const [name, keys] of Object.entries(users)) {
    if (!("accessKeyId" in keys) || keys.accessKeyId !== accessKeyId) continue;
    if ((keys.sessionToken ?? null) === sessionToken) return { name, keys };
  }
  return undefined;
}

const BASIC_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * "20150830T123600Z" to Unix milliseconds, NaN for anything else.
 *
 * @param {string} text
 */
export const parseBasicTime = (text) =>
  BASIC_TIME.test(text) ? Date.parse(text.replace(BASIC_TIME, "$1-$2-$3T$4:$5:$6Z")) : Number.NaN;

/** @param {number} time Unix milliseconds */
export const basicTime = (time) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
