// No secret comes out, however it is labeled, also where the provider's message repeats it without a label.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { explain } from "./package.mjs";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const REPLY = `{"__type":"InvalidSignatureException","message":"the value ${SECRET} is not one of ours"}`;

const labels = [
  "Authorization",
  "X-Auth-Token",
  "X-Subject-Token",
  "x-amz-security-token",
  "x-acs-security-token",
  "X-Security-Token",
  "SecurityToken",
  "X-Amz-Signature",
  "Signature",
  "SecretAccessKey",
  "secret_access_key",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AccessKeySecret",
  "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
  "HUAWEICLOUD_SDK_SK",
  "secretKey",
  "password",
  "Cookie",
];
/** @type {Record<string, (label: string) => string>} */
const forms = {
  JSON: (label) => `{"${label}":"${SECRET}"}`,
  "JSON in JSON": (label) => JSON.stringify({ log: JSON.stringify({ [label]: SECRET }) }),
  "JSON in JSON in JSON": (label) =>
    JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ [label]: SECRET }) }) }),
  "a Python dict": (label) => `{'${label}': '${SECRET}'}`,
  "a header": (label) => `${label}: ${SECRET}`,
  "a header of curl -v": (label) => `> ${label}: ${SECRET}`,
  "a header of curl -H": (label) => `curl -H '${label}: ${SECRET}' https://fsx.eu-west-1.amazonaws.com/`,
  "the environment": (label) => `export ${label}=${SECRET}`,
  "the environment of PowerShell": (label) => `$env:${label}="${SECRET}"`,
  "an option": (label) => `cli --${label} ${SECRET} --task-id task-0123456789abcdef0`,
  "an option with a sign": (label) => `cli --${label}=${SECRET}`,
  "a query": (label) => `https://nas.cn-hangzhou.aliyuncs.com/?${label}=${SECRET}&x=1`,
  "a HAR file": (label) => `{"headers":[{"name":"${label}","value":"${SECRET}"}]}`,
  "a map of Go": (label) => `map[${label}:[${SECRET}] Accept:[*/*]]`,
  "a map of Java": (label) => `{${label}=[${SECRET}], Accept=[*/*]}`,
  YAML: (label) => `  ${label}: "${SECRET}"`,
  XML: (label) => `<${label}>${SECRET}</${label}>`,
};

for (const [form, write] of Object.entries(forms))
  describe(form, () => {
    for (const label of labels)
      it(label, () => {
        const explanation = explain(`${write(label)}\n\n${REPLY}`);
        assert.equal(explanation.outcomes[0]?.verdict, "unauthenticated");
        assert(!JSON.stringify(explanation).includes(SECRET));
      });
  });

it("what pages and tokens of a request are called is no secret", () => {
  const { call } = explain('{"FileSystemId":"cpfs-099394bd928c0001","NextToken":"iWk0AQAAAAAvY2FzZS8="}');
  assert.deepEqual(call?.params, {
    FileSystemId: "cpfs-099394bd928c0001",
    NextToken: "iWk0AQAAAAAvY2FzZS8=",
  });
});
