// The cases as data: a text as an operator pastes it, and what it means.
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("cases/", import.meta.url);

/**
 * @typedef {{
 *   group: string, name: string, text: string, hint?: any, kind: string, operation?: string | null, verdicts: string[],
 *   codes?: (string | null)[], statuses?: number[], requestIds?: (string | null)[], call?: object | null,
 *   found?: [what: string, text: string][], tasks?: string[], never?: string[],
 * }} Case
 * `codes`, `statuses` and `requestIds`: of each outcome; `tasks`: ids and states of the first; `never`: what must not come out.
 */

/** @type {Case[]} */
export const cases = readdirSync(folder)
  .sort()
  .flatMap((file) =>
    JSON.parse(readFileSync(new URL(file, folder), "utf8")).map((/** @type {any} */ one) => ({
      ...one,
      group: file.replace(/\.json$/, ""),
      text: Array.isArray(one.text) ? one.text.join("\n") : one.text,
    })),
  );

/**
 * What an explanation tells, in the form in which a case expects it.
 * @param {Case} expected
 * @param {import("calloff/explain").Explanation} explanation
 */
export function told(expected, { kind, operation, outcomes, call, found }) {
  const tasks = outcomes[0]?.tasks ?? (outcomes[0]?.task ? [outcomes[0].task] : []);
  return {
    kind,
    ...(expected.operation !== undefined && { operation: operation ?? null }),
    verdicts: outcomes.map(({ verdict }) => verdict),
    ...(expected.codes && { codes: outcomes.map(({ code }) => code ?? null) }),
    ...(expected.statuses && { statuses: outcomes.map(({ httpStatus }) => httpStatus) }),
    ...(expected.requestIds && { requestIds: outcomes.map(({ requestId }) => requestId ?? null) }),
    ...(expected.tasks && { tasks: tasks.map(({ id, state }) => `${id} ${state}`) }),
    ...(expected.call !== undefined && { call: call ?? null }),
    ...(expected.found && {
      found: expected.found.filter(([what, text]) =>
        found.some((one) => one.what === what && one.text === text),
      ),
    }),
  };
}

/** @param {Case} one */
export function wanted({ kind, operation, verdicts, codes, statuses, requestIds, tasks, call, found }) {
  return {
    kind,
    ...(operation !== undefined && { operation }),
    verdicts,
    ...(codes && { codes }),
    ...(statuses && { statuses }),
    ...(requestIds && { requestIds }),
    ...(tasks && { tasks }),
    ...(call !== undefined && { call }),
    ...(found && { found }),
  };
}
