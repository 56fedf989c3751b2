// send(): one operation over a network that fails in every way there is.
import { contains, equal, ok, rejected } from "../expect.mjs";
import { accepted as acceptedByAll, fsx, services, unavailable } from "./services.mjs";
import { frozen, keys, lost, network, reply, START, told } from "./stub.mjs";

/** @typedef {import("../signing-cases.mjs").Case} Case */

const { call, accepted } = fsx;
const nas = services["nas:CancelDataFlowSubTask"]?.call;
const sfsTurbo = services["sfsturbo:DeleteHpcCacheTask"]?.call;

/* ── Each attempt ── */

/** @param {string} date in the basic format of ISO 8601, or the extended one */
const parseDate = (date) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

/** @type {Case[]} */
const attemptCases = Object.entries(services).flatMap(([operation, { call, date, accepted }]) => [
  {
    name: `${operation}: each attempt is signed afresh, with the time that it is by then`,
    async run({ send, prepare }) {
      const { requests, options } = network([reply(429)], { random: () => 1 });
      await send(call, options);
      equal(
        requests.map(({ headers }) => parseDate(headers[date] ?? "")),
        [START, START + 1000, START + 3000],
        "dates",
      );
      for (const name of ["authorization", ...(date === "x-acs-date" ? ["x-acs-signature-nonce"] : [])])
        equal(new Set(requests.map(({ headers }) => headers[name])).size, 3, `different ${name}`);
      for (const { method, url, headers, body, redirect } of requests) {
        const ClientToken = new URL(url).searchParams.get("ClientToken");
        const sent = ClientToken ? { ...call, params: { ...call.params, ClientToken } } : call;
        const nonce = headers["x-acs-signature-nonce"];
        const now = parseDate(headers[date] ?? "");
        const signed = prepare(sent, keys, { now, ...(nonce && { nonce }) });
        equal({ method, url, headers, body, redirect }, signed, "request");
      }
    },
  },
  {
    name: `${operation}: a call that is answered is sent once, and nobody waits`,
    async run({ send }) {
      const { requests, attempts, slept, options } = network([accepted]);
      const outcome = await send(call, options);
      contains(outcome, { operation, verdict: "accepted", ok: true }, "outcome");
      equal(requests.length, 1, "requests");
      equal(slept, [], "slept");
      equal(Object.keys(attempts[0]).sort(), ["number", "outcome", "request"], "keys of the attempt");
      ok(attempts[0].outcome === outcome, "the attempt's outcome is that of the call");
    },
  },
]);

/** @type {[name: string, options: object, lines: string[]][]} */
const patience = [
  [
    "three attempts unless told otherwise, each delay up to twice the one before",
    {},
    ["1 provider-fault, then 25", "2 provider-fault, then 50", "3 provider-fault"],
  ],
  ["retry: false is one attempt", { retry: false }, ["1 provider-fault"]],
  ["maxAttempts counts the first one, too", { retry: { maxAttempts: 1 } }, ["1 provider-fault"]],
  [
    "no delay is above maxDelayMs",
    { retry: { maxAttempts: 5, maxDelayMs: 60 } },
    [
      "1 provider-fault, then 25",
      "2 provider-fault, then 30",
      "3 provider-fault, then 30",
      "4 provider-fault, then 30",
      "5 provider-fault",
    ],
  ],
  [
    "a random number of 0 is no delay",
    { random: () => 0 },
    ["1 provider-fault, then 0", "2 provider-fault, then 0", "3 provider-fault"],
  ],
];

/** @type {Case[]} */
const patienceCases = patience.map(([name, more, lines]) => ({
  name: `send: ${name}`,
  async run({ send }) {
    const { requests, attempts, slept, options } = network([unavailable], more);
    const outcome = await send(call, options);
    contains(outcome, { verdict: "provider-fault", ok: false, httpStatus: 503 }, "outcome");
    equal(
      told(attempts),
      lines.map((line) => line.replace(" ", ` ${call.operation} `)),
      "attempts",
    );
    equal(requests.length, attempts.length, "requests");
    const delays = attempts.map(({ delayMs }) => delayMs).filter((delay) => delay > 0);
    equal(slept, delays, "what sleep was told");
  },
}));

