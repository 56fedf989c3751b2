// What a reply means: the reply is built from what was found of it, in its vendor's own form, and the package reads it.
import { interpret } from "../index.js";
import { codeOf, known, operationsNamed, plain, serviceOperations } from "./catalogue.js";
import { LABELED } from "./codes.js";
import { bodyAlone } from "./http.js";
import { messageOf } from "./message.js";
import { firstWhere } from "./sorted.js";
import { parsed } from "./values.js";
import { CODE_FORMS, HEADERS, MESSAGES } from "./words.js";

/**
 * @typedef {import("../index.js").Outcome} Outcome
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {import("./facts.js").Fact} Fact
 * @typedef {import("./replies.js").Draft} Draft
 * @typedef {{
 *   text: string, told: Fact[], services: Set<Operation>, provider: string | undefined, hint: Operation | undefined,
 *   hintCall: unknown, names: Set<string>,
 * }} Context
 * `told`: the operations that the text speaks of, in order; `names`: the parameters that it has, by their plain names
 * @typedef {{ draft: Draft, operation?: Operation, outcome?: Outcome, foreign?: string, by: "text" | "hint" | "code" | "body" }} Reading
 */

/** @param {Draft} draft @param {Context} context @returns {Reading} */
export function readingOf(draft, context) {
  const { operation, by, foreign } = operationOf(draft, context);
  if (!operation) return { draft, by, ...(foreign && { foreign }) };
  const outcome = draft.event ? eventOutcome(draft, operation) : replyOutcome(draft, operation, context, by);
  if (outcome) return { draft, operation, by, outcome: withShortMarks(outcome) };
  return by === "code" ? { draft, by } : { draft, operation, by };
}

/* ── whose reply it is ── */

/** @param {Draft} draft @param {Context} context @returns {{ operation?: Operation | undefined, by: Reading["by"], foreign?: string }} */
function operationOf(draft, context) {
  const { hint } = context;
  if (draft.event) {
    const name = draft.operation?.value ?? "";
    const { eventSource, EventSource, serviceName, service_type } = draft.event;
    const services = [eventSource, EventSource, serviceName, service_type].map((service) =>
      String(service ?? ""),
    );
    const of = services.flatMap((service) => serviceOperations(service.split(".")[0] ?? ""));
    const operation = operationsNamed(name).find((one) => of.includes(one));
    return operation ? { operation, by: "text" } : { by: "text", foreign: name };
  }
  if (draft.answer) return { operation: draft.answer, by: "body" };
  const own = draft.operation;
  if (own && !own.of?.length) return { by: "text", foreign: own.value };
  if (own?.of) return { operation: best(own.of, draft, context), by: "text" };
  const told = nearest(context.told, draft);
  const code = draft.code && codeOf(draft.code.value);
  if (
    told?.of &&
    (!code ||
      !draft.code?.documented ||
      told.of.some((one) => code.of.includes(one)) ||
      told.strength >= LABELED)
  ) {
    if (told.of.length) return { operation: best(told.of, draft, context), by: "text" };
    return { by: "text", foreign: told.value };
  }
  if (
    hint &&
    (!code || code.of.includes(hint)) &&
    (!providerOf(draft, context) || providerOf(draft, context) === hint.provider)
  )
    return { operation: hint, by: "hint" };
  const provider = providerOf(draft, context);
  const of = code?.of ?? known().all.filter((one) => one.provider === provider);
  if (draft.code || provider || servicesOf(draft, context).size)
    return { operation: best(of.length ? of : [...servicesOf(draft, context)], draft, context), by: "code" };
  return { by: "text" };
}

/** The operation that was told last before, or else the first behind. @param {Fact[]} told @param {Draft} draft */
const nearest = (told, draft) => told[firstWhere(told, ({ at }) => at > draft.at) - 1] ?? told[0];

/** @param {Draft} draft @param {Context} context */
function providerOf(draft, { provider }) {
  const value = draft.code?.value ?? "";
  return (
    CODE_FORMS.find(({ form }) => form.test(value))?.provider ??
    draft.facts.find((fact) => fact.provider)?.provider ??
    provider
  );
}

/** @param {Draft} draft @param {Context} context */
function servicesOf(draft, context) {
  const own = draft.facts.filter(({ kind }) => kind === "service");
  return own.length ? new Set(own.flatMap(({ of }) => of ?? [])) : context.services;
}

/** Of several operations the one that most of the text speaks for. @param {Operation[]} of @param {Draft} draft @param {Context} context */
function best(of, draft, context) {
  const own = servicesOf(draft, context);
  const provider = providerOf(draft, context);
  /** @param {Operation} operation */
  const score = (operation) =>
    (own.has(operation) ? 16 : 0) +
    (operation === context.hint ? 8 : 0) +
    (provider === operation.provider ? 8 : 0) +
    (draft.code && operation.codes.has(draft.code.value) ? 4 : 0) +
    (operation.kind === "cancel" ? 2 : 0) +
    operation.required.filter((name) => context.names.has(plain(name))).length -
    operation.required.length / 4 +
    // What many services answer is read with the larger table.
    operation.codes.size / 10;
  return of.reduce(
    (first, other) => (score(other) > score(first) ? other : first),
    /** @type {Operation} */ (of[0]),
  );
}

/* ── what it means ── */

