// What the page reads out of a text from a log, without the page.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseReplyText, statusOf } from "../../www/console/model/reply-text.js";

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

const body = '{"__type":"DataRepositoryTaskEnded","Message":"It has ended."}';
const head = `HTTP/1.1 400 Bad Request\nx-amzn-RequestId: 6e93fe2c\nDate: Thu, 26 Nov 2026 19:52:10 GMT\n`;
const plain = `${head}\n${body}`;
const meter =
  "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n" +
  "                                 Dload  Upload   Total   Spent    Left  Speed\n" +
  "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0" +
  "\r100     7    0     7    0     0    284      0 --:--:-- --:--:-- --:--:--   291";
const sentAt = "19:52:10.719055";
const verbose = (/** @type {string} */ margin) =>
  [
    "* Connected",
    "> POST / HTTP/1.1",
    "> Host: a",
    "> ",
    ...`${head}\n`
      .split("\n")
      .slice(0, -1)
      .map((line) => `< ${line}`),
  ]
    .map((line) => `${margin}${line}`)
    .join("\n");

describe("a reply is read as it is copied", () => {
  const cases = {
    "from a terminal": plain,
    "with the line ends of HTTP": plain.replaceAll("\n", "\r\n"),
    "with the command before it": `$ curl -i \\\n  -d @call.json https://fsx.eu-west-1.amazonaws.com/\n${plain}`,
    "indented, as in a ticket": plain.replace(/^(?=.)/gm, "    "),
    "with curl’s progress before it": `${meter}\n${plain}`,
    "with curl’s progress right before it": `${meter}${plain}`,
    "from curl -v": `${verbose("")}\n{ [62 bytes data]\n* Connection #0 left intact\n${body}`,
    "from curl -v, with the time": `${verbose(`${sentAt} `)}\n${sentAt} { [62 bytes data]\n${body}`,
    "from curl -v, with its progress": `${verbose("")}\n{ [62 bytes data]\n${meter}\n${body}`,
    "from curl -v, with a body over several lines": `${verbose("")}\n{ "__type": "DataRepositoryTaskEnded",\n  "Message": "It has ended." }`,
    "from a browser’s tools": `Request URL: https://fsx.eu-west-1.amazonaws.com/\nStatus Code: 400 Bad Request\nRemote Address: 192.0.2.1:443\n${head.replace(/.*\n/, "")}\n${body}`,
  };
  for (const [name, text] of Object.entries(cases)) {
    it(name, () => {
      const reply = parseReplyText(text);
      assert.equal(reply.status, 400);
      assert.deepEqual(reply.headers, [
        ["x-amzn-requestid", "6e93fe2c"],
        ["date", "Thu, 26 Nov 2026 19:52:10 GMT"],
      ]);
      assert.deepEqual(JSON.parse(reply.body), JSON.parse(body));
    });
  }

  it("what a body quotes is not its status", () => {
    const quoting = '{"Message":"upstream said HTTP/1.1 502 Bad Gateway"}';
    assert.deepEqual(parseReplyText(quoting), { headers: [], body: quoting });
    assert.equal(parseReplyText(`400\n${quoting}`).status, 400);
  });
});

it("a status is three digits, and may have words after it", () => {
  for (const text of ["400", " 400 ", "400 Bad Request", "HTTP/2 400", "Status Code: 400"])
    assert.equal(statusOf(text), 400, text);
  for (const text of ["", "9999", "-1", "4.5e2", "099", "600", "Bad Request"])
    assert.equal(statusOf(text), undefined, text);
});
