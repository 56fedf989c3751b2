// What the options of the network functions may hold. Everything is checked before anything is sent.
import { invalid } from "../error.js";

/** @typedef {"function" | "clock" | "signal" | "positive" | "any"} Kind */

/**
 * Every option that there is; the core checks the numbers among them. Each function takes those of the others, too, so
 * that one object can be made for all.
 * @type {Record<string, Kind>}
 */
const OPTIONS = {
  credentials: "any",
  clock: "clock",
  fetch: "function",
  signal: "signal",
  random: "function",
  retry: "any",
  timeoutMs: "any",
  deadlineMs: "any",
  pollMs: "any",
  maxPollMs: "any",
  concurrency: "positive",
  maxInFlight: "positive",
  requestsPerSecond: "positive",
  onAttempt: "function",
  onUpdate: "function",
  onProgress: "function",
};

/** @type {Record<Kind, { expected: string, is: (value: any) => boolean }>} */
const KINDS = {
  any: { expected: "", is: () => true },
  function: { expected: "expected a function", is: (value) => typeof value === "function" },
  clock: {
    expected: "expected { now(), sleep(ms, signal) }",
    is: (value) => typeof value?.now === "function" && typeof value?.sleep === "function",
  },
  signal: {
    expected: "expected an AbortSignal",
    is: (value) => typeof value?.addEventListener === "function",
  },
  positive: { expected: "expected a number above 0", is: (value) => typeof value === "number" && value > 0 },
};

/**
 * Throws what is wrong with the options, all at once.
 * @param {any} options
 */
export function check(options) {
  /** @type {Parameters<typeof invalid>[0]} */
  const faults = [];
  for (const [name, value] of Object.entries(options ?? {})) {
    const kind = Object.hasOwn(OPTIONS, name) ? KINDS[/** @type {Kind} */ (OPTIONS[name])] : undefined;
    const path = `options.${name}`;
    if (!kind)
      faults.push({
        path,
        code: "unknown",
        text: `unknown option; expected only ${Object.keys(OPTIONS).join(", ")}`,
      });
    else if (value !== undefined && !kind.is(value))
      faults.push({ path, code: typeof value === "number" ? "range" : "type", text: kind.expected });
  }
  if (faults.length > 0) throw invalid(faults);
}
