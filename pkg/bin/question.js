// The question before anything is canceled.
import { createInterface } from "node:readline/promises";
import { UsageError } from "./usage-error.js";

/** @typedef {import("./args.js").Arguments} Arguments */

/** Tasks that are shown at most. */
const MAX_SHOWN = 20;

/** @param {Arguments} args */
const isAsked = ({ options }) => options.yes === undefined && options["dry-run"] === undefined;

/**
 * Refuses right away what would end in a question that nobody can answer.
 * @param {Arguments} args
 */
export function expectAnswer(args) {
  if (isAsked(args) && !process.stdin.isTTY)
    throw new UsageError(
      "standard input is no terminal, so nobody can be asked before tasks are canceled: add --yes if they may be, or --dry-run to see the requests",
    );
}

/**
 * Whether the tasks may be canceled.
 * @param {string[]} tasks a line each
 * @param {import("calloff").OperationSpec} spec
 * @param {{ args: Arguments, screen: import("./screen.js").Screen }} context
 */
export async function mayCancel(tasks, { provider, effects = [] }, { args, screen }) {
  if (!isAsked(args)) return true;
  for (const line of tasks.slice(0, MAX_SHOWN)) screen.note(line);
  if (tasks.length > MAX_SHOWN) screen.note(`and ${tasks.length - MAX_SHOWN} more`);
  screen.note(["", ...effects].join("\n"));
  const what = tasks.length === 1 ? "this task" : `these ${tasks.length} tasks`;
  const isAllowed = await ask(`Call off ${what} of ${provider.service}?`);
  if (!isAllowed) screen.note("Nothing was canceled.");
  return isAllowed;
}

/** @param {string} question */
async function ask(question) {
  // The terminal itself sees to the editing, and to Ctrl-C.
  const asking = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  /** @type {Promise<string>} */
  const closed = new Promise((resolve) => asking.once("close", () => resolve("")));
  const answer = await Promise.race([asking.question(`${question} [y/N] `), closed]);
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}
