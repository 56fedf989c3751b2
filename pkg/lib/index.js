// Everything that the package's entries export.
export { version } from "../dist/version.js";
export { CalloffError } from "./error.js";
export * from "./functions.js";
export { listTasks } from "./network/list.js";
export { callOffAll } from "./network/many.js";
export { callOff, send } from "./network/run.js";
export { beginCallOff, planRequests, takeReply } from "./steps.js";
