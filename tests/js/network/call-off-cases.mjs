// callOff(): from the cancel call to the task's end, for each of the five services.
import { contains, equal, ok } from "../expect.mjs";
import { fsx, gone, services, unavailable } from "./services.mjs";
import { lost, network, reply, told, toResponse } from "./stub.mjs";

/** @typedef {import("../signing-cases.mjs").Case} Case */

/**
 * What a call and its task came to, and in which steps: the operations that were sent, "cancel", "ask" or "parts".
 * @typedef {{ answers: import("./stub.mjs").Answer[], steps: string[], end: string, finalState?: string,
 *   more?: object }} Story
 */

const nothing = [lost, lost, lost];
const snow = /** @type {any} */ (services["snow-device-management:CancelTask"]);
const nasTask = /** @type {any} */ (services["nas:CancelDataFlowTask"]);
const sfsTurbo = /** @type {any} */ (services["sfsturbo:DeleteHpcCacheTask"]);

/**
 * A task that ends, as the story goes on: it is asked, and its parts where there are such and it is canceled.
 * @param {import("./services.mjs").Service} service
 * @param {[rawState: string, state: string]} end
 * @param {Pick<Story, "answers" | "steps">} before
 * @returns {Story}
 */
function endsAs({ shows, parts }, [raw, finalState], { answers, steps }) {
  const story = { answers: [...answers, shows(raw)], steps: [...steps, "ask"], end: "confirmed", finalState };
  if (parts && finalState === "canceled") {
    story.answers.push(parts.show("CANCELED"));
    story.steps.push("parts");
  }
  return story;
}

/** @type {(service: import("./services.mjs").Service) => Record<string, Story>} */
const stories = (service) => {
  const { accepted, shows, windingDown, ends, refusal } = service;
  const [first] = ends;
  return {
    ...Object.fromEntries(
      ends.map((end) => [
        `a task that ends as ${end[0]}`,
        endsAs(service, end, {
          answers: [accepted, shows(windingDown), shows(windingDown)],
          steps: ["cancel", "ask", "ask"],
        }),
      ]),
    ),
    "a cancellation whose reply was lost, and that took effect": endsAs(service, first, {
      answers: nothing,
      steps: ["cancel", "cancel", "cancel"],
    }),
    "a cancellation that the provider refuses": { answers: [refusal], steps: ["cancel"], end: "refused" },
    "a task that winds down beyond the deadline": {
      answers: [accepted, shows(windingDown)],
      steps: ["cancel", "ask", "ask"],
      end: "unconfirmed",
      more: { deadlineMs: 1500, pollMs: 1000 },
    },
    "a provider that is down while it is asked, and comes back": endsAs(service, first, {
      answers: [accepted, unavailable, lost, unavailable, unavailable],
      steps: ["cancel", "ask", "ask", "ask", "ask"],
    }),
  };
};

/** Those that only one service can tell. @type {Record<string, Record<string, Story>>} */
const ownStories = {
  "fsx:CancelDataRepositoryTask": {
    "a task that had ended before": {
      answers: [reply(400, { __type: "DataRepositoryTaskEnded", Message: "..." }), fsx.shows("SUCCEEDED")],
      steps: ["cancel", "ask"],
      end: "confirmed",
      finalState: "succeeded",
    },
    "a task whose end is in the cancel call's own reply": {
      answers: [reply(200, { Lifecycle: "CANCELED", TaskId: fsx.call.params.TaskId })],
      steps: ["cancel"],
      end: "confirmed",
      finalState: "canceled",
    },
    "a task that had ended before, and nobody says how": {
      answers: [
        reply(400, { __type: "DataRepositoryTaskEnded", Message: "..." }),
        reply(400, { __type: "AccessDeniedException", Message: "..." }),
      ],
      steps: ["cancel", "ask"],
      end: "confirmed",
    },
    "a task that cannot be canceled, and runs on": {
      answers: [reply(400, { __type: "UnsupportedOperation", Message: "..." }), fsx.shows("EXECUTING")],
      steps: ["cancel", "ask"],
      end: "refused",
    },
    "a task that is rejected because it has ended": {
      answers: [reply(400, { __type: "BadRequest", Message: "..." }), fsx.shows("FAILED")],
      steps: ["cancel", "ask"],
      end: "confirmed",
      finalState: "failed",
    },
    "a task that there is not": {
      answers: [reply(400, { __type: "DataRepositoryTaskNotFound", Message: "..." })],
      steps: ["cancel"],
      end: "refused",
    },
    "a cancellation that got lost on the way there, and is sent anew": {
      answers: [...nothing, fsx.shows("EXECUTING"), fsx.accepted, fsx.shows("CANCELED")],
      steps: ["cancel", "cancel", "cancel", "ask", "cancel", "ask"],
      end: "confirmed",
      finalState: "canceled",
    },
  },
  "snow-device-management:CancelTask": {
    "a canceled task of which a part goes on": {
      answers: [
        snow.accepted,
        snow.shows("CANCELED"),
        snow.parts.show("IN_PROGRESS"),
        snow.shows("CANCELED"),
        snow.parts.show("SUCCEEDED"),
      ],
      steps: ["cancel", "ask", "parts", "ask", "parts"],
      end: "confirmed",
      finalState: "canceled",
    },
  },
  "nas:CancelDataFlowSubTask": {
    "a dry run": {
      answers: [reply(200, { RequestId: "1" })],
      steps: ["cancel"],
      end: "unconfirmed",
      more: { params: { DryRun: true } },
    },
    "a dry run that fails": {
      answers: [reply(403, { RequestId: "1", Code: "OperationDenied.DependencyViolation", Message: "..." })],
      steps: ["cancel"],
      end: "refused",
      more: { params: { DryRun: true } },
    },
  },
  "nas:CancelDataFlowTask": {
    "a task whose state forbids it, and that runs on": {
      answers: [
        reply(403, { RequestId: "1", Code: "OperationDenied.DependencyViolation", Message: "..." }),
        nasTask.shows("Executing"),
      ],
      steps: ["cancel", "ask"],
      end: "refused",
    },
  },
  "sfsturbo:DeleteHpcCacheTask": {
    "a task whose record is removed with it": {
      answers: [reply(202, ""), sfsTurbo.shows("DELETING"), gone],
      steps: ["cancel", "ask", "ask"],
      end: "confirmed",
      finalState: "canceled",
    },
    "a task whose record is gone when the lost cancellation is sent again": {
      answers: [lost, gone],
      steps: ["cancel", "cancel"],
      end: "confirmed",
      finalState: "canceled",
    },
    "a task that there never was": { answers: [gone], steps: ["cancel"], end: "refused" },
  },
};

