// From the command line to the command that is meant, and from what goes wrong to a sentence and an exit code.
import { CalloffError, version } from "calloff";
import { readArguments } from "./args.js";
import { cancel } from "./commands/cancel.js";
import { explain } from "./commands/explain.js";
import { free } from "./commands/free.js";
import { list } from "./commands/list.js";
import { operation } from "./commands/operation.js";
import { ops } from "./commands/ops.js";
import { secretsInEnvironment } from "./credentials.js";
import { commandHelp, mainHelp } from "./help.js";
import { Screen } from "./screen.js";
import { UsageError } from "./usage-error.js";

/** @type {Record<string, import("./help.js").Command>} */
const COMMANDS = { free, cancel, list, explain, ops };

/**
 * @param {string[]} argv
 * @returns {Promise<number>} the exit code
 */
export async function main(argv) {
  const screen = new Screen();
  screen.hide(secretsInEnvironment());
  try {
    return await run(argv, screen);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CalloffError)) throw error;
    for (const line of error.message.split("\n")) screen.note(`calloff: ${line}`);
    if (error instanceof UsageError) screen.note(`Try \`calloff ${nameIn(argv)}--help\`.`);
    return 2;
  }
}

/** The command for a hint where to read on. @param {string[]} argv */
const nameIn = ([name = ""]) => (Object.hasOwn(COMMANDS, name) ? `${name} ` : "");

/**
 * @param {string[]} argv
 * @param {Screen} screen
 */
async function run(argv, screen) {
  const { words: given, ...rest } = readArguments(argv);
  const { help, version: asksVersion } = rest.options;
  const [name, ...others] = given;
  if (asksVersion !== undefined) screen.print(version);
  else if (name === undefined && help !== undefined) screen.print(mainHelp({ ...COMMANDS, operation }));
  if (asksVersion !== undefined || (name === undefined && help !== undefined)) return 0;
  if (name === undefined) throw new UsageError(`expected a command: ${Object.keys(COMMANDS).join(", ")}`);

  const isOperation = name.includes(":");
  const command = isOperation ? operation : Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command)
    throw new UsageError(
      `${name}: there is no such command; expected ${Object.keys(COMMANDS).join(", ")}, or an operation`,
    );
  const words = isOperation ? given : others;
  if (help === undefined) return command.run({ args: { words, ...rest }, argv, screen });
  const [target] = words;
  screen.print(commandHelp(command, target === undefined ? undefined : command.operation?.(target)));
  return 0;
}
