// `calloff ops`: the catalogue, as a table or one operation in full.
import { allowOptions } from "../args.js";
import { catalogue, operationNamed } from "../catalogue.js";
import { operationHelp } from "../help.js";
import { table } from "../table.js";
import { UsageError } from "../usage-error.js";

/** @type {import("../help.js").Command} */
export const ops = {
  usage: "ops [SERVICE:OPERATION]",
  help: "show all operations, or the parameters of one",
  options: ["json"],
  examples: ["ops", "ops fsx:DescribeDataRepositoryTasks"],

  async run({ args, screen }) {
    allowOptions(args, ops.options, { takesParams: false });
    const [id, ...others] = args.words;
    if (others.length > 0) throw new UsageError("expected one operation, or none for all");
    const specs = id === undefined ? catalogue : [operationNamed(id)];
    const [first] = specs;
    if (args.options.json !== undefined) for (const spec of specs) screen.print(JSON.stringify(spec));
    else if (id !== undefined && first) screen.print(operationHelp(first));
    else {
      const rows = specs.map(({ id, kind, provider, title }) => [id, kind, provider.service, title]);
      for (const line of table([["OPERATION", "KIND", "SERVICE", "WHAT IT DOES"], ...rows]))
        screen.print(line);
    }
    return 0;
  },
};
