// `calloff explain`: what a pasted error, reply or log line means.
import { allowOptions } from "../args.js";
import { findOperation, operationNamed, taskField } from "../catalogue.js";
import { commandLine } from "../shell.js";
import { readAll } from "../stdin.js";
import { plain, table } from "../table.js";
import { UsageError } from "../usage-error.js";

/** @type {import("../help.js").Command} */
export const explain = {
  usage: "explain [SERVICE:OPERATION]",
  help: "say what an error, a reply or a log line on standard input means; nothing is sent",
  details:
    "SERVICE:OPERATION: what the text answers, where it does not tell by itself. Ends with 1 when nothing is known.",
  options: ["json"],
  examples: ["explain < error.txt"],

  async run({ args, screen }) {
    allowOptions(args, explain.options, { takesParams: false });
    const [hint, ...others] = args.words;
    if (others.length > 0)
      throw new UsageError("expected one operation, or none; the text comes on standard input");
    const operation = hint === undefined ? undefined : operationNamed(hint).id;
    if (process.stdin.isTTY) screen.note("Paste the text, then press Ctrl-D.");
    const { explain: read } = await import("calloff/explain");
    const explanation = read(await readAll(), operation);
    if (args.options.json !== undefined) screen.print(JSON.stringify(explanation));
    else screen.print(explanationText(explanation));
    return explanation.kind === "nothing" ? 1 : 0;
  },
};

/** @param {import("calloff/explain").Explanation} explanation */
function explanationText({ summary, outcomes, found, call }) {
  const replies = outcomes.flatMap(({ verdict, code, message, advice, docs }) => [
    "",
    [verdict, code, message].filter(Boolean).join(": "),
    advice,
    docs,
  ]);
  const places = found.map(({ what, text }) => [what, text]);
  return [summary, ...replies, ...(places.length > 0 ? ["", ...table(places)] : []), ...cancelCommand(call)]
    .map(plain)
    .join("\n");
}

/**
 * What to run to call off the task that the text names. An endpoint in the text is left out: whoever wrote the text
 * could have the requests sent anywhere.
 * @param {import("calloff/explain").Explanation["call"]} call
 */
function cancelCommand({ operation, region, params = {} } = {}) {
  const spec = findOperation(operation ?? "");
  if (spec?.kind !== "cancel") return [];
  const { [taskField(spec)]: task, ...parents } = params;
  if (typeof task !== "string") return [];
  const named = Object.entries(parents).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const where = region ? ["--region", region] : [];
  return ["", `To call it off: ${commandLine(["cancel", spec.id, task, ...named, ...where])}`];
}
