// Everything in tests/vectors, tests/replies and tests/calls, read into plain data, so that it can travel into any
// runtime.
import { readdirSync, readFileSync } from "node:fs";

const tests = new URL("../", import.meta.url);
const text = (/** @type {string} */ path) => readFileSync(new URL(path, tests), "utf8");
const json = (/** @type {string} */ path) => JSON.parse(text(path));

/**
 * Every file of a folder, and of the folders in it, by its path.
 * @param {string} folder
 */
const jsonFiles = (folder) =>
  readdirSync(new URL(folder, tests), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .sort()
    .map((path) => ({ path: path.replaceAll("\\", "/"), ...json(`${folder}/${path}`) }));

const suite = "vectors/aws-sigv4-suite";

/** @typedef {typeof data} Data */
export const data = {
  suite: readdirSync(new URL(suite, tests)).map((name) => ({
    name,
    context: json(`${suite}/${name}/context.json`),
    request: text(`${suite}/${name}/request.txt`),
    canonicalRequest: text(`${suite}/${name}/header-canonical-request.txt`),
    stringToSign: text(`${suite}/${name}/header-string-to-sign.txt`),
    signature: text(`${suite}/${name}/header-signature.txt`),
  })),
  botocore: json("vectors/sdk/botocore.json"),
  datasync: json("vectors/sdk/datasync.json"),
  alibaba: json("vectors/sdk/alibaba.json"),
  huawei: json("vectors/sdk/huawei.json"),
  oms: json("vectors/sdk/huawei-oms.json"),
  huaweiPublished: json("vectors/huawei-published.json"),
  replies: jsonFiles("replies"),
  calls: jsonFiles("calls"),
};
