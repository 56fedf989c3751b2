// What went wrong, in one form: a refusal of the Worker, a reply of a provider, a call that cannot be built, no answer.

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
  if (error instanceof TypeError) return { code: "no-answer", message: error.message };
  return { code: "internal", message: String(error?.message ?? error) };
}

/** @param {import("calloff").Outcome} outcome @returns {Problem} */
export function outcomeProblem({ verdict, code, message = "", advice, httpStatus }) {
  const text = [code, message].filter(Boolean).join(": ");
  return { code: httpStatus === 0 ? "no-answer" : verdict, message: text, advice, httpStatus };
}

/** What went wrong, in the page's language. @param {Texts} t @param {Problem} problem */
export const problemTitle = (t, { code, isShut }) =>
  (isShut ? t.verdicts.shut : t.verdicts[code]) ?? t.otherProblem;
