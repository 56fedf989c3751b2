// The operations that there are, and the one that is meant by what was typed.
import { operations } from "calloff";
import { UsageError } from "./usage-error.js";

/** @typedef {import("calloff").OperationSpec} OperationSpec */

export const catalogue = operations();

/** @param {OperationSpec} spec such as that of "fsx:CancelDataRepositoryTask" */
export const serviceOf = ({ id }) => id.slice(0, id.indexOf(":"));

/** @param {string} id */
export const findOperation = (id) => catalogue.find((spec) => spec.id === id);

/** @param {string} id */
export function operationNamed(id) {
  const found = findOperation(id);
  if (found) return found;
  const alike = catalogue.find((spec) => spec.id.toLowerCase() === id.toLowerCase());
  const hint = alike ? `did you mean ${alike.id}?` : "`calloff ops` lists them all";
  throw new UsageError(`${id}: there is no such operation; ${hint}`);
}

/**
 * The operation of a kind that a service has, or the one that is named in full.
 * @param {string} name such as "fsx", "snow" or "nas:CancelDataFlowTask"
 * @param {"cancel" | "list"} kind
 */
export function operationFor(name, kind) {
  if (name.includes(":")) {
    const spec = operationNamed(name);
    if (spec.kind !== kind)
      throw new UsageError(`${spec.id} is no ${kind} operation; run \`calloff ${spec.id}\``);
    return spec;
  }
  const cancels = catalogue.filter((spec) => spec.kind === "cancel");
  // A service may have lists of other things than the tasks that can be canceled.
  const ids = cancels.map(({ id, listOperation }) => (kind === "cancel" ? id : listOperation));
  const meant = catalogue.filter((spec) => ids.includes(spec.id) && serviceOf(spec).startsWith(name));
  const [only, ...others] = meant;
  if (only && others.length === 0) return only;
  if (only)
    throw new UsageError(`${name} has several: ${meant.map(({ id }) => id).join(", ")}; name one of them`);
  const services = new Set(cancels.map(serviceOf));
  throw new UsageError(`${name}: there is no such service; expected one of ${[...services].join(", ")}`);
}

/**
 * The parameter of a cancel operation that names the task; those before it name what the task belongs to.
 * @param {OperationSpec} spec
 */
export const taskField = ({ fields }) => fields.findLast(({ required }) => required)?.name ?? "";

/** The id of the task that a call cancels. @param {import("calloff").CancelCall} call */
export function taskOf({ operation, params }) {
  const spec = findOperation(operation);
  return String(spec && /** @type {Record<string, unknown>} */ ({ ...params })[taskField(spec)]);
}
