// What programs and attackers hand over: each member is read once, what was read is what is used, and what was not
// asked for decides nothing.
import { equal, ok, thrown } from "./expect.mjs";

/** @typedef {import("./signing-cases.mjs").Case} Case */

const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const temporary = { ...keys, sessionToken: "EXAMPLE/SessionToken+with==chars" };
const now = Date.UTC(2026, 10, 21);
const operation = "snow-device-management:CancelTask";
const call = { operation, region: "us-west-2", params: { taskId: "AAAAAAAA" } };
const replyHeaders = {
  "x-amzn-requestid": "12345678-1234-abcd-5678-0123456789abc",
  date: "Sat, 21 Nov 2026 10:15:30 GMT",
  "retry-after": "5",
};
const body = '{"taskId":"AAAAAAAA"}';

/**
 * A copy of an object, and of those in it, that counts how often each member is read.
 * @param {any} object
 * @param {string} path
 * @param {Map<string, number>} reads
 * @returns {any}
 */
function counting(object, path, reads) {
  if (
    typeof object !== "object" ||
    object === null ||
    ![Object.prototype, null].includes(Object.getPrototypeOf(object))
  )
    return object;
  const copy = {};
  for (const [name, value] of Object.entries(object)) {
    const place = `${path}.${name}`;
    const inner = counting(value, place, reads);
    const get = () => {
      reads.set(place, (reads.get(place) ?? 0) + 1);
      return inner;
    };
    Object.defineProperty(copy, name, { enumerable: true, get });
  }
  return copy;
}

/** @param {Map<string, number>} reads */
function readOnce(reads) {
  for (const [place, count] of reads) equal(count, 1, `reads of ${place}`);
}

/* ── Requests ── */

/** What a program has at hand, and what comes of it: the fast way would be left by a second read. */
const requests = {
  "a key": [call, keys, { now }],
  "a temporary key": [call, temporary, { now }],
  "credentials of an AWS SDK provider": [
    call,
    {
      ...temporary,
      expiration: new Date(now),
      accountId: "123456789012",
      credentialScope: undefined,
      $source: { CREDENTIALS_STS_ASSUME_ROLE: "i" },
    },
    { now },
  ],
  "an endpoint": [{ ...call, endpoint: "https://gateway.example.com/base" }, keys, { now }],
  variants: [{ ...call, variants: ["fips", "dualstack"] }, keys, { now }],
  "members that are undefined": [
    { ...call, endpoint: undefined, variants: undefined, params: { ...call.params, other: undefined } },
    { ...keys, sessionToken: undefined },
    { now, nonce: undefined, trace: undefined },
  ],
  "a Date": [call, keys, { now: new Date(now) }],
};

/** @type {Case[]} */
const requestCases = Object.entries(requests).map(([name, given]) => ({
  name: `a request of ${name} is the same by every way, and reads each member once`,
  run({ prepare, sign, build }) {
    const [made, credentials, options] = /** @type {[any, any, any]} */ (given);
    /** @type {Map<string, number>} */
    const reads = new Map();
    const fast = prepare(
      counting(made, "call", reads),
      counting(credentials, "credentials", reads),
      counting(options, "options", reads),
    );
    readOnce(reads);
    equal(fast, sign(build(made), credentials, options), "request");
  },
}));

/**
 * A Date that does something else as soon as it is looked at.
 * @param {() => void} work
 */
const dateThat = (work) => {
  const look = (/** @type {number} */ time) => ({
    value() {
      work();
      return time;
    },
  });
  return Object.defineProperties(new Date(now), { getTime: look(now), [Symbol.toPrimitive]: look(0) });
};

