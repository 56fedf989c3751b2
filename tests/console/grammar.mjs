// How two tools read their command lines, for machines on which they cannot be installed: from the source of Alibaba
// Cloud's CLI 3 (cli/parser.go, openapi/rpc.go), and from KooCLI's manual.

import { shell } from "./terminal.mjs";

/** @typedef {{ words: string[], options: Record<string, string> }} Arguments */

/** What the shell hands to a tool: the words of each line. @param {string} tool @param {string} text */
export async function wordsOf(tool, text) {
  const { stdout } = await shell(`${tool}() { printf '%s\\0' "$@"; printf '\\1\\0'; }\n${text}`);
  return stdout
    .split("\x01\0")
    .slice(0, -1)
    .map((words) => words.split("\0").slice(0, -1));
}

/** Options of Alibaba Cloud's CLI that take no value. */
const SWITCHES = ["insecure"];

/**
 * A word is cut at its first "=" or ":". One that begins with two hyphens is an option, also where the value of the one
 * before was awaited, which then has none; one with a single hyphen is a short option.
 * @param {string[]} args @returns {Arguments}
 */
export function readAliyun(args) {
  /** @type {Arguments} */
  const read = { words: [], options: {} };
  /** @type {string | undefined} */
  let open;
  for (const word of args) {
    const [, prefix = "", , value = ""] = /^([^=:]*)([=:](.*))?$/s.exec(word) ?? [];
    if (prefix === "--" || (prefix.startsWith("-") && !prefix.startsWith("--")))
      throw new Error(`not an option: ${word}`);
    if (prefix.startsWith("--") && !prefix.startsWith("---")) {
      const name = prefix.slice(2);
      if (name in read.options) throw new Error(`--${name} is there twice`);
      read.options[name] = value;
      open = value === "" && !SWITCHES.includes(name) ? name : undefined;
    } else if (open !== undefined) {
      read.options[open] = word;
      open = undefined;
    } else read.words.push(word);
  }
  return read;
}

/**
 * hcloud <service> <operation> --name=value …, and values without special characters.
 * @param {string[]} args @returns {Arguments}
 */
export function readHcloud(args) {
  /** @type {Arguments} */
  const read = { words: [], options: {} };
  for (const word of args) {
    const [, name, value] = /^--([a-z_-]+)=([\w.:-]+)$/.exec(word) ?? [];
    if (name === undefined || value === undefined) {
      if (word.startsWith("-") || Object.keys(read.options).length > 0)
        throw new Error(`not an option: ${word}`);
      read.words.push(word);
    } else if (name in read.options) throw new Error(`--${name} is there twice`);
    else read.options[name] = value;
  }
  return read;
}