/** @type {Case[]} */
const storyCases = Object.entries(services).flatMap(([operation, service]) =>
  Object.entries({ ...stories(service), ...ownStories[operation] }).map(([name, story]) => ({
    name: `${operation}: ${name}: ${story.end} ${story.finalState ?? ""}`.trim(),
    async run({ callOff }) {
      const { params, ...more } = /** @type {any} */ ({ params: {}, ...story.more });
      const call = { ...service.call, params: { ...service.call.params, ...params } };
      const { attempts, updates, options } = network(story.answers, more);
      const result = await callOff(call, options);
      const sent = attempts.map(({ outcome }) => outcome.operation);
      /** @type {Record<string, string | undefined>} */
      const operations = { cancel: operation, ask: service.status, parts: service.parts?.operation };
      equal(
        sent,
        story.steps.map((step) => operations[step]),
        "operations",
      );
      equal([result.end, result.finalState], [story.end, story.finalState], "end");
      const keys = ["cancel", "end"];
      if (story.finalState) keys.push("finalState");
      if (story.steps.includes("ask")) keys.push("last");
      equal(Object.keys(result).sort(), keys, "keys of the result");

      // What was told on the way is what comes out.
      const settled = updates.map(({ operation }) => operation);
      /** @param {unknown} outcome */
      const isTold = (outcome) =>
        updates.some((update) => JSON.stringify(update) === JSON.stringify(outcome));
      ok(isTold(result.cancel), "the cancel call's outcome was not told");
      equal(result.cancel.operation, operation, "cancel");
      const asked = updates.filter(({ operation }) => operation === service.status);
      equal(result.last, asked.at(-1), "the last word on the task");
      const steps = sent.filter((operation, index) => operation !== sent[index - 1]);
      equal(
        settled.filter((operation, index) => operation !== settled[index - 1]),
        steps,
        "updates",
      );
    },
  })),
);

