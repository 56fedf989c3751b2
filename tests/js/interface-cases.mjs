// What the interface promises of every operation: total functions, one error class, defaults, and no secret told.
import { equal, ok, thrown } from "./expect.mjs";

/** @typedef {import("./signing-cases.mjs").Case} Case */

const keys = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: "EXAMPLE/SessionToken+with==chars",
};
const authToken = "EXAMPLE-IAM-token-MIIFvgYJKoZIhvcNAQcCoIIFrzCC";
const options = { now: Date.UTC(2026, 10, 21), nonce: "3156853299f313e23d1673dc12e1703d" };

/**
 * The call that the catalogue's own examples make.
 * @param {import("calloff").OperationSpec} operation
 */
function exampleCall({ id, regions, fields }) {
  const params = Object.fromEntries(
    fields.filter(({ required }) => required).map(({ name, example }) => [name, example]),
  );
  return /** @type {import("calloff").Call} */ (
    /** @type {unknown} */ ({ operation: id, region: regions[0], params })
  );
}

const throwing = {
  get operation() {
    throw new Error("a getter that throws");
  },
};
/** @type {any} */
const cycle = { operation: "fsx:CancelDataRepositoryTask", region: "eu-west-1" };
cycle.params = cycle;

/** @type {Record<string, unknown>} */
const strange = {
  undefined: undefined,
  null: null,
  "a number": 5,
  NaN: Number.NaN,
  "a bigint": 5n,
  "a symbol": Symbol("call"),
  "a function": () => {},
  "a string": "fsx:CancelDataRepositoryTask",
  "an array": [],
  "a Map": new Map(),
  "a Date": new Date(0),
  "an object without a prototype": Object.create(null),
  "a getter that throws": throwing,
  "a proxy that throws": new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("no keys");
      },
    },
  ),
  "a cycle": cycle,
  "a megabyte": { operation: "x".repeat(1e6), region: "x".repeat(1e6), params: "x".repeat(1e6) },
  "lone surrogates": { operation: "\ud800", region: "\udfff", params: { "\ud800": "\ud800" } },
  "keys of Object.prototype": { __proto__: { operation: "fsx:CancelDataRepositoryTask" }, constructor: 1 },
};

/** @type {Case[]} */
const validationCases = Object.entries(strange).map(([name, call]) => ({
  name: `validate finds fault with ${name}, without throwing`,
  run({ validate, build, CalloffError }) {
    const findings = validate(call);
    ok(
      findings.some(({ severity }) => severity === "error"),
      "no error",
    );
    for (const finding of findings) ok(finding.message.length < 1000, "a message without an end");
    const error = thrown(() => build(/** @type {any} */ (call)));
    ok(error instanceof CalloffError && error.code === "invalid", `build threw ${error}`);
  },
}));

/**
 * @param {import("calloff").OperationSpec} operation
 * @returns {Case[]}
 */