/** Hints of when to come back: the call, the reply, and the wait. */
const hints = /** @type {[string, any, import("./stub.mjs").Reply, number][]} */ ([
  ["AWS's own, in milliseconds", call, reply(503, {}, { "x-amz-retry-after": "1500" }), 1500],
  ["AWS's own, up to 5 s beyond the delay", call, reply(503, {}, { "x-amz-retry-after": "60000" }), 5025],
  ["Alibaba's own, in milliseconds", nas, reply(429, {}, { "x-acs-retry-after": "2500" }), 2500],
  ["Retry-After in seconds", sfsTurbo, reply(429, {}, { "retry-after": "7" }), 7000],
  [
    "Retry-After as a date, by the provider's clock",
    sfsTurbo,
    reply(503, {}, { date: "Sat, 21 Nov 2026 10:15:30 GMT", "retry-after": "Sat, 21 Nov 2026 10:15:37 GMT" }),
    7000,
  ],
  ["one shorter than the delay", sfsTurbo, reply(429, {}, { "retry-after": "0" }), 500],
]);

/** @type {Case[]} */
const hintCases = [
  ...hints.map(([name, call, hinting, wait]) => ({
    name: `send: a hint is waited for: ${name}`,
    /** @type {Case["run"]} */
    async run({ send }) {
      const { attempts, slept, options } = network([hinting, acceptedByAll]);
      await send(call, options);
      equal(slept, [wait], "slept");
      equal(attempts[0].delayMs, wait, "delay");
    },
  })),
  {
    name: "send: a hint that is longer than any delay is left to the caller",
    async run({ send }) {
      const { requests, slept, options } = network([reply(429, {}, { "retry-after": "3600" })]);
      const outcome = await send(sfsTurbo, options);
      contains(outcome, { verdict: "throttled", retryable: true, retryAfterMs: 3_600_000 }, "outcome");
      equal([requests.length, slept.length], [1, 0], "sent, and slept");
    },
  },
];

/* ── Secrets ── */

const sessionToken = "EXAMPLE/SessionToken+with==chars";
const authToken = "EXAMPLE-IAM-token-MIIFvgYJKoZIhvcNAQcCoIIFrzCC";

/** @type {[string, any, any][]} */
const holders = [
  ...Object.entries(services).map(
    ([operation, { call }]) =>
      /** @type {[string, any, any]} */ ([operation, call, { ...keys, sessionToken }]),
  ),
  ["sfsturbo:DeleteHpcCacheTask", sfsTurbo, { authToken }],
  ["sfsturbo:DeleteHpcCacheTask", sfsTurbo, { token: authToken }],
];

/** @param {any} credentials @returns {[token: string, name: string]} the token that they have, and what it is called */
const tokenOf = ({ sessionToken, token, authToken }) =>
  sessionToken ? [sessionToken, "session token"] : token ? [token, "token"] : [authToken, "authToken"];

/** @type {Case[]} */
const secretCases = holders.map(([operation, call, credentials]) => ({
  name: `${operation}: onAttempt is shown no ${tokenOf(credentials)[1]} and no secret`,
  async run({ send }) {
    const [token] = tokenOf(credentials);
    const { requests, attempts, options } = network([unavailable, lost, fsx.accepted], { credentials });
    await send(call, options);
    equal(attempts.length, 3, "attempts");
    for (const { headers } of requests) ok(Object.values(headers).includes(token), "the token is not sent");
    const shown = JSON.stringify(attempts);
    for (const secret of [token, keys.secretAccessKey]) ok(!shown.includes(secret), `shown: ${shown}`);
    attempts.forEach(({ request }, index) => {
      const { method, url, headers, body, redirect } = requests[index] ?? {};
      equal({ ...request, headers: null }, { method, url, headers: null, body, redirect }, "request");
      equal(Object.keys(request.headers), Object.keys(headers ?? {}), "names of the headers");
      for (const [name, value] of Object.entries(headers ?? {}))
        equal(request.headers[name] === value, value !== token, `${name} is shown as it is`);
    });
  },
}));

