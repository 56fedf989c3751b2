// One or two sentences for people: what a text is, and what it means.

/**
 * @typedef {import("./call.js").Naming} Naming
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {import("./network.js").NetworkFault} NetworkFault
 * @typedef {import("./outcome.js").Reading} Reading
 */

/** @type {Record<import("../index.js").Verdict, string>} */
const VERDICTS = {
  accepted: "the provider took the cancellation",
  canceled: "the task is canceled",
  "dry-run-passed": "the dry run passed and nothing was changed",
  ok: "the provider answered",
  "already-ended": "the task had ended before",
  "not-found": "nothing with these ids exists there",
  conflict: "the task or its file system is in a state that forbids it",
  unsupported: "this resource, edition, region or endpoint cannot do it",
  "invalid-request": "the provider rejected the request as it is",
  unauthenticated: "the provider did not accept the credentials or the signature",
  "clock-skew": "the request was signed with a clock that is too far off",
  forbidden: "the credentials lack the permission",
  throttled: "there were too many requests",
  "provider-fault": "the provider failed, so what became of the call is unknown",
  unrecognized: "this is not what the provider's API answers, so what became of the call is unknown",
};

/** @param {Reading[]} readings @param {Operation | undefined} hint @param {boolean} isCut whether there are more replies than are told */
export function summaryOfReplies(readings, hint, isCut) {
  const told = readings.filter(({ outcome }) => outcome);
  const [first] = told;
  if (!first?.outcome) return summaryWithoutOutcome(readings);
  const of = `Read as ${first.draft.event ? "an event of" : "a reply to"} ${first.outcome.operation}`;
  const by =
    first.by === "code"
      ? ", in whose table of errors the code is"
      : first.by === "body"
        ? ", by what is in it"
        : "";
  const not = hint && hint.id !== first.outcome.operation ? ` (not to ${hint.id})` : "";
  const more = told.length > 1 ? ` The first of ${isCut ? "more than " : ""}${told.length}.` : "";
  return `${of}${by}${not}: ${tell(first)}.${more}`;
}

/** @param {Reading} reading */
function tell({ outcome }) {
  if (!outcome) return "";
  const { code, httpStatus, verdict, tasks, task } = outcome;
  const count =
    tasks && verdict === "ok"
      ? `: ${tasks.length} task${tasks.length === 1 ? "" : "s"}`
      : task?.rawState
        ? ` (${task.rawState})`
        : "";
  const what = [code, httpStatus ? `status ${httpStatus}` : ""].filter(Boolean).join(", ");
  return `${what ? `${what} — ` : ""}${VERDICTS[verdict]}${count}`;
}

/** @param {Reading[]} readings */
function summaryWithoutOutcome([first]) {
  if (first?.foreign) return `This is of ${first.foreign}, which is no operation of calloff.`;
  if (first?.operation && first.draft.event)
    return `An event of ${first.operation.id} without an error; a trail does not keep what the provider answered.`;
  const status = first?.draft.status?.value;
  return `A reply${status ? ` with status ${status}` : ""}, but nothing tells of which operation.`;
}

/** @param {NetworkFault} fault */
export const summaryOfFault = ({ told, sent }) =>
  sent
    ? `No reply came: ${told}. The request may have reached the provider, so ask for the task's status before anything else.`
    : `No reply came: ${told}. The request did not reach the provider.`;

/** @param {Naming} naming */
export function summaryOfCall({ call, operation }) {
  const { params = {}, region, endpoint } = call;
  const ids = Object.entries(params).map(
    ([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const missing = operation?.required.filter((name) => !(name in params)) ?? [];
  const lacks = [...(region || endpoint ? [] : ["the region"]), ...missing];
  return `Names ${operation ? `a call of ${operation.id}` : "a place"}${region ? ` in ${region}` : ""}${ids.length ? ` with ${ids.join(", ")}` : ""}.${operation && lacks.length ? ` It does not tell ${list(lacks)}.` : ""}`;
}

/** @param {string[]} words */
const list = (words) =>
  words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}` : words.join();

export const NOTHING = "Nothing here is a reply, an error or the name of a task that calloff knows.";
