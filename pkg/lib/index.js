// Everything that the package's entries export.
export { version } from "../dist/version.js";
export { CalloffError } from "./error.js";
export * from "./functions.js";
export { callOffAll, listTasks } from "./network/all.js";
export { callOff, send } from "./network/run.js";