/** @type {Case[]} */
const echoCases = holders.map(([operation, call, credentials]) => ({
  name: `${operation}: a reply that echoes the ${tokenOf(credentials)[1]} is not passed on with it`,
  async run({ send }) {
    const [token] = tokenOf(credentials);
    const told = `You sent ${token}, which is no good`;
    const echo = { __type: "BadRequest", Code: "BadRequest", errCode: "SFS.TURBO.0001" };
    const body = { ...echo, Message: told, message: told, errMsg: told };
    const { attempts, updates, options } = network([reply(400, body)], { credentials });
    const outcome = await send(call, options);
    equal(outcome.ok, false, "ok");
    ok(outcome.message?.includes("You sent") === true, `message: ${outcome.message}`);
    const passedOn = JSON.stringify([outcome, attempts, updates]);
    ok(!passedOn.includes(token), `passed on: ${passedOn}`);
  },
}));

/** @type {Case[]} */
const taskEchoCases = [
  {
    name: "a task that failed for a token is not passed on with it",
    async run({ send }) {
      const params = { ...sfsTurbo?.params };
      const call = /** @type {any} */ ({ ...sfsTurbo, operation: "sfsturbo:ShowHpcCacheTask", params });
      const task = { task_id: "t", status: "FAIL", message: `decrypt failed for ${authToken}` };
      const { options } = network([reply(200, task)], { credentials: { authToken } });
      const outcome = await send(call, options);
      equal(outcome.task?.failure, "decrypt failed for ********", "failure");
    },
  },
  {
    name: "a link that holds a token is not passed on with it",
    async run({ send }) {
      const Recommend = `https://api.alibabacloud.com/troubleshoot?q=${sessionToken}`;
      const { options } = network([reply(400, { Code: "X", Recommend })], {
        credentials: { ...keys, sessionToken },
      });
      const { docs } = await send(/** @type {any} */ (nas), options);
      equal(docs, "https://api.alibabacloud.com/troubleshoot?q=********", "docs");
    },
  },
];

/* ── A network that fails ── */

/** Only a page has an origin that may not read a reply. */
const silent =
  typeof document === "undefined"
    ? "no reply came: the network failed"
    : "no reply came: the network failed, or the page's origin is not allowed to read it";

/** @type {Case[]} */
const networkFaultCases = /** @type {[string, object, string][]} */ ([
  [
    "the platform's code",
    { cause: { code: "ENOTFOUND" } },
    "no reply came: ENOTFOUND, on the way to the provider",
  ],
  ["a code of its own", { code: "ECONNREFUSED" }, "no reply came: ECONNREFUSED, on the way to the provider"],
  [
    "Bun's code",
    { code: "ConnectionRefused" },
    "no reply came: ConnectionRefused, on the way to the provider",
  ],
  [
    "a code of TLS",
    { cause: { code: "CERT_HAS_EXPIRED" } },
    "no reply came: CERT_HAS_EXPIRED, on the way to the provider",
  ],
  ["no code", {}, silent],
  ["what is no code", { code: `x ${authToken}` }, silent],
]).map(([name, details, message]) => ({
  name: `a failure of the network is told with ${name}`,
  async run({ send }) {
    const fail = () => Promise.reject(Object.assign(new TypeError("fetch failed"), details));
    const { options } = network([fail]);
    equal((await send(call, { ...options, retry: false })).message, message, "message");
  },
}));

/** A body that stops half-way, and then does what it is told. @param {(controller: any) => void} then */
const halfBody = (then) =>
  new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"Lifecycle":')),
    pull: then,
  });

const never = () => new Promise(() => {});

/** A fetch that ends with its signal, as the platform's does. @param {import("./stub.mjs").Sent} request */
const untilAborted = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

const noReply = { verdict: "provider-fault", httpStatus: 0, retryable: true };
const noBody = { verdict: "unrecognized", httpStatus: 200, retryable: true };

