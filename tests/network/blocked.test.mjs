// A page in Chromium that gets no reply is told why, as far as the browser shows it: hosts that let no page call them,
// hosts that are not there, and hosts that are silent for once.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, describe, it } from "node:test";
import { resultsInChromium, sitePages } from "../runtimes/chromium.mjs";

const TASK = "task-0123456789abcdef0";
const accepted = JSON.stringify({ Lifecycle: "CANCELING", TaskId: TASK });
const cors = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
const headers = {
  ...cors,
  "access-control-allow-headers": "authorization, content-type, x-amz-date, x-amz-target",
};

/**
 * What a server on loopback was asked for: "OPTIONS /", "POST /".
 * @param {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void} answer
 */
async function listen(answer) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  after(() => server.close());
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { server, asked, origin: `http://127.0.0.1:${port}` };
}

const closed = await listen((_, response) => response.end("{}"));
/** It answers once, and then breaks every connection. */
let replies = 0;
const failing = await listen(({ method }, response) => {
  if (method === "OPTIONS") return response.writeHead(204, headers).end();
  replies += 1;
  return replies === 1 ? response.writeHead(200, cors).end(accepted) : response.destroy();
});
const gone = await listen(() => {});
await new Promise((resolve) => gone.server.close(resolve));

const contents = `
  import { callOff, send } from "calloff";
  const call = { operation: "fsx:CancelDataRepositoryTask", region: "eu-west-1", params: { TaskId: "${TASK}" } };
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
  const patience = { credentials, retry: { maxAttempts: 2, maxDelayMs: 1 } };
  const told = ({ verdict, httpStatus, message, advice }) => ({ verdict, httpStatus, message, advice });
  const sent = async (endpoint, more) => told(await send({ ...call, endpoint }, { ...patience, ...more }));
  const wrapped = (...given) => fetch(...given);
  const calledOff = async (endpoint) => {
    const { cancel, last, end } = await callOff({ ...call, endpoint }, { ...patience, deadlineMs: 300, pollMs: 50 });
    return { end, cancel: told(cancel), last: told(last) };
  };
  globalThis.results = {
    closed: await sent("${closed.origin}"),
    wrapped: await sent("${closed.origin}", { fetch: wrapped }),
    calledOff: await calledOff("${closed.origin}"),
    gone: await sent("${gone.origin}"),
    failing: await calledOff("${failing.origin}"),
    own: await sent(location.origin + "/reset"),
  };`;

const pages = await sitePages({ folder: "network", contents });
const site = await listen((request, response) => {
  const [type, body] = pages[request.url ?? ""] ?? [];
  if (!type) return response.destroy();
  return response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(body);
});
const { results, complaints } = await resultsInChromium(site.origin);
/** @type {any} */
const found = results;

const noReply = { verdict: "provider-fault", httpStatus: 0 };
const blocked = {
  ...noReply,
  message: "no reply came: blocked by the browser",
  advice:
    "The host is reachable, but does not let web pages call it: most likely nothing was sent. Send the call from a server.",
};
const unknown = "No reply came. Whether the task was canceled is unknown";

describe("a page that gets no reply", () => {
  it("throws nothing that nobody catches", () => assert.deepEqual(complaints, []));

  it("is told of a host that lets no page call it", () => {
    assert.deepEqual(found.closed, blocked);
    const { end, cancel, last } = found.calledOff;
    assert.equal(end, "unconfirmed");
    assert.deepEqual(cancel, blocked);
    assert.deepEqual({ ...last, advice: "" }, { ...blocked, advice: "" });
  });

  it("asks such a host once in a call-off, and not at all by a fetch that is not the browser's", () => {
    // Once for send(), and once for callOff(); all else are preflights, which let nothing through.
    assert.equal(closed.asked.filter((request) => request === "GET /").length, 2);
    assert.deepEqual([...new Set(closed.asked)].sort(), ["GET /", "OPTIONS /"]);
    assert.match(found.wrapped.message, /the network failed, or the page's origin is not allowed to read it/);
    assert(found.wrapped.advice.startsWith(unknown), found.wrapped.advice);
  });

  it("is told of a host that is not there", () => {
    assert.deepEqual(
      { ...found.gone, advice: "" },
      { ...noReply, message: "no reply came: the host is out of reach", advice: "" },
    );
    assert(found.gone.advice.startsWith(unknown), found.gone.advice);
  });

  it("is told nothing of the kind where the host has replied before", () => {
    assert.equal(found.failing.cancel.verdict, "accepted");
    assert.match(found.failing.last.message, /the network failed, or/);
    assert(!failing.asked.includes("GET /"), failing.asked.join());
  });

  it("asks nothing more of its own origin", () => {
    assert.match(found.own.message, /the network failed, or/);
    assert.equal(site.asked.filter((request) => request === "GET /").length, 1);
  });
});
