// This package in Node.js, in a folder in which it is installed: the only one of the commands that stays until the tasks
// have stopped.

import { VARIABLES } from "../../../../pkg/bin/environment.js";
import { javascript, program } from "./text.js";

/** @import { Tool } from "./described.js" */

const CANCEL_ONE = [
  "const [call] = calls;",
  "const { cancel, end, finalState } = await callOff(call, { credentials });",
  "console.log(end, finalState ?? cancel.advice);",
];
const CANCEL_MANY = [
  "for await (const { call, result, error } of callOffAll(calls, { credentials }))",
  "  console.log(call.params, result?.end ?? error.message, result?.finalState ?? result?.cancel.advice);",
];
const SEND = ["for (const call of calls) console.dir(await send(call, { credentials }), { depth: null });"];

/** @type {Tool} */
export const node = {
  id: "node",
  label: "calloff (Node.js)",
  canMake: () => true,
  text(all) {
    const cancels = all.every(({ spec }) => spec.kind === "cancel");
    const [name, steps] = !cancels
      ? ["send", SEND]
      : all.length === 1
        ? ["callOff", CANCEL_ONE]
        : ["callOffAll", CANCEL_MANY];
    const provider = all[0]?.spec.provider.id ?? "aws";
    const [[id, secret, token] = []] = VARIABLES[provider].keys;
    return program("node --input-type=module", [
      `import { ${name} } from "calloff";`,
      "",
      "const { env } = process;",
      `const [accessKeyId, secretAccessKey, sessionToken] = [env.${id}, env.${secret}, env.${token}];`,
      "const credentials = { accessKeyId, secretAccessKey, sessionToken };",
      "const calls = [",
      ...all.map(({ call }) => `  ${javascript(call)},`),
      "];",
      ...steps,
    ]);
  },
};