/** @type {[name: string, answer: (request: import("./stub.mjs").Sent) => any, outcome: object][]} */
const failures = [
  ["fetch rejects", lost, noReply],
  ["fetch rejects with nothing", () => Promise.reject(undefined), noReply],
  [
    "fetch throws",
    () => {
      throw new Error("no network here");
    },
    noReply,
  ],
  ["fetch never settles", never, noReply],
  ["fetch ends with its signal", untilAborted, noReply],
  ["a body never ends", async () => new Response(halfBody(never)), noBody],
  [
    "a body never ends, and does not heed its signal",
    async () => ({ status: 200, headers: new Headers(), text: never }),
    noBody,
  ],
  [
    "a body breaks off",
    async () => new Response(halfBody((controller) => controller.error(new Error("connection reset")))),
    noBody,
  ],
  ["a response's text is none", async () => ({ status: 200, text: async () => 5 }), noBody],
  ["a response's headers are none", async () => ({ status: 200, headers: 5, text: async () => "<" }), noBody],
  ["a response is an error", async () => Response.error(), noReply],
];

/** @type {Case[]} */
const failureCases = failures.map(([name, answer, expected]) => ({
  name: `send: ${name}: that is an outcome, and another attempt`,
  async run({ send }) {
    const { requests, attempts, options } = network([answer], { timeoutMs: 40 });
    const outcome = await send(call, options);
    contains(outcome, { ok: false, operation: call.operation, ...expected }, "outcome");
    ok(outcome.advice.length > 0 && outcome.docs.length > 0, "advice and docs");
    equal(requests.length, 3, "requests");
    for (const attempt of attempts) contains(attempt.outcome, expected, "the attempt's outcome");
    const again = network([answer, accepted], { timeoutMs: 40 });
    equal((await send(call, again.options)).verdict, "accepted", "the second attempt");
  },
}));

