// Work per second of one warm process: making signed requests, and reading replies.
import assert from "node:assert/strict";
import { CancelDataRepositoryTaskCommand, FSxClient } from "@aws-sdk/client-fsx";
import { HttpResponse } from "@smithy/protocol-http";
import { build, interpret, interpretResponse, prepare, sign, validate } from "calloff";
import { printRatios, printTable } from "./lib/print.mjs";
import { measureInRounds, median, min } from "./lib/rounds.mjs";
import { streamed } from "./lib/streamed.mjs";
import { makeSigner as makeAws4 } from "./signers/aws4.mjs";
import { makeSigner as makeAws4fetch } from "./signers/aws4fetch.mjs";
import { makeSigner as makeCalloff } from "./signers/calloff.mjs";
import { makeSigner as makeSmithy } from "./signers/smithy.mjs";
import * as subject from "./subject.mjs";

const ROUNDS = 31;
const WARM_UP_MS = 300;
const TURN_MS = 25;

const { credentials, region, taskId, temporary, ofProvider } = subject;
const { accepted, refused } = subject.replies;

/* ── calloff ── */

const operation = "fsx:CancelDataRepositoryTask";
/**
 * A new object each time, as a caller has it.
 * @returns {import("calloff").Call}
 */
const fsx = () => ({ operation, region, params: { TaskId: taskId } });
const unsigned = build(fsx());
const headers = () => new Headers(subject.headersOnTheWay);
const response = () => new Response(accepted.body, { status: 200, headers: subject.headersOnTheWay });
/** Of `node:http`, where some headers are arrays. @type {any} */
const asNodeHasIt = { ...accepted, headers: { ...subject.headersOnTheWay, "set-cookie": ["a=b", "c=d"] } };

const calloff = {
  "calloff prepare": makeCalloff(subject),
  "calloff prepare Snow": () =>
    prepare(
      {
        operation: "snow-device-management:CancelTask",
        region: "us-west-2",
        params: { taskId: "4a6f1a2b-1c3d-4e5f-8a9b-0c1d2e3f4a5b" },
      },
      credentials,
    ),
  "calloff prepare Alibaba": () =>
    prepare(
      {
        operation: "nas:CancelDataFlowSubTask",
        region: "cn-wulanchabu",
        params: {
          FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
          DataFlowId: "df-194433a5be31abcd",
          DataFlowTaskId: "task-38aa8e890f45abcd",
          DataFlowSubTaskId: "subTaskId-370kyfmyknxcyzwabcd",
        },
      },
      credentials,
    ),
  "calloff prepare Huawei": () =>
    prepare(
      {
        operation: "sfsturbo:DeleteHpcCacheTask",
        region: "cn-north-4",
        params: {
          project_id: "0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f",
          share_id: "b1a2c3d4-e5f6-4789-90ab-cdef01234567",
          task_id: "11abef677ac40f46644d1d5cfc2424a4",
        },
      },
      credentials,
    ),
  "calloff prepare, session token": () => prepare(fsx(), temporary),
  "calloff prepare, SDK provider's": () => prepare(fsx(), ofProvider),
  "calloff prepare, endpoint and Date": () =>
    prepare({ ...fsx(), endpoint: "https://gateway.example.com" }, credentials, { now: new Date() }),
  "calloff prepare, variants": () => prepare({ ...fsx(), variants: ["fips"] }, credentials),
  "calloff validate": () => validate(fsx()),
  "calloff build": () => build(fsx()),
  "calloff sign": () => sign(unsigned, credentials),
  "calloff interpret 200": () => interpret(operation, accepted),
  "calloff interpret 200, whole call": () => interpret(fsx(), accepted),
  "calloff interpret 400": () => interpret(operation, refused),
  "calloff interpret 400, whole call": () => interpret(fsx(), refused),
  "calloff interpret 200, Headers": () => interpret(operation, { ...accepted, headers: headers() }),
  "(new Headers)": headers,
  "calloff interpret 200, Node's headers": () => interpret(operation, asNodeHasIt),
  "calloff interpretResponse 200": () => interpretResponse(operation, response()),
  "(new Response, text)": () => response().text(),
  "calloff prepare + interpret 200": () => {
    prepare(fsx(), credentials);
    return interpret(operation, accepted);
  },
};

/* ── the AWS SDK ── */

const bytes = new TextEncoder().encode(accepted.body);
const ready = () => new HttpResponse({ statusCode: 200, headers: accepted.headers, body: bytes });

