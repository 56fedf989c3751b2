// interpret() against every reply in tests/replies, in each form in which its headers may be given.
import { contains, equal, ok } from "./expect.mjs";

/** @typedef {import("./signing-cases.mjs").Case} Case */

/**
 * Big bodies are written short in the data.
 * @param {string | { prefix?: string, repeat: string, times: number, suffix?: string }} [body]
 */
function expand(body) {
  if (typeof body !== "object" || body === null) return body;
  const { prefix = "", repeat, times, suffix = "" } = body;
  return prefix + repeat.repeat(times) + suffix;
}

/**
 * @param {import("calloff").Outcome} outcome
 * @param {any} expected
 */
function holds(outcome, { messageIncludes = [], messageExcludes = [], ...expected }) {
  contains(outcome, expected, "outcome");
  for (const text of [messageIncludes].flat())
    ok(outcome.message?.includes(text) === true, `message without ${text}: ${outcome.message}`);
  for (const text of [messageExcludes].flat())
    ok(!JSON.stringify(outcome).includes(text), `${text} is told in ${JSON.stringify(outcome)}`);
  ok(outcome.advice.length > 0, "no advice");
  ok(outcome.docs.startsWith("https://"), `docs: ${outcome.docs}`);
}

/**
 * @param {import("./data.mjs").Data["replies"][number]} service
 * @returns {Case[]}
 */
const serviceCases = ({ service, operation, cases }) =>
  cases.map((/** @type {any} */ { name, call = operation, reply, expect }) => ({
    name: `${service}: ${name}`,
    run(/** @type {import("./signing-cases.mjs").Calloff} */ { interpret }) {
      const body = expand(reply.body);
      const whole = { ...reply, ...(body !== undefined && { body }) };
      const outcome = interpret(call, whole);
      equal(outcome.operation, operation, "operation");
      holds(outcome, expect);
      if (!reply.headers) return;
      const pairs = /** @type {[string, string][]} */ (Object.entries(reply.headers));
      equal(interpret(call, { ...whole, headers: pairs }), outcome, "outcome with pairs");
      if (pairs.every(([, value]) => /^[\t\x20-\x7e]*$/.test(value)))
        equal(interpret(call, { ...whole, headers: new Headers(pairs) }), outcome, "outcome with Headers");
    },
  }));

/** @type {(replies: import("./data.mjs").Data["replies"]) => Case[]} */
const responseCases = (replies) =>
  replies.map(({ service, operation, cases: [first] }) => ({
    name: `${service}: a Response is read as its reply is`,
    async run({ interpret, interpretResponse }) {
      const { status, headers, body } = first.reply;
      const outcome = await interpretResponse(operation, new Response(body, { status, headers }));
      equal(outcome, interpret(operation, first.reply), "outcome");
    },
  }));

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
  ...replies.flatMap(serviceCases),
  ...responseCases(replies),
  ...hostileCases,
];