/** @type {Case[]} */
const networkCases = [
  {
    name: "send: onAttempt is told what fetch threw, and nothing where there was a reply",
    async run({ send }) {
      const error = new TypeError("connection reset");
      const { attempts, options } = network([() => Promise.reject(error), unavailable, accepted]);
      await send(call, options);
      ok(attempts[0].error === error, "the very error");
      equal(
        attempts.map((attempt) => Object.keys(attempt).sort()),
        [
          ["delayMs", "error", "number", "outcome", "request"],
          ["delayMs", "number", "outcome", "request"],
          ["number", "outcome", "request"],
        ],
        "keys",
      );
    },
  },
  {
    name: "send: an attempt that takes too long is called off, and the next has its whole time",
    async run({ send }) {
      const { requests, attempts, options } = network([never, accepted], { timeoutMs: 40 });
      equal((await send(call, options)).verdict, "accepted", "verdict");
      equal(
        requests.map(({ signal }) => signal.aborted),
        [true, false],
        "aborted",
      );
      ok("error" in attempts[0], "no error is told");
      ok(attempts[0].outcome.message.includes("40 ms"), `message: ${attempts[0].outcome.message}`);
    },
  },
  {
    name: "send: no answer comes out of a cache that a framework has put before fetch",
    async run({ send }) {
      // As such a cache is: what is asked for in the same words has the same answer, unless it is told not to look.
      const kept = new Map();
      let states = 0;
      const ask = async (/** @type {string} */ url, /** @type {any} */ { method, cache }) => {
        const key = `${method} ${url}`;
        if (cache !== "no-store" && kept.has(key)) return kept.get(key).clone();
        states += 1;
        const response = new Response(
          JSON.stringify({ task_id: "11abef67", status: states < 3 ? "DOING" : "SUCCESS" }),
        );
        kept.set(key, response.clone());
        return response;
      };
      const look = /** @type {any} */ ({ ...sfsTurbo, operation: "sfsturbo:ShowHpcCacheTask" });
      const params = { ...look.params, task_id: "11abef67" };
      const options = { ...network([]).options, credentials: { authToken }, fetch: ask };
      const found = [];
      for (let looks = 0; looks < 3; looks += 1)
        found.push((await send({ ...look, params }, options)).task?.rawState);
      equal(found, ["DOING", "DOING", "SUCCESS"], "states");
    },
  },
  {
    name: "send: a redirect is not followed, since it would carry what was signed to somewhere else",
    async run({ send }) {
      const elsewhere = reply(307, "", { location: "https://elsewhere.example.com/" });
      const { requests, options } = network([elsewhere]);
      const outcome = await send(call, options);
      equal(outcome.ok, false, "ok");
      for (const { url, redirect } of requests) {
        equal(redirect, "manual", "redirect");
        equal(url, "https://fsx.us-east-1.amazonaws.com/", "url");
      }
    },
  },
  {
    name: "send: fetch is the platform's own, looked up when it is needed",
    async run({ send }) {
      const { fetch } = globalThis;
      const { options } = network([accepted]);
      globalThis.fetch = options.fetch;
      try {
        const outcome = await send(call, { ...options, fetch: undefined });
        equal(outcome.verdict, "accepted", "verdict");
      } finally {
        globalThis.fetch = fetch;
      }
    },
  },
  {
    name: "send: the clock is the platform's, unless it is given",
    async run({ send }) {
      const signedAt = async (/** @type {object} */ more) => {
        const { requests, options } = network([accepted], more);
        await send(call, options);
        return parseDate(requests[0]?.headers[fsx.date] ?? "");
      };
      equal(await signedAt({}), START, "its time");
      ok(Math.abs((await signedAt({ clock: undefined })) - Date.now()) < 60_000, "the platform's time");
    },
  },
  ...[Number.NaN, Number.POSITIVE_INFINITY, "noon", -1, undefined].map((now) => ({
    name: `send: a clock that says ${now} is "invalid", before anything is sent`,
    /** @type {Case["run"]} */
    async run({ send, CalloffError }) {
      const clock = { now: () => now, sleep: async () => {} };
      const { requests, options } = network([accepted], { clock });
      const error = await rejected(send(call, options));
      ok(error instanceof CalloffError && error.code === "invalid", `rejected with ${error}`);
      equal(error.findings[0].path, "options.clock.now()", "path");
      equal(requests.length, 0, "requests");
    },
  })),
  ...[undefined, null, "HTTP/1.1 200 OK", {}, { status: 200 }, 5].map((response) => ({
    name: `send: a fetch that gives ${JSON.stringify(response)} is "invalid" at once: nothing would come of trying again`,
    /** @type {Case["run"]} */
    async run({ send, callOff, CalloffError }) {
      for (const run of [send, callOff]) {
        const { requests, options } = network([async () => response]);
        const error = await rejected(run(call, options));
        ok(error instanceof CalloffError && error.code === "invalid", `rejected with ${error}`);
        equal(error.findings[0].path, "options.fetch", "path");
        equal(requests.length, 1, "requests");
      }
    },
  })),
  {
    name: "send: call and options are left as they are",
    async run({ send, callOff }) {
      const { options } = network([unavailable]);
      for (const { call } of Object.values(services)) {
        const before = JSON.stringify(call);
        const own = Object.freeze({ ...options, credentials: frozen({ ...keys }), retry: frozen({}) });
        await send(call, own);
        await callOff(call, own);
        equal(JSON.stringify(call), before, "call");
      }
    },
  },
  {
    name: "send: any operation can be sent, and has its outcome",
    async run({ send }) {
      const list = { operation: fsx.status, region: "us-east-1", params: {} };
      const { options } = network([unavailable, fsx.shows("EXECUTING")]);
      const outcome = await send(/** @type {any} */ (list), options);
      equal(
        outcome.tasks?.map(({ state }) => state),
        ["running"],
        "states",
      );
    },
  },
];

/* ── The clock ── */

/** @type {Case[]} */
const clockCases = Object.entries(services).flatMap(([operation, { call, date, skewed, accepted }]) => [
  {
    name: `${operation}: a clock that is off is corrected at once`,
    async run({ send }) {
      const { requests, attempts, slept, options } = network([skewed, accepted]);
      const outcome = await send(call, options);
      equal(outcome.verdict, "accepted", "verdict");
      equal(told(attempts), [`1 ${operation} clock-skew, then 0`, `2 ${operation} accepted`], "attempts");
      equal(slept, [], "slept");
      const [first, second] = requests.map(({ headers }) => parseDate(headers[date] ?? ""));
      equal(first, START, "the first date");
      // The provider's clock goes on, too.
      const late = (second ?? 0) - Date.UTC(2026, 10, 21, 11);
      ok(late === 0 || late === 1000, `the second date is ${late} ms after the provider's time`);
    },
  },
  {
    name: `${operation}: a clock that is still off is not corrected twice`,
    async run({ send }) {
      const { attempts, options } = network([skewed], { retry: { maxAttempts: 9 } });
      equal((await send(call, options)).verdict, "clock-skew", "verdict");
      equal(attempts.length, 2, "attempts");
    },
  },
]);

