// `calloff service:Operation`: one call of any operation, and what the answer means.
import { send } from "calloff";
import { allowOptions, CALL_OPTIONS, CANCEL_OPTIONS } from "../args.js";
import { operationNamed } from "../catalogue.js";
import { openCredentials } from "../credentials.js";
import { callFrom, check } from "../params.js";
import { expectAnswer, mayCancel } from "../question.js";
import { requestText, shownRequest } from "../requests.js";
import { plain } from "../table.js";
import { taskHead, taskLine } from "../tasks.js";
import { UsageError } from "../usage-error.js";

/** @type {import("../help.js").Command} */
export const operation = {
  usage: "SERVICE:OPERATION",
  help: "send one call of any operation, with its parameters by the vendor's names",
  details:
    "A parameter with several values is repeated, or has commas; objects are given as JSON. A cancel operation is sent\nonce, and not waited for: `calloff cancel` does that.",
  options: [...CALL_OPTIONS, ...CANCEL_OPTIONS],
  examples: ["fsx:DescribeDataRepositoryTasks --region eu-west-1 --MaxResults 50"],
  operation: operationNamed,

  async run({ args, screen }) {
    allowOptions(args, operation.options);
    const [id = "", ...others] = args.words;
    const spec = operationNamed(id);
    if (others.length > 0)
      throw new UsageError(`${others[0]}: give parameters by their names: \`calloff ops ${id}\``);
    const call = callFrom(spec, args);
    check(spec, [call], (text) => screen.note(text));
    if (spec.kind === "cancel") expectAnswer(args);
    const credentials = await openCredentials(spec.provider.id, args, screen);
    const asJson = args.options.json !== undefined;

    if (args.options["dry-run"] !== undefined) {
      const request = shownRequest(call, credentials);
      screen.print(asJson ? JSON.stringify({ request }) : requestText(request));
      screen.note("Dry run: this request was not sent.");
      return 0;
    }
    const target = `${id} ${JSON.stringify(call.params)}`;
    if (spec.kind === "cancel" && !(await mayCancel([target], spec, { args, screen }))) return 2;
    const outcome = await send(call, { credentials });
    screen.print(asJson ? JSON.stringify(outcome) : outcomeText(outcome));
    if (outcome.ok) return 0;
    // Whether a cancel call that went wrong took effect may not be known.
    return spec.kind === "cancel" ? 1 : 2;
  },
};

/** @param {import("calloff").Outcome} outcome */
function outcomeText({
  verdict,
  code,
  message,
  httpStatus,
  requestId,
  task,
  tasks = task ? [task] : [],
  nextToken,
  advice,
}) {
  const said = [code, message].filter(Boolean).join(": ");
  const idWidth = Math.max(0, ...tasks.map(({ id }) => id.length));
  return [
    `${verdict}: HTTP ${httpStatus || "none"}${requestId ? `, request ${requestId}` : ""}`,
    ...(said ? [said] : []),
    ...(tasks.length > 0 ? [taskHead(idWidth), ...tasks.map((one) => taskLine(one, idWidth))] : []),
    ...(nextToken ? [`There are more: give ${nextToken} as the token of the next page.`] : []),
    advice,
  ]
    .map(plain)
    .join("\n");
}
