// Help, made from what the commands say of themselves and from the catalogue.
import { version } from "calloff";
import { OPTIONS } from "./args.js";
import { catalogue, serviceOf, taskField } from "./catalogue.js";
import { PARAMETER_VARIABLES, VARIABLES } from "./environment.js";
import { table } from "./table.js";

/**
 * @typedef {import("calloff").OperationSpec} OperationSpec
 * @typedef {object} Context what a command is run with
 * @property {import("./args.js").Arguments} args
 * @property {string[]} argv as it was typed
 * @property {import("./screen.js").Screen} screen
 *
 * @typedef {object} Command
 * @property {string} usage
 * @property {string} help in one line
 * @property {string} [details]
 * @property {readonly import("./args.js").OptionName[]} options
 * @property {string[]} examples
 * @property {(name: string) => OperationSpec} [operation] that is meant by the first word
 * @property {(context: Context) => Promise<number>} run gives the exit code
 */

export const EXIT_CODES = `Exit codes
  0    every task is confirmed not to run any more; or the call was answered
  1    not every task is: one was refused, or has not ended by the deadline, or nobody knows; or explain knows nothing
  2    nothing was canceled: a wrong command line, no credentials, the answer "no", or a list that was refused
  130  Ctrl-C; 143 when told to end`;

/** @param {string} title @param {string[][]} rows */
const section = (title, rows) => [
  title,
  ...table(rows.map((cells) => [`  ${cells[0]}`, ...cells.slice(1)])),
  "",
];

/** @param {readonly import("./args.js").OptionName[]} names */
function optionRows(names) {
  return names.map((name) => {
    const { help, value } = /** @type {{ help: string, value?: string }} */ (OPTIONS[name]);
    return [`--${name}${value ? ` ${value}` : ""}`, help];
  });
}

/** @param {Record<string, Command>} commands */
export function mainHelp(commands) {
  const cancels = catalogue.filter(({ kind }) => kind === "cancel");
  const all = Object.values(commands);
  return [
    `calloff ${version}: calls off data-transfer tasks in any cloud, and waits until they no longer run.`,
    "",
    ...section(
      "Usage",
      all.map(({ usage, help }) => [`calloff ${usage}`, help]),
    ),
    ...section(
      "Examples",
      all.flatMap(({ examples }) => examples.slice(0, 1).map((example) => [`calloff ${example}`])),
    ),
    ...section("Options", optionRows(/** @type {any} */ (Object.keys(OPTIONS)))),
    ...section(
      "Services",
      cancels.map((spec) => [serviceOf(spec), spec.provider.service, spec.id, taskField(spec)]),
    ),
    ...section("Credentials, by the environment", variableRows()),
    EXIT_CODES,
  ].join("\n");
}

function variableRows() {
  return Object.entries(VARIABLES).flatMap(([vendor, { keys, token, region }]) => {
    const name = catalogue.find(({ provider }) => provider.id === vendor)?.provider.name ?? vendor;
    const rows = [...keys.map((names) => names.join(", ")), ...token, `region: ${region.join(", ")}`];
    return rows.map((text, index) => [index === 0 ? name : "", text]);
  });
}

/**
 * @param {Command} command
 * @param {OperationSpec | undefined} spec of the operation that is meant, where that is known
 */
export function commandHelp({ usage, help, details, options, examples }, spec) {
  return [
    `calloff ${usage}: ${help}.`,
    ...(details ? ["", details] : []),
    "",
    ...section(
      "Examples",
      examples.map((example) => [`calloff ${example}`]),
    ),
    ...section("Options", optionRows([...options, "help"])),
    spec ? operationHelp(spec) : EXIT_CODES,
  ].join("\n");
}

/** @param {OperationSpec} spec */
export function operationHelp(spec) {
  const { id, kind, title, provider, fields, permission, docs } = spec;
  const { cancelableStates = [], requirements = [], effects = [] } = spec;
  const parameters = fields.map((field) => {
    const variables = PARAMETER_VARIABLES[field.name];
    const asked = field.required ? `required${variables ? `, or ${variables.join(" or ")}` : ""}` : "";
    return [`--${field.name}`, field.type, asked, describe(field)];
  });
  return [
    `${id} (${kind}): ${title}. ${provider.service}.`,
    "",
    ...section("Parameters", parameters),
    ...section("Also", [
      ["permission", permission],
      ...(cancelableStates.length > 0 ? [["works in", cancelableStates.join(", ")]] : []),
      ["documented at", docs],
    ]),
    ...[...requirements, ...effects].map((text) => `- ${text}`),
  ]
    .join("\n")
    .trimEnd();
}

/** @param {import("calloff").FieldSpec} field */
function describe({ help, enum: words, fields, example }) {
  const parts = fields?.map(({ name, enum: names }) => (names ? `${name} (${names.join(", ")})` : name));
  return [
    help,
    words ? `One of ${words.join(", ")}.` : "",
    parts ? `JSON objects of ${parts.join(" and ")}.` : "",
    example ? `Such as ${example}` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