/* ── Idempotency ── */

/** @type {Case[]} */
const tokenCases = Object.entries(services).map(([operation, { call, accepted }]) => ({
  name: `${operation}: ${operation.startsWith("nas:") ? "one ClientToken for all attempts, made where there is none" : "no token that the vendor does not know"}`,
  async run({ send, callOff }) {
    const tokensOf = async (/** @type {any} */ call, run = send) => {
      const { requests, options } = network([unavailable, lost, accepted], { deadlineMs: 0 });
      await run(call, options);
      return requests.map(({ url }) => new URL(url).searchParams.get("ClientToken"));
    };
    const tokens = await tokensOf(call);
    equal(tokens.length, 3, "attempts");
    if (!operation.startsWith("nas:")) return equal(tokens, [null, null, null], "tokens");
    const [token] = tokens;
    ok(/^[\x21-\x7e]{16,64}$/.test(token ?? ""), `a token: ${token}`);
    equal(tokens, [token, token, token], "tokens");
    ok(token !== (await tokensOf(call))[0], "another call has another token");
    const without = { ...call, params: { ...call.params, ClientToken: undefined } };
    ok((await tokensOf(without))[0] !== null, "undefined is none");
    const own = { ...call, params: { ...call.params, ClientToken: "mine" } };
    equal(await tokensOf(own), ["mine", "mine", "mine"], "one's own");
    equal((await tokensOf(own, /** @type {any} */ (callOff)))[0], "mine", "one's own, to the end");
  },
}));

/* ── Credentials ── */

/**
 * Credentials that are given on asking, in order; the last ones for ever.
 * @param {any[]} given
 */
function giver(...given) {
  const asked = { times: 0 };
  const credentials = () => {
    const answer = given[Math.min(asked.times, given.length - 1)];
    asked.times += 1;
    return typeof answer === "function" ? answer() : answer;
  };
  return { asked, credentials };
}

const otherKeys = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: keys.secretAccessKey };

/** @param {import("./stub.mjs").Sent[]} requests */
const keyIds = (requests) =>
  requests.map(({ headers }) => /Credential=([^/]+)/.exec(headers.authorization ?? "")?.[1]);

/** @type {[string, any][]} */
const nonsense = [
  ["nothing", undefined],
  ["null", null],
  ["a text", keys.secretAccessKey],
  ["keys without a secret", { accessKeyId: keys.accessKeyId }],
  ["keys with another member", { ...keys, secret: keys.secretAccessKey }],
];

