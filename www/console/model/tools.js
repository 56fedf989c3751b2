// What is made of a call for elsewhere; it needs the engine, and is loaded after it.
export { commandsFor } from "./commands.js";
export { policyFor } from "./policy.js";
