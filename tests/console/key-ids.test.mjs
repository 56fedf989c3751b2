// What somebody types into the fields for keys: the value alone is taken, and swapped fields are told.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { areSwapped, valueIn } from "../../www/console/model/key-ids.js";

const AWS = { id: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
// Of the shape and length that Alibaba Cloud's have.
const ALIBABA = { id: "LTAI5tExampleExampleExam", secret: "ExampleExampleExampleExampleEx" };

describe("the value of a field", () => {
  for (const [typed = "", value = ""] of [
    [AWS.secret, AWS.secret],
    [`AWS_SECRET_ACCESS_KEY=${AWS.secret}`, AWS.secret],
    [`export AWS_SECRET_ACCESS_KEY="${AWS.secret}"`, AWS.secret],
    [` "${AWS.id}", `, AWS.id],
    [`\u200B${AWS.id}\uFEFF`, AWS.id],
    ["abc_def==", "abc_def=="],
  ])
    it(JSON.stringify(typed), () => assert.equal(valueIn(typed), value));
});

describe("swapped fields are told", () => {
  for (const { id, secret } of [AWS, ALIBABA])
    it(id, () => {
      assert.ok(areSwapped(secret, id));
      assert.ok(!areSwapped(id, secret));
    });
});
