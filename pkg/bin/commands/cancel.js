// `calloff cancel`: calls off tasks that are given by their ids, and waits.
import { allowOptions, CALL_OPTIONS, CANCEL_OPTIONS, readLimits, WAIT_OPTIONS } from "../args.js";
import { callOffTasks } from "../call-off.js";
import { operationFor, taskField } from "../catalogue.js";
import { openCredentials } from "../credentials.js";
import { callFrom, check } from "../params.js";
import { expectAnswer, mayCancel } from "../question.js";
import { readAll } from "../stdin.js";
import { UsageError } from "../usage-error.js";

/** @type {import("../help.js").Command} */
export const cancel = {
  usage: "cancel SERVICE TASK...",
  help: "call off tasks by their ids, and wait until none of them runs",
  details:
    "SERVICE: such as fsx, or an operation, such as nas:CancelDataFlowTask. TASK: an id, or - for ids on standard input,\none a line. What the tasks belong to is given by the vendor's names, such as --FileSystemId.",
  options: [...CALL_OPTIONS, ...CANCEL_OPTIONS, ...WAIT_OPTIONS],
  examples: [
    "cancel fsx task-0123456789abcdef0 --region eu-west-1",
    "cancel fsx - --region eu-west-1 --yes < ids.txt",
  ],
  operation: (name) => operationFor(name, "cancel"),

  async run({ args, argv, screen }) {
    allowOptions(args, cancel.options);
    const [service, ...words] = args.words;
    if (service === undefined || words.length === 0)
      throw new UsageError("expected a service, and the ids of its tasks, or - for ids on standard input");
    const spec = operationFor(service, "cancel");
    if (words.includes("-") && args.options.credentials !== undefined)
      throw new UsageError(
        "standard input cannot hold both the ids (-) and the credentials (--credentials -): give the credentials by the environment",
      );
    if (words.includes("-") && process.stdin.isTTY)
      throw new UsageError(
        "-: expected ids on standard input, which is a terminal; pipe them in, as with < ids.txt",
      );
    readLimits(args);
    expectAnswer(args);
    const field = taskField(spec);
    const ids = await taskIds(words);
    const sample = callFrom(spec, args, { [field]: ids[0] });
    const calls = ids.map((id) => ({ ...sample, params: { ...sample.params, [field]: id } }));
    check(spec, calls, (text) => screen.note(text));

    const credentials = await openCredentials(spec.provider.id, args, screen);
    const context = { args, argv, credentials, screen };
    if (!(await mayCancel(ids, spec, context))) return 2;
    return callOffTasks([calls], context);
  },
};

/** @param {string[]} words */
async function taskIds(words) {
  const typed = words.filter((word) => word !== "-");
  const piped = words.includes("-") ? (await readAll()).split(/\s+/).filter(Boolean) : [];
  const ids = [...new Set([...typed, ...piped])];
  if (ids.length === 0)
    throw new UsageError("-: expected ids on standard input, one a line; there were none");
  return ids;
}
