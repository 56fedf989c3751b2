// `calloff list`: shows the tasks of a service or of a file system, as they are found.
import { allowOptions, CALL_OPTIONS } from "../args.js";
import { operationFor } from "../catalogue.js";
import { openCredentials } from "../credentials.js";
import { taskListsOf } from "../file-systems.js";
import { callFrom, check } from "../params.js";
import { foundTasks, taskHead, taskLine } from "../tasks.js";
import { UsageError } from "../usage-error.js";

/** @type {import("../help.js").Command} */
export const list = {
  usage: "list SERVICE | FILE_SYSTEM",
  help: "show tasks and their states, through all pages",
  details: "SERVICE: such as fsx, or an operation, such as nas:DescribeDataFlowTasks.",
  options: CALL_OPTIONS,
  examples: ["list fsx --region eu-west-1", "list fs-0123456789abcdef0 --region eu-west-1 --json"],
  operation: (name) => operationFor(name, "list"),

  async run({ args, screen }) {
    allowOptions(args, list.options);
    const [name, ...others] = args.words;
    if (name === undefined || others.length > 0) throw new UsageError("expected one service or file system");
    const known = taskListsOf(name);
    const lists = known.length > 0 ? known : [{ spec: operationFor(name, "list"), params: {} }];
    const calls = lists.map(({ spec, params }) => callFrom(spec, args, params));
    const [{ spec }] = /** @type {[typeof lists[0]]} */ (lists);
    check(spec, calls, (text) => screen.note(text));
    const credentials = await openCredentials(spec.provider.id, args, screen);

    const asJson = args.options.json !== undefined;
    let idWidth = 0;
    for (const call of calls)
      for await (const task of foundTasks(call, { credentials, screen })) {
        if (screen.isClosed) return 0;
        // The ids of a service are of one length, or nearly so.
        if (idWidth === 0) {
          idWidth = task.id.length;
          if (!asJson) screen.print(taskHead(idWidth));
        }
        screen.print(asJson ? JSON.stringify(task) : taskLine(task, idWidth));
      }
    if (idWidth === 0 && !asJson) screen.note("There are no tasks.");
    return 0;
  },
};
