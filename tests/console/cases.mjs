// The calls that commands are made from: those of tests/calls in which every part of a command is met with.

import { data } from "../js/data.mjs";
import { expand } from "../js/expand.mjs";

/** @import { Call } from "calloff" */

/** Beside these, the cases differ in one value that is like many others. */
const TELLING = /full|minimal|left out|fips|dual|path|every character|dots|script|DryRun|empty/i;

/** @type {{ name: string, call: Call }[]} */
export const cases = data.calls
  .flatMap(({ cases: all }) => expand(all))
  .filter((/** @type {any} */ { name, request }) => request !== undefined && TELLING.test(name));

/** Of one provider, each made to go to a server of ours. @param {string[]} services @param {string} endpoint */
export const callsTo = (services, endpoint) =>
  cases
    .map(({ call: { variants: _, ...call } }) => /** @type {Call} */ ({ ...call, endpoint }))
    .filter(({ operation }) => services.some((service) => operation.startsWith(`${service}:`)));
