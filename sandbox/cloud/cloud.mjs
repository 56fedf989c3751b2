// The cloud: one endpoint that answers as each of its services does, as a standard fetch handler. It knows no vendor.

import { mayRead, refusalOfControl } from "./access.mjs";
import { openBooks } from "./books.mjs";
import { ConnectionCut, cutBody, slowBody } from "./connection.mjs";
import { control } from "./control.mjs";
import { Refusal } from "./refusal.mjs";

const MAX_CALLS_KEPT = 1000;
const STALL_MS = 60_000;

/**
 * @param {import("./types.d.ts").Service[]} services in the order in which they are asked whether a request is theirs
 * @param {object} [options]
 * @param {string} [options.mount] the path prefix under which it lies: "/cloud", or "" for none
 * @param {() => number} [options.now] its clock, in Unix milliseconds
 * @param {number} [options.stallMs] how long a body stalls that the fault "slow-body" has struck
 */
export function createCloud(
  services,
  { mount = "/cloud", now: systemNow = Date.now, stallMs = STALL_MS } = {},
) {
  const clock = { aheadMs: 0, skewMs: 0 };
  /** By this tasks start, age and end. */
  const now = () => systemNow() + clock.aheadMs;
  /** This is what callers see of it, and what signatures are checked by. */
  const shownNow = () => now() + clock.skewMs;
  const books = openBooks(services, now);
  /** @type {import("./control.mjs").Controls} */
  const controls = {
    services,
    books,
    queues: new Map(),
    limits: new Map(),
    weather: {},
    calls: [],
    clock,
    now: shownNow,
  };

  /**
   * As a handler of requests, or in place of the global fetch.
   *
   * @param {string} prefix of the paths under which it lies
   * @returns {(input: Request | string | URL, init?: RequestInit) => Promise<Response>}
   */
  const fetchUnder = (prefix) => async (input, init) => {
    const request = input instanceof Request && !init ? input : new Request(input, init);
    request.signal.throwIfAborted();
    const response = await respond(request, prefix);
    if (!response.headers.has("date")) response.headers.set("date", new Date(shownNow()).toUTCString());
    return response;
  };

  /**
   * @param {Request} request
   * @param {string} prefix
   */
  async function respond(request, prefix) {
    const url = new URL(request.url);
    if (url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`)) return notFound();
    const path = url.pathname.slice(prefix.length) || "/";

    if (path.startsWith("/_control/")) {
      const refusal = refusalOfControl(request);
      if (refusal) return Response.json({ error: refusal.error }, { status: refusal.status });
      return control(request, path.slice("/_control/".length), controls);
    }

    const shape = shapeOf(request, path);
    const service = services.find((one) => one.claims(shape));
    if (!service) return notFound();
    const { status, headers, body } =
      request.method === "OPTIONS" ? preflight(request, service) : await answer(service, request, url, path);
    const response = new Response(body || null, headers ? { status, headers } : { status });
    if (typeof body === "string") response.headers.set("content-length", String(Buffer.byteLength(body)));
    if (mayRead(request.headers.get("origin"))) {
      response.headers.set("access-control-allow-origin", "*");
      for (const [name, value] of Object.entries(service.cors.reply)) response.headers.set(name, value);
    }
    return response;
  }

  /**
   * @param {import("./types.d.ts").Service} service
   * @param {Request} request
   * @param {URL} url
   * @param {string} path
   * @returns {Promise<{ status: number, headers: Record<string, string>, body: string | ReadableStream | undefined }>}
   */
  async function answer(service, request, url, path) {
    const { method, headers, signal } = request;
    const requestId = service.newRequestId();
    const call = { method, url, path, headers, body: await request.text(), now: shownNow(), requestId };
    const { name: faultName, fault } = drawFault(service, call) ?? {};
    const connection = fault && "connection" in fault ? fault.connection : undefined;
    /** @type {Record<string, unknown>} */
    const entry = { at: new Date(call.now).toISOString(), service: service.id };
    if (faultName) entry.fault = faultName;
    controls.calls.push(entry);
    if (controls.calls.length > MAX_CALLS_KEPT) controls.calls.shift();
    if (connection === "reset") throw new ConnectionCut("fetch failed");

    const reply =
      fault && !("connection" in fault)
        ? faultReply(service, fault, call)
        : await attempt(service, call, entry);
    Object.assign(entry, { status: reply.status, accepted: reply.status < 300 });
    const { status, body = "" } = reply;
    const whole = { status, headers: { ...service.headers(call), ...reply.headers } };
    switch (connection) {
      case "lost-reply":
        throw new ConnectionCut("fetch failed");
      case "cut-body":
        return { ...whole, body: cutBody(body) };
      case "slow-body":
        return { ...whole, body: slowBody(body, stallMs, signal) };
      default:
        return { ...whole, body };
    }
  }

  /**
   * What a call meets with: a fault that waits for it, else the limit, else the storm.
   *
   * @param {import("./types.d.ts").Service} service
   * @param {import("./types.d.ts").Call} call
   * @returns {import("./types.d.ts").NamedFault | undefined}
   */
  function drawFault(service, call) {
    const queued = controls.queues.get(service.id)?.shift();
    if (queued) return queued;
    const isAdmitted = controls.limits.get(service.id)?.admits(call.url.host, call.now) ?? true;
    if (!isAdmitted) return { name: "limit", fault: service.faults.throttled };
    return controls.weather.storm?.draw(service, call);
  }

  /**
   * @param {import("./types.d.ts").Service} service
   * @param {import("./types.d.ts").Call} call
   * @param {Record<string, unknown>} entry of the log, filled in as far as the call gets
   * @returns {Promise<import("./types.d.ts").Reply>}
   */
  async function attempt(service, call, entry) {
    try {
      if (!isWellEncoded(call.path)) service.unknownOperation(call);
      const desk = { call, shelf: books.shelf(service.id), memory: books.memory(service.id) };
      const user = await service.authenticate(desk);
      entry.user = user;
      const route = service.route(call) ?? service.unknownOperation(call);
      Object.assign(entry, route);
      const operation =
        Object.hasOwn(service.operations, route.operation) && service.operations[route.operation];
      if (!operation) service.unknownOperation(call);
      if (user === "expired") return faultReply(service, service.faults["expired-token"], call);
      if (user === "forbidden") service.forbid(route, user, call);
      return operation(route.params, desk);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      entry.code = error.code;
      return refusalReply(service, error, call);
    }
  }

  return {
    fetch: fetchUnder(mount),
    /** The same cloud for clients that drop the path of an endpoint: it lies under no prefix. */
    fetchAtRoot: fetchUnder(""),
    mount,
    books,
  };
}

/**
 * @param {import("./types.d.ts").Service} service
 * @param {Refusal} refusal
 * @param {import("./types.d.ts").Call} call
 */
function refusalReply(service, { code, message, details = {} }, call) {
  // Codes that are made from a parameter's name are in no table; all of them are 400.
  const known = service.errors[code] ?? { status: 400, message: code };
  return service.refusal({ code, details, status: known.status, message: message || known.message }, call);
}

/**
 * @param {import("./types.d.ts").Service} service
 * @param {import("./types.d.ts").ErrorFault | import("./types.d.ts").Reply} fault
 * @param {import("./types.d.ts").Call} call
 * @returns {import("./types.d.ts").Reply}
 */
function faultReply(service, fault, call) {
  if ("status" in fault) return fault;
  const reply = refusalReply(service, new Refusal(fault.code, fault.message?.(call)), call);
  return { ...reply, headers: { ...reply.headers, ...fault.headers?.(call) } };
}

/**
 * @param {Request} request
 * @param {string} path
 * @returns {import("./types.d.ts").Shape}
 */
function shapeOf({ method, headers }, path) {
  const announced = (headers.get("access-control-request-headers") ?? "").toLowerCase().split(/,\s*/);
  return {
    path,
    has: (name) => (method === "OPTIONS" ? announced.includes(name) : headers.has(name)),
    get: (name) => headers.get(name) ?? "",
  };
}

/**
 * @param {Request} request
 * @param {import("./types.d.ts").Service} service
 * @returns {import("./types.d.ts").Reply}
 */
function preflight(request, service) {
  const requested = request.headers.get("access-control-request-headers") ?? "";
  return { status: 200, headers: { ...service.cors.preflight, "access-control-allow-headers": requested } };
}

/** @param {string} path */
function isWellEncoded(path) {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function notFound() {
  return new Response("The practice cloud knows no service that is called like this.\n", { status: 404 });
}
