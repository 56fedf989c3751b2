// interpretResponse(): of a response it reads so much and no more, whatever the response is.
import { contains, equal, ok } from "./expect.mjs";

/** @typedef {import("./signing-cases.mjs").Case} Case */

const operation = "fsx:CancelDataRepositoryTask";
const accepted = '{"Lifecycle":"CANCELING","TaskId":"task-0123456789abcdef0"}';
const LIMIT = 1_048_576;

/**
 * A stream of these parts, and what became of it.
 * @param {Iterator<string | Uint8Array>} parts
 */
function streamOf(parts) {
  const encoder = new TextEncoder();
  const fate = { pulls: 0, canceled: false };
  const stream = new ReadableStream(
    {
      pull(controller) {
        fate.pulls++;
        const { done, value } = parts.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      },
      cancel() {
        fate.canceled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, fate };
}

function* withoutEnd() {
  const part = " ".repeat(65_536);
  for (;;) yield part;
}

/** What stands in for a response in somebody's test. @param {object} members */
const mock = (members) => /** @type {Response} */ (/** @type {unknown} */ ({ status: 200, ...members }));

/** Responses that all have an accepted cancellation for a body. @type {Record<string, () => Response>} */
const whole = {
  "in one piece": () => new Response(accepted),
  "byte by byte": () =>
    new Response(
      streamOf([...new TextEncoder().encode(accepted)].map((byte) => Uint8Array.of(byte)).values()).stream,
    ),
  "with a byte order mark": () => new Response(`\ufeff${accepted}`),
  "up to the limit": () => new Response(accepted.padEnd(LIMIT)),
  "of a mock that has text() only": () => mock({ text: async () => accepted }),
  "of a mock whose body is no stream of the platform's": () =>
    mock({ body: { pipe() {} }, text: async () => accepted }),
  "of a response behind a proxy": () => {
    const response = new Response(accepted);
    const get = (/** @type {any} */ target, /** @type {string} */ name) =>
      typeof target[name] === "function" ? target[name].bind(target) : target[name];
    return new Proxy(response, { get });
  },
};

/** @type {Case[]} */
const wholeCases = Object.entries(whole).map(([name, respond]) => ({
  name: `a body ${name} is read`,
  async run({ interpretResponse }) {
    const { verdict, task } = await interpretResponse(operation, respond());
    equal(verdict, "accepted", "verdict");
    equal(task?.id, "task-0123456789abcdef0", "task");
  },
}));

/** Responses of which the body is not to be had, and what is said of it. @type {[name: string, () => any, RegExp][]} */
const broken = [
  [
    "that is longer than the limit",
    () => new Response(accepted.padEnd(LIMIT + 1)),
    /longer than 1,048,576 bytes/,
  ],
  [
    "that is longer than the limit, by a mock",
    () => mock({ text: async () => accepted.padEnd(LIMIT + 1) }),
    /longer than/,
  ],
  ["that breaks off", () => new Response(streamOf(brokenOff()).stream), /could not be read to its end/],
  [
    "that is of no bytes",
    () => mock({ body: new ReadableStream({ start: (to) => to.enqueue("text") }) }),
    /could not be read/,
  ],
  ["that is being read", () => lockedResponse(), /could not be read to its end/],
  ["that is no text, by a mock", () => mock({ text: async () => ({}) }), /not given as text/],
  ["that is not there at all", () => mock({}), /could not be read to its end/],
];

function* brokenOff() {
  yield accepted.slice(0, 10);
  throw new Error("connection reset");
}

function lockedResponse() {
  const response = new Response(accepted);
  response.body?.getReader();
  return response;
}

/** @type {Case[]} */
const brokenCases = broken.map(([name, respond, message]) => ({
  name: `a body ${name} is told, and believed in nothing`,
  async run({ interpretResponse }) {
    const outcome = await interpretResponse(operation, respond());
    contains(outcome, { verdict: "unrecognized", httpStatus: 200, task: null }, "outcome");
    ok(message.test(outcome.message ?? ""), `message: ${outcome.message}`);
    ok(outcome.advice.startsWith("The reply broke off"), `advice: ${outcome.advice}`);
  },
}));

/** Responses that lead elsewhere, or come from there. @type {[name: string, respond: () => any, message: RegExp][]} */
const redirects = [
  [
    "a redirect",
    () => new Response("", { status: 307, headers: { location: "https://other.example/" } }),
    /not followed/,
  ],
  [
    "a redirect as browsers show it",
    () => mock({ status: 0, type: "opaqueredirect", body: null, text: async () => "" }),
    /not followed/,
  ],
  [
    "a reply of another address",
    () => mock({ redirected: true, text: async () => accepted }),
    /another address/,
  ],
];

/** @type {Case[]} */
const redirectCases = redirects.map(([name, respond, message]) => ({
  name: `${name} is called what it is`,
  async run({ interpretResponse }) {
    const response = respond();
    const outcome = await interpretResponse(operation, response);
    contains(
      outcome,
      { verdict: "unrecognized", httpStatus: response.status, retryable: false, task: null },
      "outcome",
    );
    ok(message.test(outcome.message ?? ""), `message: ${outcome.message}`);
    ok(/redirected to another address/.test(outcome.advice), `advice: ${outcome.advice}`);
  },
}));

/** @type {Case[]} */
export const responseCases = [
  {
    name: "a reply of another address is believed by no way in",
    run({ interpret }) {
      const reply = /** @type {any} */ ({ status: 200, body: accepted, redirected: true });
      equal(interpret(operation, reply).verdict, "unrecognized", "verdict");
    },
  },
  ...wholeCases,
  ...brokenCases,
  ...redirectCases,
  {
    name: "a body without an end is read up to the limit, and no more is sent for",
    async run({ interpretResponse }) {
      const { stream, fate } = streamOf(withoutEnd());
      const { verdict } = await interpretResponse(operation, new Response(stream));
      equal(verdict, "unrecognized", "verdict");
      ok(fate.canceled, "the rest was not canceled");
      ok(fate.pulls <= 20, `${fate.pulls} parts were sent for`);
    },
  },
  {
    name: "what is no UTF-8 in a body does not keep the rest from being read",
    async run({ interpretResponse }) {
      const bytes = new TextEncoder().encode('{"__type":"BadRequest","Message":"caf?"}');
      bytes[bytes.indexOf(63)] = 0xe9;
      const outcome = await interpretResponse(operation, new Response(bytes, { status: 400 }));
      contains(outcome, { code: "BadRequest", message: "caf\ufffd" }, "outcome");
    },
  },
  {
    name: "a character that two parts share is one",
    async run({ interpretResponse }) {
      const bytes = new TextEncoder().encode('{"__type":"BadRequest","Message":"é"}');
      const place = bytes.indexOf(0xc3) + 1;
      const { stream } = streamOf([bytes.subarray(0, place), bytes.subarray(place)].values());
      equal(
        (await interpretResponse(operation, new Response(stream, { status: 400 }))).message,
        "é",
        "message",
      );
    },
  },
];