/** @type {Case[]} */
const hostileRequestCases = [
  {
    name: "what a time does while it is read changes nothing in the request",
    run({ prepare, interpret }) {
      const late = dateThat(() => {
        prepare(/** @type {any} */ ({ ...call, params: { taskId: "BBBBBBBB" } }), temporary, { now: 0 });
        interpret(operation, { status: 200, body: JSON.stringify({ taskId: "BBBBBBBB" }) });
      });
      const expected = prepare(/** @type {any} */ (call), keys, { now });
      for (const trace of [false, true]) {
        const { url, headers } = prepare(/** @type {any} */ (call), keys, { now: late, trace });
        equal(url, expected.url, "url");
        equal(headers, expected.headers, "headers");
      }
    },
  },
  {
    name: "a call that is another one at each look is signed as it was checked",
    run({ prepare, CalloffError }) {
      for (const text of ["AAAAAAAA", "..", "a/b", 5]) {
        let looks = 0;
        const params = {
          get taskId() {
            return looks++ === 0 ? text : "BBBBBBBB";
          },
        };
        let path = "refused";
        try {
          path = new URL(prepare(/** @type {any} */ ({ ...call, params }), keys).url).pathname;
        } catch (error) {
          ok(error instanceof CalloffError, `threw ${error}`);
        }
        ok(["/task/AAAAAAAA/cancel", "/task/BBBBBBBB/cancel", "refused"].includes(path), path);
      }
    },
  },
  {
    name: "keys that are changed in their object are signed with as they are now",
    run({ prepare }) {
      const changing = { ...temporary };
      const request = (/** @type {any} */ credentials) =>
        prepare(/** @type {any} */ (call), credentials, { now });
      const first = request(changing);
      equal(request(changing), first, "the same keys");
      changing.secretAccessKey += "X";
      const second = request(changing);
      ok(second.headers.authorization !== first.headers.authorization, "the old secret still signs");
      equal(second, request({ ...changing }), "other secret");
      const { sessionToken, ...lasting } = changing;
      equal(request(lasting).headers["x-amz-security-token"], undefined, "token");
    },
  },
  {
    name: "a hundred keys in turn are not mixed up",
    run({ prepare, sign, build }) {
      const unsigned = build(/** @type {any} */ (call));
      for (const round of [0, 1])
        for (let index = 0; index < 100; index++) {
          const credentials = { ...keys, accessKeyId: `AKID${index}` };
          const { headers } = prepare(/** @type {any} */ (call), credentials, { now });
          equal(headers, sign(unsigned, credentials, { now }).headers, `headers ${index}, round ${round}`);
        }
    },
  },
  {
    name: "only what is text can be a key or a token",
    run({ prepare, CalloffError }) {
      for (const name of ["accessKeyId", "secretAccessKey", "sessionToken"])
        for (const value of [5, true, {}, [], new Date(0), () => "x", Symbol("x"), 5n]) {
          const credentials = /** @type {any} */ ({ ...temporary, [name]: value });
          const error = thrown(() => prepare(/** @type {any} */ (call), credentials));
          ok(
            error instanceof CalloffError && error.code === "credentials",
            `${name} ${typeof value}: ${error}`,
          );
        }
    },
  },
  {
    name: "what credentials have besides is not looked at",
    run({ prepare }) {
      const odd = {
        ...keys,
        get expiration() {
          throw new Error("not yet known");
        },
      };
      equal(
        prepare(/** @type {any} */ (call), odd, { now }),
        prepare(/** @type {any} */ (call), keys, { now }),
        "",
      );
    },
  },
];

/* ── Replies ── */

const plain = { status: 503, headers: replyHeaders, body };
const noise = { "set-cookie": ["a=b", "c=d"], "content-length": 60, via: undefined, server: "Server" };

/** @type {Record<string, any>} */
const replies = {
  "a plain object": plain,
  "names in capitals": {
    ...plain,
    headers: Object.fromEntries(
      Object.entries(replyHeaders).map(([name, value]) => [name.toUpperCase(), value]),
    ),
  },
  "headers as Node has them": { ...plain, headers: { ...noise, ...replyHeaders } },
  Headers: { ...plain, headers: new Headers({ ...replyHeaders, server: "Server" }) },
  pairs: { ...plain, headers: Object.entries({ ...noise, ...replyHeaders }) },
  "a Map": { ...plain, headers: new Map(Object.entries({ ...noise, ...replyHeaders })) },
  "members that are undefined": { ...plain, bodyError: undefined, redirected: undefined },
};

/** @type {Case[]} */
const replyShapeCases = Object.entries(replies).map(([name, reply]) => ({
  name: `a reply of ${name} means the same by every way, and each member is read once`,
  run({ interpret }) {
    const expected = interpret(operation, plain);
    equal(expected.requestId, replyHeaders["x-amzn-requestid"], "request id");
    equal(expected.retryAfterMs, 5000, "hint");
    /** @type {Map<string, number>} */
    const reads = new Map();
    equal(interpret(operation, counting(reply, "reply", reads)), expected, "outcome");
    readOnce(reads);
    const general = interpret(/** @type {any} */ ({ ...call, other: 1 }), reply);
    equal(general, expected, "outcome of a call in another form");
  },
}));

function* withoutEnd() {
  for (;;) yield ["x-other", "1"];
}

