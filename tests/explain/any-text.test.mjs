// Total and linear: any text, of any type, in time that grows with its length alone.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkHolds } from "./holds.mjs";
import { mutations } from "./mutations.mjs";
import { explain } from "./package.mjs";

it("mutations of the case texts, and garbage, give an explanation that holds together", () => {
  for (const { text, hint } of mutations(20_261_127, 4000)) {
    try {
      checkHolds(text, explain(text, hint));
    } catch (error) {
      throw new Error(`of ${JSON.stringify({ text, hint })}`, { cause: error });
    }
  }
});

describe("what is no text is an empty one, or what it is as a text", () => {
  const throwing = {
    toString() {
      throw new Error("no");
    },
  };
  const values = [
    undefined,
    null,
    0,
    400,
    true,
    Symbol("s"),
    {},
    [],
    ["DataRepositoryTaskEnded"],
    throwing,
    () => 1,
  ];
  for (const value of [...values, Object.create(null), new Proxy({}, {}), 10n])
    it(typeof value === "object" ? Object.prototype.toString.call(value) : String(value), () => {
      for (const hint of values) {
        const { kind, summary } = explain(/** @type {any} */ (value), /** @type {any} */ (hint));
        assert(kind && summary);
      }
    });

  it("a hint whose operation cannot be read", () => {
    const hint = /** @type {any} */ ({
      get operation() {
        throw new Error("no");
      },
    });
    assert.equal(explain("", hint).kind, "nothing");
  });
});

describe("the time it takes grows with the text alone", () => {
  const error =
    "An error occurred (DataRepositoryTaskEnded) when calling the CancelDataRepositoryTask operation: ended\n";
  const units = {
    "one letter": "x",
    blanks: " ",
    "ends of lines": "\n",
    quotes: '"',
    "escaped quotes": '\\"',
    backslashes: "\\",
    colons: ":",
    braces: "{",
    "nested brackets": '[{"a":',
    "closed brackets": "{}",
    "labels without values": "code:",
    "labels in quotes": '"Code":"Xy",',
    "labels of messages": 'message: "',
    "angle brackets": "<",
    "elements of XML": "<Code>Xy</Code>",
    "errors, line by line": error,
    "errors, on one line": error.replace("\n", " "),
    "JSON, line by line": '{"status":400,"code":"Throttling.User","requestId":"r","message":"m"}\n',
    "HTTP heads": "HTTP/1.1 200 OK\n\n",
    "HTTP heads, on one line": "HTTP/1.1 200 ",
    "request lines": '"POST /task/a1/cancel HTTP/1.1" 404 0\n',
    URLs: "https://fsx.eu-west-1.amazonaws.com/ ",
    ARNs: "arn:aws:fsx:eu-west-1:123456789012:task/task-0123456789abcdef0 ",
    ids: "task-0123456789abcdef0 ",
    secrets: "token: abcdefghijklmnop ",
    "secrets to the end of their line": "authorization: ",
    options: " --task-id x",
    colors: "\x1b[31m",
    "escapes of web pages": "&quot;",
    "replies of cancel calls": '{"Lifecycle":"CANCELING","TaskId":"task-0123456789abcdef0"}\n',
    "rows of tasks": "TASKS\tEXECUTING\ttask-0123456789abcdef0\n",
    "rows of tasks, on one line": "task-0123456789abcdef0\tEXECUTING\t",
    "rows of tasks, each behind its command":
      "$ aws fsx describe-data-repository-tasks\nEXECUTING\ttask-0123456789abcdef0\n",
    "rows of a table": "| task-0123456789abcdef0 | EXECUTING |\n",
    "tasks in YAML": "- TaskId: task-0123456789abcdef0\n  Lifecycle: EXECUTING\n",
    "tasks in XML": "<Task><TaskId>task-38aa8e890f45</TaskId><Status>Executing</Status></Task>",
    "tasks of jq": '{"TaskId":"task-0123456789abcdef0","Lifecycle":"EXECUTING","Type":"x"}\n',
    "lists in JSON": '[["task-0123456789abcdef0","EXECUTING"]]\n',
    bars: "|",
    tabs: "\t",
    "failures of the network": "ECONNRESET ",
    "half surrogate pairs": "\ud800",
  };
  const SMALL = 60_000;
  const TIMES = 8;

  /** @param {string} text */
  const timeOf = (text) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 4; round++) {
      const start = process.cpuUsage();
      explain(text);
      const { user, system } = process.cpuUsage(start);
      best = Math.min(best, user + system);
    }
    return best;
  };

  for (const [name, unit] of Object.entries(units))
    it(name, () => {
      const small = unit.repeat(Math.ceil(SMALL / unit.length));
      const [once, often] = [timeOf(small), timeOf(small.repeat(TIMES))];
      // Quadratic would be 64 times as long.
      assert(
        often < 3 * TIMES * Math.max(once, 1000),
        `${once} µs, then ${often} µs for ${TIMES} times as much`,
      );
    });
});
