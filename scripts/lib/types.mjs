// The declarations of the package: what each operation takes, from the catalogue, and all of them again for require.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bin, root } from "./setup.mjs";

/** @import { FieldSpec, OperationSpec } from "calloff" */

const pkg = join(root, "pkg");
const dist = join(pkg, "dist");
const generated = join(pkg, "types", "operations.d.ts");

/**
 * A doc comment of these lines; a pattern may hold the characters that would end it.
 * @param {string[]} lines
 */
function comment(lines) {
  const safe = lines.map((line) => line.replaceAll("*/", "*\\/"));
  return safe.length === 1 ? `/** ${safe[0]} */` : `/**\n${safe.map((line) => ` * ${line}`).join("\n")}\n */`;
}

/**
 * "12 to 128 characters", "at most 50 items", "at least 1"; "" without a limit.
 * @param {number | undefined} min
 * @param {number | undefined} max
 * @param {string} [unit]
 */
function range(min, max, unit) {
  const [least, most] = [min, max].map((limit) => limit?.toLocaleString("en"));
  const units = unit ? ` ${unit}${(max ?? min) === 1 ? "" : "s"}` : "";
  if (least && most) return `${least} to ${most}${units}`;
  return most ? `at most ${most}${units}` : least ? `at least ${least}${units}` : "";
}

/**
 * What a parameter is for, its limits, and an example.
 * @param {FieldSpec} field
 */
function fieldComment({ help, example, type, min, max, minLength, maxLength, maxItems, pattern }) {
  const each = type === "string[]" ? "each " : "";
  const limits = [
    range(undefined, maxItems, "item"),
    range(min, max),
    range(minLength, maxLength, "character").replace(/^./, (start) => each + start),
    pattern ? `pattern \`${pattern}\`` : "",
  ].filter(Boolean);
  const lines = [help];
  if (limits.length > 0) lines.push(`Limits: ${limits.join("; ")}.`);
  const quoted = type.startsWith("string") ? JSON.stringify(example) : example;
  if (example) lines.push(`@example ${type === "string[]" ? `[${quoted}]` : quoted}`);
  return comment(lines);
}

/**
 * A parameter's type. Vendors add words to their enums, so any other string goes, too.
 * @param {FieldSpec} field
 * @returns {string}
 */
function fieldType({ name, type, enum: words, fields = [] }) {
  const text = words ? `${words.map((word) => JSON.stringify(word)).join(" | ")} | (string & {})` : "string";
  switch (type) {
    case "string":
      return text;
    case "string[]":
      return words ? `(${text})[]` : `${text}[]`;
    case "boolean":
      return "boolean";
    case "integer":
      return "number";
    case "object[]":
      return `{\n${fields.map(member).join("\n")}\n}[]`;
    default:
      throw new Error(
        `${name}: no TypeScript type is known for the catalogue's "${type}"; add it to scripts/lib/types.mjs`,
      );
  }
}

/** @param {FieldSpec} field */
const member = (field) =>
  `${fieldComment(field)}\n${JSON.stringify(field.name)}${field.required ? "" : "?"}: ${fieldType(field)};`;

/** @param {OperationSpec} operation */
function operationType({ id, title, provider, permission, cancelableStates, docs, fields }) {
  const lines = [`${provider.service}: ${title}.`, `Needs the permission \`${permission}\`.`];
  if (cancelableStates) lines.push(`Works in these states: ${cancelableStates.join(", ")}.`);
  return `${comment([...lines, `@see ${docs}`])}\n${JSON.stringify(id)}: {\n${fields.map(member).join("\n")}\n};`;
}

/**
 * What each operation of the catalogue takes, as TypeScript.
 * @param {OperationSpec[]} operations
 */
export function operationTypes(operations) {
  /** @param {OperationSpec["kind"]} wanted */
  const ids = (wanted) =>
    operations
      .filter(({ kind }) => kind === wanted)
      .map(({ id }) => JSON.stringify(id))
      .join(" | ") || "never";
  const text = `// What each operation takes. Made from the catalogue in src/providers by \`npm run build\`: do not change it by hand.

/**
 * What each operation takes, spelled exactly as the vendor's API reference spells it.
 * The ids of the operations are \`service:Operation\`, as in the vendor's own permissions.
 */
export interface OperationMap {
${operations.map(operationType).join("\n\n")}
}

/** Every operation that this package knows. */
export type OperationId = keyof OperationMap;
/** The operations that cancel a task. */
export type CancelOperationId = ${ids("cancel")};
/** The operations that tell the state of one task. */
export type StatusOperationId = ${ids("status")};
/** The operations that find tasks. */
export type ListOperationId = ${ids("list")};
`;
  const biome = ["format", `--stdin-file-path=${generated}`];
  return execFileSync(bin("biome"), biome, { cwd: root, input: text, encoding: "utf8" });
}

/**
 * Writes the types of the operations from the catalogue of the package that was just built, then every declaration
 * once more for require.
 * @param {{ frozen: boolean }} options frozen: do not write the types of the operations, but throw where they differ
 */
export async function writeTypes({ frozen }) {
  const { operations } = await import(pathToFileURL(join(dist, "index.js")).href);
  const text = operationTypes(operations());
  if (!existsSync(generated) || readFileSync(generated, "utf8") !== text) {
    if (frozen)
      throw new Error(
        "pkg/types/operations.d.ts is not what the catalogue says: run `npm run build`, and commit what it writes",
      );
    writeFileSync(generated, text);
  }

  mkdirSync(join(dist, "types"), { recursive: true });
  const files = readdirSync(pkg, { recursive: true, encoding: "utf8" });
  for (const name of files.filter((name) => name.endsWith(".d.ts"))) {
    const declarations = readFileSync(join(pkg, name), "utf8");
    const required = declarations.replace(/(from "\.[^"]*)\.js"/g, '$1.cjs"');
    writeFileSync(join(dist, name.replace(/\.ts$/, ".cts")), required);
  }
}
