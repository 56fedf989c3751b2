// The network layer, over a network that only exists on paper: see network/.
import { abortCases } from "./network/abort-cases.mjs";
import { callOffAllCases } from "./network/call-off-all-cases.mjs";
import { callOffCases } from "./network/call-off-cases.mjs";
import { listAndCancelCases } from "./network/list-cases.mjs";
import { sendCases } from "./network/send-cases.mjs";

/** @type {import("./signing-cases.mjs").Case[]} */
export const networkCases = [
  ...sendCases,
  ...abortCases,
  ...callOffCases,
  ...callOffAllCases,
  ...listAndCancelCases,
];