function operationCases(operation) {
  const { id, credentials } = operation;
  const call = exampleCall(operation);
  return [
    {
      name: `${id}: its own examples are valid`,
      run({ validate }) {
        const errors = validate(call).filter(({ severity }) => severity === "error");
        equal(errors, [], "errors");
      },
    },
    {
      name: `${id}: unknown and missing parameters are found, all at once`,
      run({ validate }) {
        const findings = validate({ ...call, params: { surprise: 1 } });
        const paths = findings.map(({ path, code }) => `${code} ${path}`);
        const required = operation.fields.filter((field) => field.required);
        for (const { name } of required) ok(paths.includes(`required params.${name}`), `${name}: ${paths}`);
        ok(paths.includes("unknown params.surprise"), `surprise: ${paths}`);
      },
    },
    {
      name: `${id}: what goes through fetch is what was signed`,
      async run({ prepare, toRequest }) {
        const { method, url, headers, body } = prepare(call, keys, options);
        const request = toRequest(call, keys, options);
        equal(request.method, method, "method");
        equal(request.url, url, "url");
        equal(await request.text(), body ?? "", "body");
        for (const [name, value] of Object.entries(headers)) {
          equal(name, name.toLowerCase(), "header name");
          equal(request.headers.get(name), value, name);
          ok(
            !["host", "user-agent", "content-length"].includes(name),
            `${name} cannot be sent from a browser`,
          );
        }
      },
    },
    {
      name: `${id}: prepare is build and sign`,
      run({ build, sign, prepare }) {
        const traced = { ...options, trace: true };
        equal(prepare(call, keys, traced), sign(build(call), keys, traced), "request");
        // Without a nonce of one's own, plain calls take a way of their own across the boundary.
        const { now } = options;
        const withoutNonce = (/** @type {import("calloff").SignedRequest} */ { headers, ...request }) => ({
          ...request,
          names: Object.keys(headers),
        });
        const [fast, general] = [prepare(call, keys, { now }), sign(build(call), keys, { now })];
        if (operation.signing === "acs3-hmac-sha256")
          equal(withoutNonce(fast), withoutNonce(general), "fast");
        else equal(fast, general, "fast");
        ok(!("trace" in prepare(call, keys, options)), "a trace that nobody asked for");
      },
    },
    {
      name: `${id}: the time is a Date or milliseconds, and by default now`,
      run({ prepare }) {
        const date = new Date(options.now);
        equal(prepare(call, keys, { ...options, now: date }), prepare(call, keys, options), "request");
        const { headers } = prepare(call, keys);
        const year = Object.entries(headers)
          .find(([name]) => name.endsWith("-date"))?.[1]
          .slice(0, 4);
        equal(year, String(new Date().getUTCFullYear()), "year");
      },
    },
    {
      name: `${id}: an interpretation is the same whatever kind of object the reply is`,
      run({ interpret }) {
        for (const body of [
          "",
          "{}",
          '{"Lifecycle":"CANCELING","TaskId":"task-1"}',
          '{"code":"x#Y:z"}',
          "<html>",
        ])
          for (const status of [200, 202, 400, 404, 503]) {
            const headers = {
              "x-request-id": "r",
              date: "Sat, 21 Nov 2026 10:15:30 GMT",
              "retry-after": "5",
            };
            const fast = interpret(call, { status, headers, body });
            // A value that is no text keeps a call from the way that is open to plain ones.
            const general = interpret(/** @type {any} */ ({ ...call, other: 1 }), {
              status,
              headers: new Headers(headers),
              body,
            });
            equal(fast, general, `${status} ${body}`);
          }
      },
    },
    {
      name: `${id}: a secret is neither in the request nor in its trace`,
      run({ prepare }) {
        const { trace, ...request } = prepare(call, keys, { ...options, trace: true });
        const told = JSON.stringify(trace);
        ok(!JSON.stringify(request).includes(keys.secretAccessKey), "the secret key is in the request");
        ok(!told.includes(keys.secretAccessKey), "the secret key is in the trace");
        ok(!told.includes(keys.sessionToken), "the session token is in the trace");
        ok(Object.values(request.headers).includes(keys.sessionToken), "the session token is not sent");
      },
    },
    {
      name: `${id}: an auth token ${credentials.includes("auth-token") ? "is sent as it is" : "is refused"}`,
      run({ prepare, CalloffError }) {
        for (const token of [{ token: authToken }, { authToken }]) {
          const make = () => prepare(call, token, { ...options, trace: true });
          if (credentials.includes("auth-token")) {
            const { headers } = make();
            equal(headers["x-auth-token"], authToken, "x-auth-token");
            ok(!("authorization" in headers), "signed as well");
          } else {
            const error = thrown(make);
            ok(error instanceof CalloffError && error.code === "credentials", `threw ${error}`);
            ok(!tells(error).includes(authToken), "the token is in the error");
          }
        }
      },
    },
  ];
}

/** @param {unknown} params */
const listOf = (params) => ({
  operation: "fsx:DescribeDataRepositoryTasks",
  region: "eu-west-1",
  ...(params !== undefined && { params }),
});
const listed = ["task-0123456789abcdef0", "task-0123456789abcdef1"];

/** @type {[string, unknown, string][]} */
const oddParams = [
  ["a Map", new Map([["MaxResults", 9999]]), "error type params: expected an object, found a Map"],
  [
    "URLSearchParams",
    new URLSearchParams("MaxResults=9"),
    "error type params: expected an object, found a Map",
  ],
  ["nothing", undefined, "error required params: required"],
  [
    "more ids than a call can hold",
    { TaskIds: Array(10_001).fill(listed[0]) },
    "error type params.TaskIds: expected an array, found an array of more than 10,000 items",
  ],
  [
    "more keys than a call can hold",
    Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`k${index}`, 1])),
    "error type params: expected an object, found an object with more than 10,000 keys",
  ],
];

