// Keys out of pasted blocks. All of the keys are examples from the vendors' documentation.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { readKeys } from "./model.mjs";

/** @type {{ name: string, text: string[], keys?: ReturnType<typeof readKeys> }[]} */
const cases = JSON.parse(readFileSync(new URL("keys.json", import.meta.url), "utf8"));

describe("a pasted block", () => {
  for (const { name, text, keys } of cases) it(name, () => assert.deepEqual(readKeys(text.join("\n")), keys));
});

describe("a block that was cut, and one in which lines ran together", () => {
  for (const { name, text } of cases)
    it(`${name}: nothing is read that is not there`, () => {
      const whole = text.join("\n");
      const plain = whole.replaceAll("\\/", "/");
      for (let length = 0; length < whole.length; length += 7)
        for (const part of [
          whole.slice(0, length),
          whole.slice(length),
          whole.replaceAll("\n", " ").slice(length),
        ])
          for (const value of Object.values(readKeys(part)?.credentials ?? {}))
            assert(plain.includes(value), value);
    });
});

describe("a large text is read through", () => {
  // Whatever looked at each part of it more than a few times would take hours.
  const size = 2 ** 20;
  const texts = {
    "one word": "a".repeat(size),
    "names without values": "AWS_ACCESS_KEY_ID ".repeat(size / 18),
    "quotation marks": 'AWS_ACCESS_KEY_ID="'.repeat(size / 19),
    "escapes in quotation marks": `AWS_ACCESS_KEY_ID="${"\\".repeat(size)}`,
    blanks: `AWS_ACCESS_KEY_ID${" ".repeat(size)}=`,
    brackets: "[".repeat(size),
    "a section without an end": `[profile${" ".repeat(size)}`,
    "nested lists": "[".repeat(size / 2) + "]".repeat(size / 2),
    "commas in the first line": `${",".repeat(size)}\n`.repeat(2),
  };
  for (const [name, text] of Object.entries(texts)) it(name, () => assert.equal(readKeys(text), undefined));
  it("many sets of keys", () => {
    const text = "aws_access_key_id=a\naws_secret_access_key=b\naws_access_key_id=c\n".repeat(size / 64);
    assert.deepEqual(readKeys(text)?.credentials, { accessKeyId: "a", secretAccessKey: "b" });
  });
});
