// Values as the shell, Python and JavaScript write them.

import { quoted } from "../../../../pkg/bin/shell.js";

/** @param {string[]} words */
export const line = (words) => words.map(quoted).join(" ");

/** The same name in the style of command lines. @param {string} name */
export const kebab = (name) => separated(name, "-");
/** The same name in the style of Python. @param {string} name */
export const snake = (name) => separated(name, "_");

/** @param {string} name @param {string} separator */
const separated = (name, separator) => name.replace(/([a-z0-9])([A-Z])/g, `$1${separator}$2`).toLowerCase();

/** Valid in both languages: an exclamation mark would call up an older command in an interactive shell.
 *  @param {unknown} value */
const json = (value) => JSON.stringify(value).replaceAll("!", "\\u0021");

/** @param {unknown} value @returns {string} */
export function python(value) {
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object" || value === null) return json(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${json(name)}: ${python(member)}`)
    .join(", ")}}`;
}

/** @param {unknown} value @returns {string} */
export function javascript(value) {
  if (Array.isArray(value)) return `[${value.map(javascript).join(", ")}]`;
  if (typeof value !== "object" || value === null) return json(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${name}: ${javascript(member)}`).join(", ")} }`;
}

/** A program that an interpreter reads from the lines that follow. The literals above have no line ends in them, so
 *  that none of the lines ends it early. @param {string} interpreter @param {string[]} lines */
export const program = (interpreter, lines) => [`${interpreter} <<'EOF'`, ...lines, "EOF"].join("\n");
