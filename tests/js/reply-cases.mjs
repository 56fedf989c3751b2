// interpret() against every reply in tests/replies, in each form in which its headers may be given.
import { expand } from "./expand.mjs";
import { contains, equal, ok } from "./expect.mjs";

/** @typedef {import("./signing-cases.mjs").Case} Case */

/**
 * The members that are expected, each of them whole; null stands for one that must be absent.
 * @param {import("calloff").Outcome} outcome
 * @param {any} expected
 * @param {string} operation
 */
function holds(outcome, { messageIncludes = [], messageExcludes = [], ...expected }, operation) {
  equal(outcome.operation, operation, "operation");
  for (const [key, value] of Object.entries(expected))
    equal(/** @type {any} */ (outcome)[key], value ?? undefined, `${operation}: ${key}`);
  for (const text of messageIncludes)
    ok(outcome.message?.includes(text) === true, `${operation}: message without ${text}: ${outcome.message}`);
  for (const text of messageExcludes)
    ok(
      !JSON.stringify(outcome).includes(text),
      `${operation}: ${text} is told in ${JSON.stringify(outcome)}`,
    );
  ok(outcome.advice.length > 0, `${operation}: no advice`);
  ok(outcome.docs.startsWith("https://"), `${operation}: docs: ${outcome.docs}`);
}

/**
 * A case holds for every operation that its file names; the forms of the headers are gone through for the first.
 * @param {import("./data.mjs").Data["replies"][number]} file
 * @returns {Case[]}
 */
const fileCases = ({ path, operations, cases }) =>
  cases.map((/** @type {any} */ written) => ({
    name: `replies/${path}: ${written.name}`,
    run(/** @type {import("./signing-cases.mjs").Calloff} */ { interpret }) {
      const { call = operations[0], reply, expect } = expand(written);
      const outcome = interpret(call, reply);
      holds(outcome, expect, operations[0]);
      for (const operation of operations.slice(1)) holds(interpret(operation, reply), expect, operation);
      if (!reply.headers) return;
      const pairs = /** @type {[string, string][]} */ (Object.entries(reply.headers));
      equal(interpret(call, { ...reply, headers: pairs }), outcome, "outcome with pairs");
      if (pairs.every(([, value]) => /^[\t\x20-\x7e]*$/.test(value)))
        equal(interpret(call, { ...reply, headers: new Headers(pairs) }), outcome, "outcome with Headers");
    },
  }));

/** @type {(replies: import("./data.mjs").Data["replies"]) => Case[]} */
const responseCases = (replies) =>
  replies.map(({ path, operations: [operation], cases: [{ reply }] }) => ({
    name: `replies/${path}: a Response is read as its reply is`,
    async run({ interpret, interpretResponse }) {
      const { status, headers, body } = reply;
      const outcome = await interpretResponse(operation, new Response(body, { status, headers }));
      equal(outcome, interpret(operation, reply), "outcome");
    },
  }));

/** @type {(replies: import("./data.mjs").Data["replies"]) => Case[]} */
const codeCases = (replies) => [
  {
    name: "every documented code of every operation has a reply",
    run({ operations }) {
      for (const { id, errors } of operations()) {
        const codes = new Set(
          replies
            .filter(({ operations }) => operations.includes(id))
            .flatMap(({ cases }) => cases)
            .map((/** @type {any} */ { expect }) => expect.code),
        );
        for (const { code } of errors) ok(codes.has(code), `${id}: no reply with ${code}`);
      }
    },
  },
];

/** @type {Case[]} */
const hostileCases = [
  {
    name: "a body that was read before is a reply nobody can read",
    async run({ interpretResponse }) {
      const response = new Response("{}", { status: 200 });
      await response.text();
      const outcome = await interpretResponse("fsx:CancelDataRepositoryTask", response);
      contains(outcome, { verdict: "unrecognized", ok: false, httpStatus: 200 }, "outcome");
    },
  },
  {
    name: "a body that breaks off is a reply nobody can read",
    async run({ interpretResponse }) {
      const body = new ReadableStream({
        start: (controller) => controller.error(new Error("connection reset")),
      });
      const outcome = await interpretResponse("fsx:CancelDataRepositoryTask", new Response(body));
      contains(outcome, { verdict: "unrecognized", ok: false, httpStatus: 200 }, "outcome");
    },
  },
  ...[
    {},
    { status: Number.NaN },
    { status: -1, body: null },
    { status: 1e99, body: 5 },
    { status: "200", headers: null },
    { status: 200, headers: { a: 1, b: null }, body: {} },
    { status: 200, headers: [["lonely"], [], 5, null], body: [] },
    { status: 500, headers: new Map([["a", "b"]]), body: "\ud800" },
    null,
    undefined,
    "reply",
  ].map((reply, index) => ({
    name: `odd reply ${index} gives an outcome`,
    /** @type {Case["run"]} */
    run({ interpret, operations }) {
      for (const { id } of operations())
        ok(!!interpret(id, /** @type {any} */ (reply)).verdict, `${id}: no verdict`);
    },
  })),
];

/**
 * @param {import("./data.mjs").Data} data
 * @returns {Case[]}
 */
export const replyCases = ({ replies }) => [
  ...replies.flatMap(fileCases),
  ...responseCases(replies),
  ...codeCases(replies),
  ...hostileCases,
];