/** @type {Case[]} */
const paramsCases = [
  ...oddParams.map(([name, params, expected]) => ({
    name: `params that are ${name} are told, not passed over`,
    run(/** @type {import("./signing-cases.mjs").Calloff} */ { validate }) {
      const findings = validate(listOf(params)).map(
        ({ path, code, severity, message }) =>
          `${severity} ${code} ${path}: ${message.replace(/^.*?: /, "")}`,
      );
      equal(findings.length, 1, `findings ${findings}`);
      ok(findings[0]?.startsWith(expected) === true, `found ${findings[0]}`);
    },
  })),
  {
    name: "prepare refuses a Map as validate does",
    run({ prepare, validate, CalloffError }) {
      const call = /** @type {any} */ (listOf(new Map([["MaxResults", 5]])));
      const error = thrown(() => prepare(call, keys, { now: options.now }));
      ok(error instanceof CalloffError, `threw ${error}`);
      equal(error.findings, validate(call), "findings");
    },
  },
  {
    name: "an array that does not tell its length is found out",
    run({ validate }) {
      for (const length of [new Error("no length"), Symbol("length")]) {
        const get = (/** @type {any} */ target, /** @type {any} */ key) => {
          if (key === "length" && length instanceof Error) throw length;
          return key === "length" ? length : target[key];
        };
        for (const call of [new Proxy([], { get }), listOf({ TaskIds: new Proxy([], { get }) })])
          ok(validate(call).length > 0, "no finding");
      }
    },
  },
  {
    name: "an array is its items, whatever else hangs on it",
    run({ build }) {
      const TaskIds = Object.assign([...listed], { note: "task-0123456789abcdef2" });
      const { body = "" } = build(/** @type {any} */ (listOf({ TaskIds })));
      equal(JSON.parse(body), { TaskIds: listed }, "body");
    },
  },
  {
    name: "a hole in an array is found where it is",
    run({ validate }) {
      const holed = [...listed];
      delete holed[0];
      equal(
        validate(listOf({ TaskIds: holed })).map(({ path, code }) => `${code} ${path}`),
        ["type params.TaskIds[0]"],
        "findings",
      );
    },
  },
  {
    name: "what is missing is not lost among a hundred unknown keys",
    run({ validate }) {
      const call = { operation: "fsx:CancelDataRepositoryTask", region: "eu-west-1", params: {} };
      const surprises = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`k${index}`, 1]));
      const findings = validate({ ...call, params: surprises });
      equal(findings[0]?.path, "params.TaskId", "the first finding");
      equal(findings.length, 100, "findings");
    },
  },
  {
    name: "a plain call gives the same findings as any other kind of object with its keys",
    run({ validate }) {
      class Params {
        TaskId = "task-0";
      }
      const call = { operation: "fsx:CancelDataRepositoryTask", region: "eu-west-1" };
      equal(
        validate({ ...call, params: new Params() }),
        validate({ ...call, params: { TaskId: "task-0" } }),
        "",
      );
    },
  },
];

/** Everything that an error can be seen to say. @param {any} error */
const tells = (error) => `${error} ${error.stack} ${JSON.stringify(error)} ${JSON.stringify(error.findings)}`;

/** @type {[string, unknown][]} */
const badCredentials = [
  ["nothing", undefined],
  ["null", null],
  ["a string", keys.secretAccessKey],
  ["an empty object", {}],
  ["no secret", { accessKeyId: keys.accessKeyId }],
  ["an empty secret", { ...keys, secretAccessKey: "" }],
  ["a number for a secret", { ...keys, secretAccessKey: 5 }],
  ["a line break in the key id", { ...keys, accessKeyId: "AKID\r\nx-evil: 1" }],
  ["a line break in the token", { ...keys, sessionToken: "token\r\nx-evil: 1" }],
  ["two kinds at once", { ...keys, authToken }],
  ["two kinds at once, under the shorter name", { ...keys, token: authToken }],
  ["a token under two names", { token: authToken, authToken }],
  ["an empty token", { token: "" }],
  ["a misnamed session token", { ...keys, securityToken: keys.sessionToken }],
  ["an unknown key", { ...keys, secret: keys.secretAccessKey }],
];

