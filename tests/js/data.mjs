// Everything in tests/vectors and tests/replies, read into plain data, so that it can travel into any runtime.
import { readdirSync, readFileSync } from "node:fs";

const tests = new URL("../", import.meta.url);
const text = (/** @type {string} */ path) => readFileSync(new URL(path, tests), "utf8");
const json = (/** @type {string} */ path) => JSON.parse(text(path));

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
  alibaba: json("vectors/sdk/alibaba.json"),
  huawei: json("vectors/sdk/huawei.json"),
  huaweiPublished: json("vectors/huawei-published.json"),
  replies: readdirSync(new URL("replies", tests)).map((name) => ({
    service: name,
    ...json(`replies/${name}`),
  })),
};
