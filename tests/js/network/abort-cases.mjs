// options.signal: wherever an abort strikes, it is an error "aborted" at once, which tells whether something was sent.
import { equal, ok, rejected } from "../expect.mjs";
import { fsx, unavailable } from "./services.mjs";
import { keys, network, reply, START, turn } from "./stub.mjs";

/** @typedef {import("../signing-cases.mjs").Case} Case */

const never = () => new Promise(() => {});

/** @param {AbortSignal} signal */
const untilAborted = (signal) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/** What a case strikes with: the reply and the options of its network. @typedef {{ answer?: any, more?: any }} Stage */

/** @type {[name: string, wasSent: boolean, stage: (controller: AbortController) => Stage][]} */
const stages = [
  [
    "before it begins",
    false,
    (controller) => {
      controller.abort();
      return {};
    },
  ],
  [
    "with a reason of one's own",
    false,
    (controller) => {
      controller.abort(new Error("a reason"));
      return {};
    },
  ],
  [
    "while credentials are asked for",
    false,
    (controller) => ({
      more: {
        credentials: async () => {
          controller.abort();
          return keys;
        },
      },
    }),
  ],
  [
    "while credentials are asked for, which never come",
    false,
    (controller) => ({
      more: {
        credentials: () => {
          turn().then(() => controller.abort());
          return never();
        },
      },
    }),
  ],
  [
    "while credentials are asked for, which heed it",
    false,
    (controller) => ({
      more: {
        credentials: () => {
          turn().then(() => controller.abort());
          return untilAborted(controller.signal);
        },
      },
    }),
  ],
  [
    "while other credentials are asked for",
    true,
    (controller) => {
      let asked = 0;
      const credentials = () => {
        asked += 1;
        if (asked === 1) return keys;
        controller.abort();
        return never();
      };
      return { answer: fsx.expired, more: { credentials } };
    },
  ],
  [
    "in a fetch",
    true,
    (controller) => ({
      answer: (/** @type {any} */ { signal }) => {
        turn().then(() => controller.abort());
        return untilAborted(signal);
      },
    }),
  ],
  [
    "in a fetch that does not heed it",
    true,
    (controller) => ({
      answer: () => {
        turn().then(() => controller.abort());
        return never();
      },
    }),
  ],
  [
    "in a fetch that fails for another reason",
    true,
    (controller) => ({
      answer: () => {
        controller.abort();
        return Promise.reject(new TypeError("connection reset"));
      },
    }),
  ],
  [
    "in a fetch that throws",
    true,
    (controller) => ({
      answer: () => {
        controller.abort();
        throw new TypeError("connection reset");
      },
    }),
  ],
  [
    "in a body",
    true,
    (controller) => ({
      answer: async (/** @type {any} */ { signal }) => {
        turn().then(() => controller.abort());
        const body = new ReadableStream({
          start: (stream) => signal.addEventListener("abort", () => stream.error(signal.reason)),
        });
        return new Response(body);
      },
    }),
  ],
  [
    "in a body that does not heed it",
    true,
    (controller) => ({
      answer: async () => {
        turn().then(() => controller.abort());
        return new Response(new ReadableStream({ pull: () => /** @type {any} */ (never()) }));
      },
    }),
  ],
  [
    "in a sleep",
    true,
    (controller) => ({
      answer: unavailable,
      more: {
        sleep: (/** @type {number} */ _, /** @type {AbortSignal} */ signal) => {
          turn().then(() => controller.abort());
          return untilAborted(signal);
        },
      },
    }),
  ],
  [
    "in a sleep that does not heed it",
    true,
    (controller) => ({
      answer: unavailable,
      more: {
        sleep: () => {
          turn().then(() => controller.abort());
          return never();
        },
      },
    }),
  ],
  [
    "in a sleep that looks at it before",
    true,
    (controller) => ({
      answer: unavailable,
      more: {
        onAttempt: () => controller.abort(),
        sleep: (/** @type {number} */ _, /** @type {AbortSignal} */ signal) => {
          signal.throwIfAborted();
          return never();
        },
      },
    }),
  ],
  [
    "in a sleep that wakes at once, while the time stands still",
    true,
    (controller) => ({ answer: unavailable, more: { clock: wakingAtOnce(controller) } }),
  ],
  [
    "in the sleep that there is without another",
    true,
    (controller) => ({
      answer: reply(429),
      more: {
        random: () => 1,
        onAttempt: () => turn().then(() => controller.abort()),
        clock: undefined,
      },
    }),
  ],
  [
    "between two attempts",
    true,
    (controller) => ({
      answer: unavailable,
      more: { random: () => 0, onAttempt: () => controller.abort() },
    }),
  ],
];

