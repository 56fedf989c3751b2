// `calloff free`: finds what still runs on a file system, asks, calls it off, waits.
import { cancelCallFor } from "calloff";
import { allowOptions, CALL_OPTIONS, CANCEL_OPTIONS, readLimits, WAIT_OPTIONS } from "../args.js";
import { callOffTasks } from "../call-off.js";
import { operationNamed } from "../catalogue.js";
import { openCredentials } from "../credentials.js";
import { FORMS, taskListsOf } from "../file-systems.js";
import { callFrom, check } from "../params.js";
import { expectAnswer, mayCancel } from "../question.js";
import { foundTasks, taskLine } from "../tasks.js";
import { UsageError } from "../usage-error.js";

/** @type {import("../help.js").Command} */
export const free = {
  usage: "free FILE_SYSTEM",
  help: "find the tasks that still run on a file system, call them off, and wait until none runs",
  details: `FILE_SYSTEM: ${FORMS}.`,
  options: [...CALL_OPTIONS, ...CANCEL_OPTIONS, ...WAIT_OPTIONS],
  examples: ["free fs-0123456789abcdef0 --region eu-west-1"],

  async run({ args, argv, screen }) {
    allowOptions(args, free.options);
    const [id = "", ...others] = args.words;
    if (id === "" || others.length > 0) throw new UsageError(`expected the id of one file system: ${FORMS}`);
    const lists = taskListsOf(id);
    const [first] = lists;
    if (!first) throw new UsageError(`${id}: expected the id of a file system: ${FORMS}`);
    const calls = lists.map(({ spec, params }) => callFrom(spec, args, params));
    check(first.spec, calls, (text) => screen.note(text));
    readLimits(args);
    expectAnswer(args);
    const credentials = await openCredentials(first.spec.provider.id, args, screen);

    const stages = [];
    const lines = [];
    for (const list of calls) {
      const stage = [];
      for await (const task of foundTasks(list, { credentials, screen })) {
        if (task.terminal) continue;
        stage.push(cancelCallFor(list, task));
        lines.push(taskLine(task, task.id.length));
      }
      stages.push(stage);
    }
    const [cancel] = stages.flat();
    if (!cancel) {
      if (args.options.json === undefined) screen.note(`No task runs on ${id}.`);
      return 0;
    }
    const context = { args, argv, credentials, screen };
    if (!(await mayCancel(lines, operationNamed(cancel.operation), context))) return 2;
    return callOffTasks(stages, context);
  },
};