/** @param {Draft} draft @param {Operation} operation @param {Context} context @param {Reading["by"]} by @returns {Outcome | undefined} */
function replyOutcome(draft, operation, context, by) {
  const { text } = context;
  const call = operation === context.hint && context.hintCall ? context.hintCall : operation.id;
  const told = Number(draft.status?.value ?? 0);
  const headers = headersOf(draft, operation);
  const ask = (/** @type {number} */ status, /** @type {string} */ body) =>
    interpret(/** @type {any} */ (call), { status, headers, body });
  if (draft.answer) return ask(told >= 200 && told < 300 ? told : 200, draft.json ?? "");
  const isSuccess = told >= 200 && told < 300;
  const body = bodyOf(draft, text);
  const code = draft.code?.value ?? (isSuccess ? undefined : codeByMessage(text, draft, operation));
  if (code === undefined) {
    // A success is only told where it is certain of what.
    const isCertain = by === "text" || (by === "hint" && draft.head);
    if (!draft.status || (isSuccess && !isCertain)) return undefined;
    // What has the status in it tells of a reply and is none, such as a line of a log.
    const { start = 0, end = 0 } = (!draft.head && !isSuccess && draft.body) || {};
    const isRecord = start <= draft.status.start && draft.status.end <= end;
    return ask(told, isRecord ? "" : body);
  }
  const status =
    told && (draft.head || !isSuccess) ? told : (operation.codes.get(codeOf(code)?.code ?? code) ?? 0);
  if (body) {
    const outcome = ask(status, body);
    if (outcome.code && (outcome.code === code || codeOf(outcome.code)?.code === codeOf(code)?.code))
      return outcome;
  }
  return ask(status, ownForm(operation.provider, code, messageOf(text, draft), draft.request?.value));
}

/** A reply's body as it came. @param {Draft} draft @param {string} text */
function bodyOf({ body, head, end }, text) {
  if (body) return parsed(text.slice(body.start, body.end)).json;
  return head ? bodyAlone(text.slice(head.body, end)) : "";
}

/** @param {string} text @param {Draft} draft @param {Operation} operation */
function codeByMessage(text, draft, operation) {
  const message = messageOf(text, draft) ?? "";
  return MESSAGES.find((known) => known.provider === operation.provider && message.includes(known.words))
    ?.code;
}

/** An error as the vendor writes it. @param {string} provider @param {string} code @param {string | undefined} message @param {string | undefined} requestId */
function ownForm(provider, code, message, requestId) {
  if (provider === "alibaba") return JSON.stringify({ Code: code, Message: message, RequestId: requestId });
  if (provider === "huawei")
    return JSON.stringify({ error_code: code, error_msg: message, request_id: requestId });
  return JSON.stringify({ __type: code, message });
}

/** @type {Record<string, string>} */
const REQUEST_ID = { aws: "x-amzn-requestid", alibaba: "x-acs-request-id", huawei: "x-request-id" };

/** @param {Draft} draft @param {Operation} operation @returns {[string, string][]} */
function headersOf({ head, facts, request }, { provider }) {
  const own =
    head?.headers ??
    facts
      .filter(({ kind }) => kind === "header")
      .flatMap(({ label, value }) => {
        const name = HEADERS.get(label);
        return name ? [/** @type {[string, string]} */ ([name, value])] : [];
      });
  const name = REQUEST_ID[provider] ?? "";
  if (!request || own.some(([known]) => known === name)) return own;
  return [...own, [name, request.value]];
}

/* ── events ── */

/** @param {Draft} draft @param {Operation} operation @returns {Outcome | undefined} */
function eventOutcome({ event = {}, code, status, request }, operation) {
  const get = (/** @type {string[]} */ ...names) =>
    names.map((name) => event[name]).find((value) => value !== undefined && value !== null && value !== "");
  const headers = headersOf(/** @type {Draft} */ ({ facts: /** @type {Fact[]} */ ([]), request }), operation);
  const ask = (/** @type {number} */ told, /** @type {string} */ body) =>
    interpret(operation.id, { status: told, headers, body });
  const failure = String(get("errorCode", "ErrorCode") ?? code?.value ?? "");
  const told = Number(status?.value ?? 0);
  if (failure) {
    const documented = codeOf(failure)?.code;
    const own = operation.codes.get(documented ?? failure) ?? 0;
    return ask(
      told >= 300 ? told : own,
      ownForm(operation.provider, failure, asText(get("errorMessage", "ErrorMessage")), request?.value),
    );
  }
  const reply = get("responseElements", "response");
  const value =
    typeof reply === "string" ? (/^\s*[{[]/.test(reply) ? parsed(reply).value : undefined) : reply;
  if (told >= 300) return ask(told, JSON.stringify(value ?? {}));
  // A trail keeps no reply of what only reads.
  if (operation.kind !== "cancel") return undefined;
  return ask(told || 200, value ? JSON.stringify(inOwnCase(value, operation)) : "{}");
}

/** @param {unknown} value */
const asText = (value) => (typeof value === "string" ? value : undefined);

/** CloudTrail begins every name with a small letter, also where the service does not. @param {unknown} value @param {Operation} operation */
function inOwnCase(value, operation) {
  if (!/^[A-Z]/.test(operation.fields[0]?.name ?? "") || typeof value !== "object" || value === null)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.slice(0, 1).toUpperCase() + key.slice(1), inner]),
  );
}

/** A masked secret of any length shows as many marks. @param {Outcome} outcome @returns {Outcome} */
function withShortMarks(outcome) {
  return outcome.message ? { ...outcome, message: outcome.message.replace(/\*{9,}/g, "********") } : outcome;
}