/** @type {Case[]} */
const hostileReplyCases = [
  {
    name: "headers without an end come to one",
    run({ interpret, sign, CalloffError }) {
      /** @type {unknown[]} */
      const sparse = [];
      sparse.length = 2 ** 32 - 1;
      for (const headers of [sparse, withoutEnd()]) {
        const reply = /** @type {any} */ ({ status: 200, headers, body: "{}" });
        ok(!!interpret(operation, reply).verdict, "no verdict");
      }
      const signing = { scheme: "aws-sigv4", service: "s", region: "r" };
      const request = { method: "GET", url: "https://a.example/", headers: withoutEnd(), signing };
      const error = thrown(() => sign(/** @type {any} */ (request), keys));
      ok(error instanceof CalloffError && error.findings[0]?.path === "headers", `threw ${error}`);
    },
  },
  {
    name: "a header that no object can hold is not signed",
    run({ sign, CalloffError }) {
      const signing = { scheme: "aws-sigv4", service: "s", region: "r" };
      for (const headers of [JSON.parse('{"__proto__":"1"}'), [["__PROTO__", "1"]]]) {
        const request = { method: "GET", url: "https://a.example/", headers, signing };
        const error = thrown(() => sign(/** @type {any} */ (request), keys, { now }));
        ok(error instanceof CalloffError && error.findings[0]?.code === "unsafe", `threw ${error}`);
      }
    },
  },
  {
    name: "headers that throw are none, and so is a reply that does",
    run({ interpret }) {
      const throws = () => {
        throw new Error("not to be had");
      };
      const expected = interpret(operation, { status: 200, body });
      for (const headers of [
        new Proxy({}, { ownKeys: throws, get: throws }),
        new Proxy(new Headers(replyHeaders), {}),
        { [Symbol.iterator]: throws },
        Object.defineProperty({}, "date", { enumerable: true, get: throws }),
      ])
        equal(interpret(operation, /** @type {any} */ ({ status: 200, headers, body })), expected, "outcome");
      const proxy = new Proxy({}, { get: throws, has: throws });
      equal(interpret(operation, /** @type {any} */ (proxy)).httpStatus, 0, "status");
    },
  },
];

/* ── What somebody put on every object ── */

/** @type {Record<string, unknown>} */
const pollution = {
  now: 0,
  nonce: "n",
  trace: true,
  status: 404,
  headers: { "x-amzn-errortype": "ThrottlingException" },
  body: '{"message":"polluted"}',
  bodyError: "polluted",
  redirected: true,
  redirect: "follow",
  method: "PUT",
  url: "https://polluted.example/",
  signing: {},
  operation: "fsx:CancelDataRepositoryTask",
  region: "eu-west-1",
  endpoint: "https://polluted.example",
  variants: ["fips"],
  params: { taskId: "polluted" },
  accessKeyId: "POLLUTED",
  secretAccessKey: "polluted",
  sessionToken: "polluted",
  authToken: "polluted",
  limit: 1,
  done: true,
};

/** @type {Case[]} */
const pollutionCases = Object.entries(pollution).flatMap(([name, value]) =>
  [true, false].map((enumerable) => ({
    name: `${name} on Object.prototype${enumerable ? "" : ", hidden,"} changes nothing`,
    async run({ prepare, sign, build, toRequest, validate, interpret, interpretResponse }) {
      // Made before, since the platform's own constructors take what every object has.
      const responses = [1, 2].map(() => new Response(body, { headers: replyHeaders }));
      const work = async () => {
        const clocked = prepare(/** @type {any} */ (call), keys);
        const request = toRequest(/** @type {any} */ (call), keys, { now });
        return {
          year: clocked.headers["x-amz-date"]?.slice(0, 4),
          prepared: prepare(/** @type {any} */ (call), keys, { now }),
          signed: sign(build(/** @type {any} */ (call)), keys, { now }),
          sent: [request.method, request.url, request.redirect, request.headers.get("authorization")],
          findings: validate({ operation, params: {} }),
          missing: validate({}),
          outcomes: [
            interpret(operation, { status: 200, headers: {} }),
            interpret(operation, /** @type {any} */ ({ body })),
            await interpretResponse(operation, /** @type {Response} */ (responses.pop())),
          ],
        };
      };
      const expected = await work();
      Object.defineProperty(Object.prototype, name, {
        value,
        enumerable,
        configurable: true,
        writable: true,
      });
      let found;
      try {
        found = await work();
      } finally {
        delete (/** @type {any} */ (Object.prototype)[name]);
      }
      equal(found, expected, "result");
    },
  })),
);

/* ── Redirects ── */

/** @type {Case[]} */
const redirectCases = [
  {
    name: "a request is never one that follows a redirect with what was signed",
    run({ build, sign, prepare, toRequest }) {
      const made = /** @type {any} */ (call);
      const unsigned = build(made);
      equal(toRequest(made, keys).redirect, "manual", "Request");
      for (const request of [
        unsigned,
        sign(unsigned, keys),
        prepare(made, keys),
        prepare(made, keys, { trace: true }),
      ]) {
        equal(request.redirect, "manual", "redirect");
        equal(new Request(request.url, request).redirect, "manual", "redirect of a Request");
      }
    },
  },
];

export const boundaryCases = [
  ...requestCases,
  ...hostileRequestCases,
  ...replyShapeCases,
  ...hostileReplyCases,
  ...pollutionCases,
  ...redirectCases,
];
