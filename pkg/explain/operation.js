// Finds which operation a text speaks of: in the words of an SDK, in a header, in a command, or its name in any spelling.
import { known, operationsNamed, plain, serviceOperations } from "./catalogue.js";
import { scalarAt } from "./labels.js";
import { upTo } from "./sorted.js";
import { CMDLETS, COMMAND, COMMAND_PROVIDER } from "./words.js";

/**
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {import("./facts.js").Fact} Fact
 * @typedef {import("./labels.js").Label} Label
 */

/** How sure it is that the reply is this operation's: a mention may stand in a remark, a phrase tells. */
const MENTIONED = 1;
const TOLD = 3;
const MOST_OPERATIONS = 2000;

/**
 * @param {string} value @param {Operation[]} of @param {number} start @param {number} strength @param {number} [at]
 * @param {string} [label] @returns {Fact}
 */
const operationFact = (value, of, start, strength, at = start, label = "") => ({
  kind: "operation",
  label,
  at,
  start,
  end: start + value.length,
  value,
  strength,
  of,
});

/** @param {Operation[]} of @param {string | undefined} provider */
const only = (of, provider) => (provider ? of.filter((operation) => operation.provider === provider) : of);

/** @param {string} name @param {string} service */
const ofService = (name, service) => {
  const own = serviceOperations(service);
  return operationsNamed(name).filter((operation) => own.includes(operation));
};

/** @param {string} text @param {Label} label @returns {Fact | undefined} */
export function labeledOperation(text, label) {
  const scalar = scalarAt(text, label.start);
  if (!scalar || scalar.text.length > 120 || !/^[\w.:#/-]{3,}$/.test(scalar.text)) return undefined;
  const own = scalar.text.replace(/^.*[.#/]/, "");
  const start = scalar.start + scalar.text.length - own.length;
  const of = operationsNamed(scalar.text);
  // "operation" and "action" are words of many programs: there, only a name that is known counts.
  const isCertain = /^(?:eventname|xamztarget|xacsaction|tracename)$/.test(label.label);
  if (!of.length && !isCertain) return undefined;
  return operationFact(own, of, start, TOLD, label.at, label.label);
}

/** As botocore and the SDK for PHP name it. */
const NAMED = /(?:when calling the |Error executing ")(\w{3,80})(?: operation|" on ")/g;
const GO = /operation error ([\w -]{2,60}): (\w{3,80})/g;
/** @param {string} text @returns {Fact[]} */
export function operationsIn(text) {
  /** @type {Fact[]} */
  const found = [];
  for (const match of upTo(MOST_OPERATIONS, text.matchAll(NAMED))) {
    const name = match[1] ?? "";
    found.push(operationFact(name, only(operationsNamed(name), "aws"), match.index + 17, TOLD));
  }
  for (const match of upTo(MOST_OPERATIONS, text.matchAll(GO))) {
    const [whole, service = "", name = ""] = match;
    found.push(operationFact(name, ofService(name, service), match.index + whole.length - name.length, TOLD));
  }
  for (const match of upTo(MOST_OPERATIONS, text.matchAll(COMMAND))) {
    const [whole, tool = "", , service = "", name = ""] = match;
    const of = only(ofService(name, service), COMMAND_PROVIDER[tool]);
    if (of.length)
      found.push(
        operationFact(name, of, match.index + whole.length - name.length, TOLD, match.index, "command"),
      );
  }
  for (const match of upTo(MOST_OPERATIONS, text.matchAll(known().mention))) {
    const of = operationsNamed(match[0].replace(/^.*:/, "")).filter(
      ({ id }) => !match[0].includes(":") || id === match[0],
    );
    if (of.length)
      found.push(operationFact(match[0], of, match.index, match[0].includes(":") ? TOLD - 1 : MENTIONED));
  }
  for (const [cmdlet, id] of Object.entries(CMDLETS)) {
    const start = text.indexOf(cmdlet);
    const of = operationsNamed(id);
    if (start >= 0 && of.length) found.push(operationFact(cmdlet, of, start, TOLD));
  }
  return found;
}

const SERVICE =
  /(?:client|resource|connect|Session)\(\s{0,4}["']([\w-]{2,40})["']|services[/.]([\w-]{2,40})|client-([\w-]{2,40})|(?:Amazon\.|Aws::|aws\.|fault\.|(?<![A-Za-z]))([A-Z][A-Za-z]{1,30})(?:Exception|Client|::Errors|\.Model)(?![a-z])|(?<![\w-])(snow-device-management|oms|OMS|Snow Device Management|SnowDeviceManagement)(?![\w-])/g;
const SHORT = /(?<![\w-])(?:[a-z]+_[a-z]+(?=\()|[A-Z][a-z]+[A-Z][a-z]+(?=Command|Request|Response|\b))/g;

/** Services that clients, classes and packages are named after. @param {string} text @returns {Fact[]} */
export function servicesIn(text) {
  return upTo(MOST_OPERATIONS, text.matchAll(SERVICE)).flatMap((match) => {
    const name = match.slice(1).find(Boolean) ?? "";
    const of = serviceOperations(name);
    const start = match.index + match[0].lastIndexOf(name);
    return of.length
      ? [
          {
            kind: "service",
            label: "class",
            at: start,
            start,
            end: start + name.length,
            value: name,
            strength: 1,
            of,
          },
        ]
      : [];
  });
}

/**
 * Names of two words, such as cancel_task(…) or CancelTaskCommand, where the text names their service.
 * @param {string} text @param {Fact[]} services
 */
export function shortNamesIn(text, services) {
  /** @type {Fact[]} */
  const found = [];
  const own = new Set(services.flatMap(({ of = [] }) => of));
  if (!own.size) return found;
  for (const match of upTo(MOST_OPERATIONS, text.matchAll(SHORT))) {
    const of = (known().names.get(plain(match[0])) ?? []).filter((operation) => own.has(operation));
    if (of.length) found.push(operationFact(match[0], of, match.index, MENTIONED));
  }
  return found;
}

/** The operations of a service that a label names. @param {string} text @param {Label} label @returns {Fact | undefined} */
export function labeledService(text, label) {
  const scalar = scalarAt(text, label.start);
  if (!scalar || scalar.text.length > 80) return undefined;
  const of = serviceOperations(scalar.text.replace(/\.(?:amazonaws\.com(?:\.cn)?|aliyuncs\.com)$/, ""));
  return of.length
    ? {
        kind: "service",
        label: label.label,
        at: label.at,
        start: scalar.start,
        end: scalar.end,
        value: scalar.text,
        strength: TOLD,
        of,
      }
    : undefined;
}
