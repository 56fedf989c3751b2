// The command line: the options that there are, and what was given.
import { parseArgs } from "node:util";
import { catalogue } from "./catalogue.js";
import { UsageError } from "./usage-error.js";

/**
 * @typedef {keyof typeof OPTIONS} OptionName
 * @typedef {object} Arguments
 * @property {string[]} words what is given without a name
 * @property {Partial<Record<OptionName, string>>} options
 * @property {string[]} variants
 * @property {Record<string, string[]>} params by the vendor's names, each with all its values
 */

/** `value`: what an option takes, in the words of the help; the others are on or off. */
export const OPTIONS = {
  region: { value: "REGION", help: "the vendor's region id, such as eu-west-1; else the environment's" },
  endpoint: { value: "URL", help: "where to send: https, or http on this machine; else the region's own" },
  variant: {
    value: "NAME",
    help: "fips, dualstack or vpc: a variant of the region's endpoint; may be repeated",
  },
  credentials: { value: "-", help: "read them as JSON from standard input; else from the environment" },
  yes: { help: "do not ask before anything is canceled" },
  "dry-run": { help: "show the requests that would be sent, and cancel nothing" },
  json: { help: "print JSON, one object a line" },
  deadline: { value: "TIME", help: "wait no longer for a task to end: 90s, 15m, 2h; 15m unless given" },
  rate: { value: "N", help: "never more requests a second; else what the provider takes" },
  concurrency: { value: "N", help: "requests under way at once; 16 unless given" },
  help: { help: "show what the command takes" },
  version: { help: "show the version" },
};

/** Those of every command that sends something. @type {OptionName[]} */
export const CALL_OPTIONS = ["region", "endpoint", "variant", "credentials", "json"];
/** Those of a command that cancels. @type {OptionName[]} */
export const CANCEL_OPTIONS = ["yes", "dry-run"];
/** Those of a command that waits for tasks to end. @type {OptionName[]} */
export const WAIT_OPTIONS = ["deadline", "rate", "concurrency"];

/** @type {ReadonlySet<string>} */
const paramNames = new Set(catalogue.flatMap(({ fields }) => fields.map(({ name }) => name)));

/** @param {string} name @returns {name is OptionName} */
const isOption = (name) => Object.hasOwn(OPTIONS, name);
/** @param {string} name */
const takesValue = (name) => (isOption(name) ? "value" in OPTIONS[name] : paramNames.has(name));

/**
 * @param {string[]} argv
 * @returns {Arguments}
 */
export function readArguments(argv) {
  const known = new Set([...Object.keys(OPTIONS), ...paramNames]);
  /** @type {Record<string, { type: "string" | "boolean" }>} */
  const options = Object.fromEntries(
    [...known].map((name) => [name, { type: takesValue(name) ? "string" : "boolean" }]),
  );
  // Not strict: what is wrong is said below, in words of our own, which never repeat a value.
  const { tokens, positionals } = parseArgs({ args: argv, options, strict: false, tokens: true });

  /** @type {Arguments} */
  const args = { words: positionals, options: {}, variants: [], params: {} };
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    if (!known.has(name)) throw unknownOption(name, rawName);
    if (
      takesValue(name) ? value === undefined || (!inlineValue && value.startsWith("--")) : value !== undefined
    )
      throw new UsageError(`${rawName} ${takesValue(name) ? "needs a value" : "takes no value"}`);
    if (!isOption(name)) args.params[name] = [...(args.params[name] ?? []), value ?? ""];
    else if (name === "variant") args.variants.push(value ?? "");
    else args.options[name] = value ?? "";
  }
  return args;
}

/** @param {string} name @param {string} rawName */
function unknownOption(name, rawName) {
  if (/key|secret|token|password|credential/i.test(name))
    return new UsageError(
      `${rawName}: credentials are not taken as arguments, since others can see those; set the vendor's own environment variables, or give JSON on standard input with --credentials -`,
    );
  const bare = (/** @type {string} */ text) => text.replace(/[-_]/g, "").toLowerCase();
  const alike = [...Object.keys(OPTIONS), ...paramNames].find((one) => bare(one) === bare(name));
  return new UsageError(`${rawName}: there is no such option${alike ? `; did you mean --${alike}?` : ""}`);
}

/**
 * Refuses options that a command has no use for.
 * @param {Arguments} args
 * @param {readonly OptionName[]} allowed
 */
export function allowOptions({ options, variants, params }, allowed, { takesParams = true } = {}) {
  const given = [...Object.keys(options), ...(variants.length > 0 ? ["variant"] : [])];
  const foreign = given.find((name) => name !== "help" && !allowed.some((one) => one === name));
  const extra = foreign ?? (takesParams ? undefined : Object.keys(params)[0]);
  if (extra !== undefined) throw new UsageError(`--${extra}: this command does not take it`);
}

const MS = { s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * The limits of a call-off, as the package takes them.
 * @param {Arguments} args
 */
export function readLimits({ options: { deadline, rate, concurrency } }) {
  const [, count = "", unit = ""] = /^(\d+(?:\.\d+)?)([smh])$/.exec(deadline ?? "15m") ?? [];
  const deadlineMs = Number(count) * MS[/** @type {keyof typeof MS} */ (unit)];
  if (!(deadlineMs > 0))
    throw new UsageError(
      `--deadline: expected a time such as 90s, 15m or 2h, found ${JSON.stringify(deadline)}`,
    );
  return {
    deadlineMs,
    ...(rate !== undefined && { requestsPerSecond: positive("rate", rate) }),
    ...(concurrency !== undefined && { concurrency: positive("concurrency", concurrency) }),
  };
}

/** @param {string} name @param {string} text */
function positive(name, text) {
  const number = Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new UsageError(`--${name}: expected a number above 0, found ${JSON.stringify(text)}`);
}
