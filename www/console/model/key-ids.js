// The shapes of the vendors' access key ids, and what people copy along with a key.

/** @import { Vendor } from "./key-blocks.js" */

/** @type {[Vendor, RegExp][]} */
const SHAPES = [
  ["aws", /^A[KS]IA[A-Z0-9]{16}$/],
  ["alibaba", /^(?:LTAI|STS\.)\w+$/],
  ["huawei", /^[A-Z0-9]{20}$/],
];

/** The vendor of a key, by the shape of its id. @param {string} id */
export const vendorOfId = (id) => SHAPES.find(([, shape]) => shape.test(id))?.[0];

/** No vendor's id is as long; secrets are. */
const MIN_SECRET = 30;

/** Whether the id stands where the secret belongs. @param {string} id @param {string} secret */
export const areSwapped = (id, secret) =>
  vendorOfId(id) === undefined &&
  (vendorOfId(secret) !== undefined || (id.length >= MIN_SECRET && secret.length < MIN_SECRET));

/** A variable's name before its value. Keys end in "=" at most, so a name is one only where a value follows. */
const LABEL = /^(?:export\s+|set\s+|\$env:)?[a-z]+(?:_[a-z]+)+\s*[=:]\s*(?=["']?[^=]{4})/i;

/** The value alone: without its variable's name, quotation marks, and characters that cannot be seen. @param {string} text */
export const valueIn = (text) =>
  text
    .replace(/\p{Cf}/gu, "")
    .trim()
    .replace(LABEL, "")
    .replace(/^(["'`])(.*)\1[;,]?$/, "$2")
    .trim();
