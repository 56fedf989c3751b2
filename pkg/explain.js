// `calloff/explain`: what a text means that an operator pastes.
import { read } from "./explain/read.js";

/** @type {typeof import("./explain.d.ts").explain} */
export const explain = (text, hint) => read(text, hint);
