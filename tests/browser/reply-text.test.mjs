// What the page reads out of a text from a log, without the page.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseReplyText } from "../../www/console/reply-text.js";

describe("a large log is read in no time", () => {
  const cases = [
    { name: "many headers", text: `HTTP/1.1 200 OK\n${"a: b\n".repeat(262_144)}`, headers: 262_144 },
    { name: "many heads", text: "HTTP/1.1 200 OK\n\n".repeat(65_536), headers: 0 },
    { name: "many marked lines", text: `< HTTP/1.1 200 OK\n${"< a: b\n".repeat(131_072)}`, headers: 131_072 },
    { name: "a line without an end", text: `HTTP/1.1 200 OK\n\n${"1: ".repeat(349_525)}`, headers: 0 },
  ];
  for (const { name, text, headers } of cases) {
    it(name, () => {
      const start = performance.now();
      const reply = parseReplyText(text);
      assert.ok(performance.now() - start < 1000);
      assert.deepEqual([reply.status, reply.headers.length], [200, headers]);
    });
  }
});
