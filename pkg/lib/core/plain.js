// The fast way across the boundary, for what is all strings: one text in, one text out (src/js/plain.rs).
// Whatever does not fit gives undefined, and goes the general way.
import * as core from "../../dist/calloff_bg.js";
import { withHeld } from "./held.js";
import { Pack, withBytes } from "./pack.js";

/** @type {Map<string, string[]>} */
const nameLists = new Map();

/**
 * The names in a list with commas between them. There are only so many such lists, as many as kinds of request.
 * @param {string} text
 */
function namesIn(text) {
  let names = nameLists.get(text);
  if (!names) {
    names = text.split(",");
    nameLists.set(text, names);
  }
  return names;
}

/** Takes a text apart that has a mark behind each part. */
class Parts {
  #start = 0;

  /**
   * @param {string} text
   * @param {string} mark
   */
  constructor(text, mark) {
    this.text = text;
    this.mark = mark;
  }

  next() {
    const end = this.text.indexOf(this.mark, this.#start);
    const part = this.text.slice(this.#start, end);
    this.#start = end + 1;
    return part;
  }

  rest() {
    return this.text.slice(this.#start);
  }
}

/**
 * A request, of which every line is a part and the rest is the body.
 * @param {string} text
 * @returns {import("../../index.js").SignedRequest}
 */
function toRequest(text) {
  const parts = new Parts(text, "\n");
  const method = parts.next();
  const url = parts.next();
  /** @type {Record<string, string>} */
  const headers = {};
  for (const name of namesIn(parts.next())) headers[name] = parts.next();
  const body = parts.rest();
  const redirect = "manual";
  const request = body ? { method, url, headers, body, redirect } : { method, url, headers, redirect };
  return /** @type {any} */ (request);
}

/** Advice and link, by their number in the core. @type {Record<string, { advice: string, docs: string }>} */
const wordsByNumber = {};

/** @param {string} number */
function wordsOf(number) {
  const [advice = "", docs = ""] = core.words(Number(number))?.split("\0") ?? [];
  return { advice, docs };
}

/** @param {string} flag */
const toFlag = (flag) => flag === "1";

/**
 * An outcome from its fields, in the order that the core writes them in.
 * @param {number} httpStatus
 * @param {string} text
 * @returns {import("../../index.js").Outcome}
 */
function toOutcome(httpStatus, text) {
  const parts = new Parts(text, "\0");
  const operation = parts.next();
  const verdict = parts.next();
  const ok = parts.next();
  const code = parts.next();
  const message = parts.next();
  const requestId = parts.next();
  const retryable = parts.next();
  const retryAfterMs = parts.next();
  const serverTime = parts.next();
  const id = parts.next();
  const state = parts.next();
  const rawState = parts.next();
  const terminal = parts.next();
  const cancelable = parts.next();
  const words = parts.next();
  /** @type {any} */
  const outcome = { operation, verdict, ok: toFlag(ok), httpStatus };
  if (code) outcome.code = code;
  if (message) outcome.message = message;
  if (requestId) outcome.requestId = requestId;
  outcome.retryable = toFlag(retryable);
  if (retryAfterMs) outcome.retryAfterMs = Number(retryAfterMs);
  if (serverTime) outcome.serverTime = Number(serverTime);
  if (state)
    outcome.task = {
      id,
      state,
      rawState,
      terminal: toFlag(terminal),
      cancelable: cancelable ? toFlag(cancelable) : null,
    };
  wordsByNumber[words] ??= wordsOf(words);
  const { advice, docs } = wordsByNumber[words];
  outcome.advice = advice;
  outcome.docs = docs;
  return outcome;
}

/**
 * Unix milliseconds, for a time that is given in them or as a Date of any realm; throws for anything else.
 * @param {any} now
 * @returns {number}
 */
function timeOf(now) {
  if (now === undefined) return Date.now();
  return typeof now === "number" ? now : now.getTime();
}

/** Whether somebody put on every object what may be absent in options or in a reply: the general way sees through it. */
function isPolluted() {
  const { prototype } = Object;
  return "now" in prototype || "status" in prototype || "headers" in prototype || "body" in prototype;
}

/**
 * @param {any} call
 * @param {any} credentials
 * @param {any} options
 */
export function prepare(call, credentials, options) {
  const { now, nonce, trace } = options ?? {};
  if (isPolluted() || trace || nonce !== undefined || typeof call === "string") return;
  const time = timeOf(now);
  const pack = new Pack();
  const counts = pack.addCall(call);
  if (!counts || typeof time !== "number") return;
  const text = withHeld(credentials, (number) =>
    withBytes(pack.text, (bytes) => core.preparePlain(bytes, counts.strings, counts.params, number, time)),
  );
  return text && toRequest(text);
}

/** The names of the headers that count. @type {Set<string> | undefined} */
let headerNames;

/**
 * @param {any} call
 * @param {any} reply
 */
export function interpret(call, reply) {
  const { status, headers, body = "", bodyError, redirected } = reply;
  if (!(status >= 100 && status < 1000 && Number.isInteger(status))) return;
  if (isPolluted() || typeof body !== "string" || bodyError !== undefined || redirected) return;
  headerNames ??= new Set(core.readHeaders().split(","));
  const pack = new Pack();
  const counts = pack.addCall(call);
  if (!counts || !pack.addHeaders(headers, headerNames)) return;
  const { strings, params } = counts;
  const rest = pack.pairs - strings - params;
  const text = withBytes(pack.text + body, (bytes) =>
    core.interpretPlain(bytes, strings, params, rest, status),
  );
  return text && toOutcome(status, text);
}