/** @type {Case[]} */
const credentialCases = [
  {
    name: "send: a credentials function is asked once, however many attempts there are",
    async run({ send }) {
      for (const given of [keys, async () => keys]) {
        const { asked, credentials } = giver(given);
        const { requests, options } = network([unavailable], { credentials });
        await send(call, options);
        equal([asked.times, requests.length], [1, 3], "asked, and sent");
      }
    },
  },
  ...Object.entries(services).map(([operation, { call, expired, accepted }]) => ({
    name: `${operation}: a credentials function is asked again after "unauthenticated", at once`,
    /** @type {Case["run"]} */
    async run({ send }) {
      const { asked, credentials } = giver(keys, async () => otherKeys);
      const { attempts, slept, options } = network([expired, accepted], { credentials });
      equal((await send(call, options)).verdict, "accepted", "verdict");
      equal(
        told(attempts),
        [`1 ${operation} unauthenticated, then 0`, `2 ${operation} accepted`],
        "attempts",
      );
      equal([asked.times, slept.length], [2, 0], "asked, and slept");
    },
  })),
  {
    name: "send: corrections of the clock and of the credentials are not counted as retries",
    async run({ send }) {
      const { credentials } = giver(keys, otherKeys);
      const answers = [unavailable, fsx.expired, unavailable, fsx.skewed, accepted];
      const { attempts, options } = network(answers, { credentials });
      equal((await send(call, options)).verdict, "accepted", "verdict");
      equal(
        attempts.map(({ delayMs }) => delayMs),
        [25, 0, 50, 0, undefined],
        "delays",
      );
    },
  },
  {
    name: "send: what is given the second time is signed with",
    async run({ send }) {
      const { credentials } = giver(keys, otherKeys);
      const { requests, options } = network([fsx.expired, unavailable, accepted], { credentials });
      await send(call, options);
      equal(
        keyIds(requests),
        [keys, otherKeys, otherKeys].map((one) => one.accessKeyId),
        "key ids",
      );
    },
  },
  {
    name: "send: a credentials function is not asked a third time",
    async run({ send }) {
      const { asked, credentials } = giver(keys);
      const { attempts, options } = network([fsx.expired], { credentials, retry: { maxAttempts: 9 } });
      equal((await send(call, options)).verdict, "unauthenticated", "verdict");
      equal([asked.times, attempts.length], [2, 2], "asked, and sent");
    },
  },
  {
    name: "send: credentials that are simply there are not tried again, nor is what is only forbidden",
    async run({ send }) {
      const simple = network([fsx.expired]);
      equal((await send(call, simple.options)).verdict, "unauthenticated", "verdict");
      equal(simple.requests.length, 1, "requests");
      const { asked, credentials } = giver(keys);
      const denied = reply(400, { __type: "AccessDeniedException", Message: "..." });
      const { options } = network([denied], { credentials });
      equal((await send(call, options)).verdict, "forbidden", "verdict");
      equal(asked.times, 1, "asked");
    },
  },
  ...[
    ["throws", () => giver(() => Promise.reject(new Error(keys.secretAccessKey)))],
    [
      "rejects",
      () =>
        giver(() => {
          throw new Error(keys.secretAccessKey);
        }),
    ],
    ["rejects when asked again", () => giver(keys, () => Promise.reject(new Error(keys.secretAccessKey)))],
  ].map(([name, make]) => ({
    name: `send: a credentials function that ${name} is an error "credentials", which does not quote it`,
    /** @type {Case["run"]} */
    async run({ send, CalloffError }) {
      const { credentials } = /** @type {any} */ (make)();
      const error = await rejected(send(call, network([fsx.expired], { credentials }).options));
      ok(error instanceof CalloffError && error.code === "credentials", `rejected with ${error}`);
      ok(!`${error} ${error.stack}`.includes(keys.secretAccessKey), "a secret is told");
    },
  })),
  ...nonsense.flatMap(([name, given]) =>
    [given, () => given, async () => given].map((credentials, index) => ({
      name: `send: ${name} for credentials, ${["as it is", "from a function", "from an async function"][index]}: an error "credentials"`,
      /** @type {Case["run"]} */
      async run({ send, callOff, CalloffError }) {
        for (const run of [send, callOff]) {
          const { requests, options } = network([accepted], { credentials });
          const error = await rejected(run(call, options));
          ok(error instanceof CalloffError && error.code === "credentials", `rejected with ${error}`);
          ok(
            error.findings.length > 0 &&
              error.findings.every((/** @type {any} */ { path }) => path.startsWith("credentials")),
            `findings: ${JSON.stringify(error.findings)}`,
          );
          ok(!`${error} ${error.stack} ${JSON.stringify(error)}`.includes(keys.secretAccessKey), "a secret");
          equal(requests.length, 0, "requests");
        }
      },
    })),
  ),
];

/* ── What makes no sense ── */

