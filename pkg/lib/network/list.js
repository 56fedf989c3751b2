// The tasks of a list, page by page.
import * as core from "../../dist/calloff_bg.js";
import { guarded } from "../core/boundary.js";
import { CalloffError } from "../error.js";
import { check } from "./options.js";
import { run } from "./run.js";
import { Session } from "./session.js";

const nextPage = /* @__PURE__ */ guarded(core.nextPage);

/** @type {typeof import("../../index.js").listTasks} */
export async function* listTasks(call, options) {
  check(options);
  const session = new Session(/** @type {any} */ (options ?? {}));
  /** Pages that were named: one that comes twice has no end. @type {Set<string>} */
  const named = new Set();
  for (let page = call; ; ) {
    const { outcome, state } = await run(page, options, "tasks", session);
    if (!outcome.ok) {
      const { code = `HTTP ${outcome.httpStatus}`, message = outcome.verdict, advice } = outcome;
      const error = new CalloffError(
        `The list broke off. ${code}: ${message.replace(/\.?$/, ".")} ${advice}`,
      );
      throw Object.assign(error, { outcome });
    }
    yield* outcome.tasks ?? (outcome.task ? [outcome.task] : []);
    if (!outcome.nextToken) return;
    if (named.has(outcome.nextToken))
      throw new CalloffError("The list broke off: the provider named the same page twice");
    named.add(outcome.nextToken);
    // From the call as it was sent, whatever has become of it since.
    page = nextPage(state.call, outcome.nextToken);
  }
}
