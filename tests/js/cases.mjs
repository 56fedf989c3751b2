// The cases that hold in every runtime: each gets the package as a namespace, and throws when it does not hold.
import { boundaryCases } from "./boundary-cases.mjs";
import { buildingCases } from "./building-cases.mjs";
import { callCases } from "./call-cases.mjs";
import { foreignCases } from "./foreign-cases.mjs";
import { interfaceCases } from "./interface-cases.mjs";
import { networkCases } from "./network-cases.mjs";
import { replyCases } from "./reply-cases.mjs";
import { responseCases } from "./response-cases.mjs";
import { signingCases } from "./signing-cases.mjs";

/**
 * Runs them all, in a runtime that has no test runner.
 * @param {import("./data.mjs").Data} data
 * @param {typeof import("calloff")} calloff
 * @returns {Promise<{ name: string, error?: string }[]>}
 */
export async function runCases(data, calloff) {
  const results = [];
  for (const { name, run } of cases(data, calloff)) {
    try {
      await run(calloff);
      results.push({ name });
    } catch (error) {
      results.push({ name, error: String(error) });
    }
  }
  return results;
}

/**
 * @param {import("./data.mjs").Data} data
 * @param {typeof import("calloff")} calloff
 */
export function cases(data, calloff) {
  const operations = calloff.operations();
  return [
    ...signingCases(data),
    ...buildingCases(data, operations),
    ...callCases(data),
    ...replyCases(data),
    ...foreignCases,
    ...interfaceCases(operations),
    ...boundaryCases,
    ...responseCases,
    ...networkCases,
  ];
}
