// What comes in with a request: read, limited, and checked.
// Schemas for the few inputs that are not a vendor's call: 2 KB, since only what is used is bundled.
import * as v from "valibot";
import { invalid, Refusal } from "./refusal.js";

/** Calls of one page, at most. */
export const MAX_CALLS = 1_000;
export const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** What is larger than allowed is read up to here and thrown away: who is still sending might not hear the answer. */
const MAX_READ_BYTES = 16 * 1024 * 1024;
const MAX_PAGE = 500;

const call = v.record(v.string(), v.unknown());
const calls = v.pipe(v.array(call), v.minLength(1), v.maxLength(MAX_CALLS));
const profile = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const whole = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, "expected a cursor as a reply gave it"),
  v.transform(Number),
);
const limit = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^\d{1,4}$/, "expected a whole number"),
    v.transform(Number),
    v.minValue(1),
    v.maxValue(MAX_PAGE),
  ),
  "100",
);
const time = v.pipe(
  v.string(),
  v.check((text) => Number.isFinite(Date.parse(text)), "expected a time such as 2026-11-27T12:00:00Z"),
  v.transform((text) => Date.parse(text)),
);
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

export const bodies = {
  validate: v.strictObject({ call: v.unknown() }),
  list: v.strictObject({ profile, call }),
  job: v.strictObject({ profile, calls }),
  calls: v.strictObject({ calls }),
};
export const queries = {
  none: v.strictObject({}),
  jobs: v.strictObject({ cursor: v.optional(whole), limit }),
  tasks: v.strictObject({ cursor: v.optional(whole), limit }),
  history: v.strictObject({
    who: v.optional(word),
    profile: v.optional(word),
    operation: v.optional(word),
    verdict: v.optional(word),
    from: v.optional(time),
    to: v.optional(time),
    search: v.optional(word),
    cursor: v.optional(whole),
    limit,
  }),
};

/**
 * @template {v.GenericSchema} S
 * @param {S} schema
 * @param {unknown} input
 * @returns {v.InferOutput<S>}
 */
export function checked(schema, input) {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw invalid(
    result.issues.slice(0, 20).map((issue) => ({
      path: v.getDotPath(issue) ?? "",
      code: issue.type,
      severity: "error",
      message: issue.message,
    })),
  );
}

/** @param {Request} request */
export async function jsonOf(request) {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json *(;|$)/i.test(type))
    throw new Refusal(415, "content-type", "expected content-type: application/json");
  const text = await textOf(request);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(400, "not-json", `The body is not JSON: ${/** @type {Error} */ (error).message}`);
  }
}

/** The body, as far as it is allowed to be. @param {Request} request */
async function textOf(request) {
  const tooLarge = new Refusal(
    413,
    "too-large",
    `expected at most ${MAX_BODY_BYTES} bytes; send calls in pages`,
  );
  if (Number(request.headers.get("content-length") ?? 0) > MAX_READ_BYTES) throw tooLarge;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [text, size] = ["", 0];
  try {
    for await (const chunk of /** @type {any} */ (request.body ?? [])) {
      size += chunk.byteLength;
      if (size > MAX_READ_BYTES) throw tooLarge;
      if (size <= MAX_BODY_BYTES) text += decoder.decode(chunk, { stream: true });
    }
    if (size > MAX_BODY_BYTES) throw tooLarge;
    return text + decoder.decode();
  } catch (error) {
    if (error === tooLarge) throw error;
    throw new Refusal(400, "not-utf-8", "The body is not UTF-8, or broke off");
  }
}

/** @param {Request} request */
export const queryOf = (request) => Object.fromEntries(new URL(request.url).searchParams);

/** Prints in a header, and is one line. @param {Request} request */
export function idempotencyKey(request) {
  const key = request.headers.get("idempotency-key");
  if (key === null) return undefined;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new Refusal(
    400,
    "idempotency-key",
    "Idempotency-Key: expected 1 to 255 printable characters without spaces",
  );
}