/** The path of the finding, and the options that it is found in. */
const senseless = /** @type {[string, any][]} */ ([
  ["options.retry.maxAttempts", { retry: { maxAttempts: 0 } }],
  ["options.retry.maxAttempts", { retry: { maxAttempts: Number.NaN } }],
  ["options.retry.maxAttempts", { retry: { maxAttempts: "3" } }],
  ["options.retry.maxDelayMs", { retry: { maxDelayMs: -1 } }],
  ["options.timeoutMs", { timeoutMs: Number.NaN }],
  ["options.timeoutMs", { timeoutMs: "x" }],
  ["options.timeoutMs", { timeoutMs: -1 }],
]);
const senselessToTheEnd = /** @type {[string, any][]} */ ([
  ["options.deadlineMs", { deadlineMs: "x" }],
  ["options.deadlineMs", { deadlineMs: Number.NaN }],
  ["options.deadlineMs", { deadlineMs: -1 }],
  ["options.pollMs", { pollMs: 0 }],
  ["options.pollMs", { pollMs: "x" }],
  ["options.maxPollMs", { maxPollMs: Number.NaN }],
]);

/** @type {(name: string, operation: "send" | "callOff", call: any, more: any, paths: string[]) => Case} */
const invalidCase = (name, operation, call, more, paths) => ({
  name: `${operation}: ${name}: "invalid", before anything is sent or asked for`,
  async run(calloff) {
    const { asked, credentials } = giver(keys);
    const { requests, options } = network([accepted], { credentials, ...more });
    const error = await rejected(calloff[operation](call, options));
    ok(error instanceof calloff.CalloffError, `rejected with ${error}`);
    equal(error.code, "invalid", "code");
    equal([...new Set(error.findings.map((/** @type {any} */ { path }) => path))].sort(), paths, "paths");
    for (const { severity, message } of error.findings)
      ok(severity === "error" && error.message.includes(message), `message: ${error.message}`);
    equal([requests.length, asked.times], [0, 0], "sent, and asked");
  },
});

/** @param {string} path @param {any} options */
const named = (path, options) => {
  const value = path
    .split(".")
    .slice(1)
    .reduce((object, name) => object[name], options);
  return `${path} of ${typeof value === "string" ? JSON.stringify(value) : value}`;
};

/** @type {Case[]} */
const invalidCases = [
  ...senseless.map(([path, more]) => invalidCase(named(path, more), "send", call, more, [path])),
  ...[...senseless, ...senselessToTheEnd].map(([path, more]) =>
    invalidCase(named(path, more), "callOff", call, more, [path]),
  ),
  .../** @type {("send" | "callOff")[]} */ (["send", "callOff"]).flatMap((operation) => [
    invalidCase("an invalid call", operation, { ...call, params: { TaskId: "", y: 1 } }, {}, [
      "params.TaskId",
      "params.y",
    ]),
    invalidCase("no call at all", operation, undefined, {}, [""]),
    invalidCase("everything at once", operation, call, { retry: { maxAttempts: 0, maxDelayMs: -1 } }, [
      "options.retry.maxAttempts",
      "options.retry.maxDelayMs",
    ]),
  ]),
  invalidCase("a call that cancels nothing", "callOff", { ...call, operation: fsx.status, params: {} }, {}, [
    "operation",
  ]),
  {
    name: "without options, what is missing are the credentials",
    async run({ send, callOff, callOffAll, listTasks, CalloffError }) {
      const list = /** @type {any} */ ({ operation: fsx.status, region: "us-east-1", params: {} });
      const first = (/** @type {AsyncIterable<any>} */ source) => source[Symbol.asyncIterator]().next();
      for (const options of /** @type {any[]} */ ([undefined, null, {}])) {
        /** @type {Record<string, () => Promise<unknown>>} */
        const runs = {
          send: () => send(call, options),
          callOff: () => callOff(call, options),
          listTasks: () => first(listTasks(list, options)),
          callOffAll: async () => {
            const { value } = await first(callOffAll([call], options));
            throw value.error;
          },
        };
        for (const [name, run] of Object.entries(runs)) {
          const error = await rejected(Promise.resolve().then(run));
          ok(error instanceof CalloffError, `${name}: rejected with ${error}`);
          equal(error.code, "credentials", `${name}: code`);
        }
      }
    },
  },
];

export const sendCases = [
  ...attemptCases,
  ...patienceCases,
  ...hintCases,
  ...secretCases,
  ...echoCases,
  ...taskEchoCases,
  ...networkFaultCases,
  ...failureCases,
  ...networkCases,
  ...clockCases,
  ...tokenCases,
  ...credentialCases,
  ...invalidCases,
];