/** What decides nothing, each with the name of its case. @type {[string, object][]} */
const unheeded = [
  ["no session token: undefined", { sessionToken: undefined }],
  ["no session token: null", { sessionToken: null }],
  ["no session token: empty", { sessionToken: "" }],
  ["an expiration", { expiration: new Date(0) }],
  ["what the AWS SDK adds", { accountId: "123456789012", $source: { CREDENTIALS_STS_ASSUME_ROLE: "i" } }],
  [
    "a getter that throws",
    {
      get expiration() {
        throw new Error("later");
      },
    },
  ],
];

/** @type {Case[]} */
const unheededCases = unheeded.map(([name, extra]) => ({
  name: `credentials taken as if there were none of it: ${name}`,
  run({ prepare, operations }) {
    const { accessKeyId, secretAccessKey } = keys;
    for (const operation of operations()) {
      const call = exampleCall(operation);
      const given = Object.defineProperties(
        { accessKeyId, secretAccessKey },
        Object.getOwnPropertyDescriptors(extra),
      );
      equal(prepare(call, given, options), prepare(call, { accessKeyId, secretAccessKey }, options), name);
    }
  },
}));

/** @type {Case[]} */
const credentialCases = badCredentials.map(([name, credentials]) => ({
  name: `credentials refused: ${name}`,
  run({ prepare, operations, CalloffError }) {
    for (const operation of operations()) {
      const error = thrown(() => prepare(exampleCall(operation), /** @type {any} */ (credentials), options));
      ok(error instanceof CalloffError, `expected a CalloffError, found ${error}`);
      equal(error.code, "credentials", "code");
      ok(
        error.findings.length > 0 &&
          error.findings.every((/** @type {any} */ { path }) => path.startsWith("credentials")),
        "findings",
      );
      for (const secret of [keys.secretAccessKey, keys.sessionToken, authToken])
        ok(!tells(error).includes(secret), `a secret is told: ${tells(error)}`);
    }
  },
}));

/** @type {Case[]} */
const errorCases = [
  {
    name: "an error is an Error with name, code, findings, and a message that says what is wrong",
    run({ build, validate, CalloffError }) {
      const call = {
        operation: "fsx:CancelDataRepositoryTask",
        region: "eu-west-1",
        params: { TaskId: "task-0" },
      };
      const error = thrown(() => build(/** @type {any} */ (call)));
      ok(error instanceof CalloffError && error instanceof Error, "class");
      equal(error.name, "CalloffError", "name");
      equal(error.code, "invalid", "code");
      equal(error.findings, validate(call), "findings");
      ok(error.message.includes("TaskId"), `message: ${error.message}`);
      ok(String(error).startsWith("CalloffError: "), `text: ${error}`);
    },
  },
  {
    name: "the nonce is another one for each request",
    run({ prepare, operations }) {
      const operation = operations().find(({ signing }) => signing === "acs3-hmac-sha256");
      ok(operation !== undefined, "no operation with a nonce");
      if (!operation) return;
      const request = () => prepare(exampleCall(operation), keys);
      const [first, second] = [request(), request()].map(({ headers }) => headers["x-acs-signature-nonce"]);
      ok(first !== second, "the same nonce twice");
    },
  },
  {
    name: "call puts the operation to what it is given, and checks nothing",
    run({ call, validate }) {
      const rest = { region: "", params: { TaskId: "x" } };
      const stop = call("fsx:CancelDataRepositoryTask", rest);
      equal(stop, { operation: "fsx:CancelDataRepositoryTask", region: "", params: { TaskId: "x" } }, "call");
      ok(stop.params === rest.params, "the params are others");
      ok(validate(stop).length > 0, "no finding");
    },
  },
  {
    name: "the version is that of the package",
    run({ version }) {
      ok(/^\d+\.\d+\.\d+$/.test(version), `version: ${version}`);
    },
  },
];

/**
 * @param {import("calloff").OperationSpec[]} operations
 * @returns {Case[]}
 */
export const interfaceCases = (operations) => [
  ...validationCases,
  ...operations.flatMap(operationCases),
  ...paramsCases,
  ...credentialCases,
  ...unheededCases,
  ...errorCases,
];