/** @type {Case[]} */
const wayCases = [
  {
    name: "callOff: attempts are counted for each operation, and each tells the time until the next",
    async run({ callOff }) {
      const answers = [unavailable, fsx.accepted, fsx.shows("CANCELING"), unavailable, fsx.shows("CANCELED")];
      const { attempts, updates, slept, options } = network(answers);
      await callOff(fsx.call, options);
      const [cancel, ask] = [fsx.call.operation, fsx.status];
      equal(
        told(attempts),
        [
          `1 ${cancel} provider-fault, then 25`,
          `2 ${cancel} accepted, then 5000`,
          `1 ${ask} ok, then 7500`,
          `1 ${ask} provider-fault, then 25`,
          `2 ${ask} ok`,
        ],
        "attempts",
      );
      equal(slept, [25, 5000, 7500, 25], "slept");
      equal(
        updates.map(({ verdict }) => verdict),
        ["accepted", "ok", "ok"],
        "updates, which are settled outcomes alone",
      );
    },
  },
  {
    name: "callOff: waits between askings grow from pollMs to maxPollMs",
    async run({ callOff }) {
      const answers = [fsx.accepted, ...Array(4).fill(fsx.shows("CANCELING")), fsx.shows("CANCELED")];
      const { slept, options } = network(answers, { pollMs: 100, maxPollMs: 200 });
      await callOff(fsx.call, options);
      equal(slept, [100, 150, 200, 200, 200], "slept");
    },
  },
  {
    name: "callOff: the time that sleep is told counts as passed, so that a deadline of 15 minutes is reached at once",
    async run({ callOff }) {
      const { slept, options } = network([fsx.accepted, fsx.shows("CANCELING")]);
      equal((await callOff(fsx.call, options)).end, "unconfirmed", "end");
      const total = slept.reduce((sum, ms) => sum + ms, 0);
      ok(total > 899_000 && total <= 900_000, `slept ${total} ms`);
    },
  },
  {
    name: "callOff: a deadline ends it without a fake sleep and with a provider that never answers, too",
    async run({ callOff }) {
      const never = () => new Promise(() => {});
      const { requests, options } = network([fsx.accepted, never], {
        deadlineMs: 30,
        pollMs: 1,
        timeoutMs: 20,
      });
      const result = await callOff(fsx.call, { ...options, clock: undefined });
      contains(result, { end: "unconfirmed", last: { verdict: "provider-fault" } }, "result");
      ok(
        requests.slice(1).every(({ signal }) => signal.aborted),
        "a request is still under way",
      );
    },
  },
  {
    name: "callOff: an attempt that begins well before the deadline does not outlive it, and is not sent again beyond it",
    async run({ callOff }) {
      const answer = (/** @type {import("./stub.mjs").Sent} */ { headers }) =>
        headers["x-amz-target"]?.endsWith("CancelDataRepositoryTask")
          ? new Promise(() => {})
          : Promise.resolve(toResponse(fsx.shows("CANCELING")));
      const { attempts, options } = network(answer, { deadlineMs: 1100, clock: undefined });
      const result = await callOff(fsx.call, options);
      contains(result, { end: "unconfirmed", cancel: { verdict: "provider-fault" } }, "result");
      const [, limit] = /within (\d+) ms/.exec(result.cancel.message ?? "") ?? [];
      ok(Number(limit) <= 1100, `message: ${result.cancel.message}`);
      const cancels = attempts.filter(({ outcome }) => outcome.operation === fsx.call.operation);
      equal(cancels.length, 1, "cancel calls");
    },
  },
  {
    name: "callOff, callOffAll: a way that leads elsewhere ends the wait, and the last word is what to do about it",
    async run({ callOff, callOffAll }) {
      // What a browser shows of a redirect, and what all others do.
      const hidden = async () => ({ status: 0, type: "opaqueredirect", text: async () => "" });
      const shown = reply(302, "", { location: "https://portal.example/" });
      for (const redirect of [hidden, shown]) {
        const answers = [fsx.accepted, fsx.shows("CANCELING"), redirect];
        const results = [await callOff(fsx.call, network(answers).options)];
        for await (const { result } of callOffAll([fsx.call], network(answers).options))
          if (result) results.push(result);
        equal(results.length, 2, "results");
        for (const { end, last } of results) {
          contains({ end, last }, { end: "unconfirmed", last: { verdict: "unrecognized" } }, "result");
          ok(last?.advice.includes("Correct the endpoint") === true, `advice: ${last?.advice}`);
        }
      }
    },
  },
  {
    name: "callOff, callOffAll: a wall clock that is set back holds nobody up",
    async run({ callOff, callOffAll }) {
      const { now } = Date;
      const looks = () => {
        let back = 0;
        Date.now = () => now() - back;
        const setBack = (/** @type {number} */ ms, /** @type {import("./stub.mjs").Reply} */ reply) => () => {
          back = ms;
          return Promise.resolve(toResponse(reply));
        };
        const answers = [fsx.accepted, setBack(3_600_000, fsx.shows("CANCELING")), fsx.shows("CANCELED")];
        return { ...network(answers, { pollMs: 1 }).options, clock: undefined };
      };
      try {
        equal((await callOff(fsx.call, looks())).end, "confirmed", "one");
        for await (const { result } of callOffAll([fsx.call], looks()))
          equal(result?.end, "confirmed", "many");
      } finally {
        Date.now = now;
      }
    },
  },
  {
    name: "callOff: the status call is for the same place, and for that task",
    async run({ callOff }) {
      const endpoint = "http://127.0.0.1:8787/cloud";
      const { requests, options } = network([fsx.accepted, fsx.shows("CANCELED")]);
      await callOff({ ...fsx.call, endpoint }, options);
      equal(
        requests.map(({ url }) => url),
        [`${endpoint}/`, `${endpoint}/`],
        "urls",
      );
      equal(JSON.parse(requests[1]?.body ?? ""), { TaskIds: [fsx.call.params.TaskId] }, "body");
    },
  },
];

export const callOffCases = [...storyCases, ...wayCases];
