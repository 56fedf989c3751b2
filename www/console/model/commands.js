// Calls as commands for a terminal, one tool a line. Secrets are left to the environment, by the names that the vendors'
// own tools have for them, so that nothing in a command has to be hidden.

import { validate } from "calloff";
import { aliyun } from "./commands/aliyun.js";
import { awsCli } from "./commands/aws-cli.js";
import { boto3 } from "./commands/boto3.js";
import { sigv4Curl, tokenCurl } from "./commands/curl.js";
import { described } from "./commands/described.js";
import { hcloud } from "./commands/hcloud.js";
import { node } from "./commands/node.js";

/** @import { Call } from "calloff" */
/** @import { Tool } from "./commands/described.js" */

/** In the order in which they are offered. @type {Tool[]} */
const TOOLS = [awsCli, aliyun, hcloud, sigv4Curl, tokenCurl, boto3, node];

/** @typedef {{ id: string, label: string, readonly text: string }} Command its text is written once it is looked at */

/** What was asked for last: the page asks for the same each time that it is drawn. @type {{ calls: Call[], commands: Command[] } | undefined} */
let before;

/**
 * The tools that can make all of these calls, each with the text to run: none where a call has an error.
 * @param {Call[]} calls
 * @returns {Command[]}
 */
export function commandsFor(calls) {
  if (
    before &&
    before.calls.length === calls.length &&
    calls.every((call, index) => call === before?.calls[index])
  )
    return before.commands;
  const commands = newCommands(calls);
  before = { calls: [...calls], commands };
  return commands;
}

/** @param {Call[]} calls @returns {Command[]} */
function newCommands(calls) {
  const hasError = (/** @type {Call} */ call) => validate(call).some(({ severity }) => severity === "error");
  if (calls.length === 0 || calls.some(hasError)) return [];
  const all = calls.map(described);
  // A command's credentials are those of one provider.
  if (new Set(all.map(({ spec }) => spec.provider.id)).size > 1) return [];
  return TOOLS.filter(({ canMake }) => all.every(canMake)).map(({ id, label, text }) => {
    /** @type {string | undefined} */
    let written;
    return {
      id,
      label,
      get text() {
        written ??= text(all);
        return written;
      },
    };
  });
}
