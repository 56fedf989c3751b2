// What went wrong, in one form: a refusal of the Worker, a reply of a provider, a call that cannot be built, no answer.

import { isBlocked } from "./reach.js";

/** @import { Problem, Texts } from "../types.d.ts" */

/** An error that says what it is to the person at the page. */
export class Trouble extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** @param {any} error @returns {Problem} */
export function problemOf(error) {
  if (error instanceof Trouble) return error.problem;
  if (error?.outcome) return outcomeProblem(error.outcome);
  if (error?.name === "CalloffError") {
    const { code, message } = error;
    return { code, message };
  }
  if (error instanceof TypeError || error?.name === "TimeoutError")
    return { code: "no-answer", message: error.message };
  return { code: "internal", message: String(error?.message ?? error) };
}

/** @param {import("calloff").Outcome} outcome @returns {Problem} */
function outcomeProblem(outcome) {
  const { verdict, code, message = "", advice, httpStatus } = outcome;
  return {
    code: isBlocked(outcome) ? "shut" : httpStatus === 0 ? "no-answer" : verdict,
    message: [code, message].filter(Boolean).join(": "),
    advice,
    httpStatus,
  };
}

/** What went wrong, in the page's language. @param {Texts} t @param {Problem} problem */
export const problemTitle = (t, { code }) => t.verdicts[code] ?? t.otherProblem;