/** A clock, and an abort when others have their turn for the first time. @param {AbortController} controller */
function wakingAtOnce(controller) {
  let slept = 0;
  return {
    now: () => START,
    async sleep() {
      if (slept === 0) turn().then(() => controller.abort());
      slept += 1;
      // A case that has no end would never fail.
      if (slept > 1000) throw new Error("nobody else has a turn");
    },
  };
}

/** @type {Case[]} */
const stageCases = /** @type {("send" | "callOff")[]} */ (["send", "callOff"]).flatMap((operation) =>
  stages.map(([name, wasSent, stage]) => ({
    name: `${operation}: an abort ${name}: "aborted", ${wasSent ? "what was sent may have taken effect" : "and nothing was sent"}`,
    async run(calloff) {
      const controller = new AbortController();
      const { answer = fsx.accepted, more } = stage(controller);
      const { requests, options } = network([answer], { ...more, signal: controller.signal });
      const error = await rejected(calloff[operation](fsx.call, options));
      ok(error instanceof calloff.CalloffError, `rejected with ${error}`);
      equal(error.code, "aborted", "code");
      equal(requests.length > 0, wasSent, "sent");
      equal(error.wasSent, wasSent, "wasSent");
      ok(error.message.includes(wasSent ? "may have taken effect" : "before"), `message: ${error.message}`);
      const sent = requests.length;
      await turn();
      equal(requests.length, sent, "sent after the abort");
      for (const { signal } of requests.slice(-1))
        if (["fetch", "body"].some((word) => name.includes(word)))
          equal(signal.aborted, true, "fetch's signal");
    },
  })),
);

/** @type {Case[]} */
const restCases = [
  {
    name: "callOffAll: an abort comes through where the clock wakes at once, while the time stands still",
    async run({ callOffAll }) {
      const controller = new AbortController();
      const more = { clock: wakingAtOnce(controller), signal: controller.signal };
      const codes = [];
      for await (const { error } of callOffAll([fsx.call], network([unavailable], more).options))
        codes.push(error?.code);
      equal(codes, ["aborted"], "codes");
    },
  },
  {
    name: "callOff: an abort between two askings is an error, too, since nobody knows how it will end",
    async run({ callOff, CalloffError }) {
      const controller = new AbortController();
      const { requests, options } = network([fsx.accepted, fsx.shows("CANCELING")], {
        signal: controller.signal,
      });
      options.onUpdate = (/** @type {any} */ { operation }) => {
        if (operation === fsx.status) controller.abort();
      };
      const error = await rejected(callOff(fsx.call, options));
      ok(error instanceof CalloffError && error.code === "aborted", `rejected with ${error}`);
      ok(error.message.includes("may have taken effect"), `message: ${error.message}`);
      equal(error.outcome.verdict, "accepted", "the cancel call's outcome");
      equal(requests.length, 2, "requests");
    },
  },
  {
    name: "send: an abort that comes with the settled outcome comes too late",
    async run({ send }) {
      const controller = new AbortController();
      const { options } = network([fsx.accepted], {
        signal: controller.signal,
        onAttempt: () => controller.abort(),
      });
      equal((await send(fsx.call, options)).verdict, "accepted", "verdict");
    },
  },
  {
    name: "send, callOff, callOffAll and listTasks leave no listener on the signal",
    async run({ send, callOff, callOffAll, listTasks }) {
      const { signal } = new AbortController();
      const listening = new Set();
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (/** @type {string} */ type, /** @type {any} */ listener) => {
        listening.add(listener);
        add(type, listener);
      };
      signal.removeEventListener = (/** @type {string} */ type, /** @type {any} */ listener) => {
        listening.delete(listener);
        remove(type, listener);
      };
      const list = /** @type {any} */ ({ operation: fsx.status, region: "us-east-1", params: {} });
      const answers = [unavailable, fsx.accepted, fsx.shows("CANCELING"), fsx.shows("CANCELED")];
      await callOff(fsx.call, network(answers, { signal }).options);
      await send(fsx.call, network([unavailable], { signal }).options);
      for await (const _ of listTasks(list, network([fsx.shows("CANCELED")], { signal }).options));
      for await (const _ of callOffAll([fsx.call], network([fsx.refusal], { signal }).options));
      for await (const _ of callOffAll(Array(9).fill(fsx.call), network([fsx.refusal], { signal }).options))
        break;
      equal(listening.size, 0, "listeners");
    },
  },
];

export const abortCases = [...stageCases, ...restCases];