const command = () => new CancelDataRepositoryTaskCommand({ TaskId: taskId });
/** @param {typeof accepted} reply */
function clientThatGets(reply) {
  const handle = async () => ({ response: streamed(reply) });
  // A copy: the SDK writes into it.
  return new FSxClient({ credentials: { ...credentials }, region, requestHandler: { handle } });
}
const clients = { accepted: clientThatGets(accepted), refused: clientThatGets(refused) };

const context = /** @type {any} */ ({ ...clients.accepted.config });
const [, namespace, name, traits, input, output] = /** @type {any} */ (command()).schema;
const schema = { namespace, name, traits, input, output };
/** @param {HttpResponse} reply */
const deserialize = (reply) => context.protocol.deserializeResponse(schema, context, reply);

const peers = {
  "aws4 sign": makeAws4(subject),
  "aws4 sign, session token": makeAws4({ ...subject, credentials: temporary }),
  "aws4fetch AwsV4Signer.sign": makeAws4fetch(subject),
  "smithy SignatureV4.sign": makeSmithy(subject),
  "SDK send, 200": () => clients.accepted.send(command()),
  "SDK send, 400": () => clients.refused.send(command()).catch((error) => error),
  "SDK deserializer, Readable": () => deserialize(streamed(accepted)),
  "(new Readable)": () => streamed(accepted),
  "SDK deserializer, Uint8Array": () => deserialize(ready()),
};

const cases = { ...calloff, ...peers };

/** @type {[ours: keyof typeof calloff, theirs: keyof typeof cases][]} */
const comparisons = [
  ["calloff prepare", "aws4 sign"],
  ["calloff prepare, session token", "aws4 sign, session token"],
  ["calloff prepare, SDK provider's", "aws4 sign, session token"],
  ["calloff prepare", "aws4fetch AwsV4Signer.sign"],
  ["calloff prepare", "smithy SignatureV4.sign"],
  ["calloff prepare", "SDK send, 200"],
  ["calloff prepare + interpret 200", "SDK send, 200"],
  ["calloff interpret 200", "SDK deserializer, Readable"],
  ["calloff interpret 200, whole call", "SDK deserializer, Readable"],
  ["calloff interpretResponse 200", "SDK deserializer, Readable"],
  ["calloff interpretResponse 200", "(new Response, text)"],
  ["calloff interpret 200", "SDK deserializer, Uint8Array"],
  ["calloff interpret 200, whole call", "SDK deserializer, Uint8Array"],
];

/* ── Everyone does what is measured ── */

for (const name of /** @type {const} */ ([
  "calloff prepare",
  "aws4 sign",
  "aws4fetch AwsV4Signer.sign",
  "smithy SignatureV4.sign",
])) {
  const { headers } = await cases[name]();
  assert.match(new Headers(headers).get("authorization") ?? "", /Signature=[0-9a-f]{64}$/, name);
}
assert.equal(interpret(operation, accepted).verdict, "accepted");
assert.equal(interpret(operation, refused).code, "DataRepositoryTaskEnded");
assert.equal((await cases["SDK send, 200"]()).Lifecycle, "CANCELING");
assert.equal((await cases["SDK send, 400"]()).name, "DataRepositoryTaskEnded");
for (const reply of [streamed(accepted), ready()])
  assert.equal((await deserialize(reply)).Lifecycle, "CANCELING");

/* ── The measurement ── */

/** @param {() => unknown} work */
async function warmUp(work) {
  const waits = work() instanceof Promise;
  const end = performance.now() + WARM_UP_MS;
  let done = 0;
  for (; performance.now() < end; done++) waits ? await work() : work();
  return { work, waits, repeats: Math.ceil((done * TURN_MS) / WARM_UP_MS) };
}

/**
 * Only what gives a promise is awaited.
 * @param {Awaited<ReturnType<typeof warmUp>>} warm
 * @returns {Promise<number>} microseconds for one
 */
async function measure({ work, waits, repeats }) {
  const start = performance.now();
  if (waits) for (let i = 0; i < repeats; i++) await work();
  else for (let i = 0; i < repeats; i++) work();
  return ((performance.now() - start) * 1000) / repeats;
}

/** @type {Record<string, Awaited<ReturnType<typeof warmUp>>>} */
const warm = {};
for (const [name, work] of Object.entries(cases)) warm[name] = await warmUp(work);
const results = await measureInRounds(ROUNDS, warm, measure);

printTable(
  ["throughput in µs", "median", "min", "per second"],
  Object.entries(results).map(([name, samples]) => [
    name,
    median(samples).toFixed(2),
    min(samples).toFixed(2),
    Math.round(1e6 / median(samples)).toLocaleString("en"),
  ]),
);
printRatios(results, comparisons);
