// callOffAll(): many at once, as they come, in bounded memory; and what becomes of the rest when it ends early.
import { equal, ok, rejected } from "../expect.mjs";
import { fsx, unavailable } from "./services.mjs";
import { keys, lost, network, reply, respond, START, toResponse, turn, until } from "./stub.mjs";

/** @typedef {import("../signing-cases.mjs").Case} Case */

/** @param {number} index */
const idOf = (index) => `task-${String(index).padStart(17, "0")}`;
/** @param {number} index @returns {any} */
const callOf = (index) => ({ ...fsx.call, params: { TaskId: idOf(index) } });
/** @param {number} count */
const calls = (count) => Array.from({ length: count }, (_, index) => callOf(index));

/** The index of the task that a request is about. @param {import("./stub.mjs").Sent} request */
const indexIn = ({ body = "" }) => Number(/task-(\d+)/.exec(body)?.[1]);
/** @param {import("./stub.mjs").Sent} request */
const isCancel = ({ headers }) => headers["x-amz-target"]?.endsWith("CancelDataRepositoryTask") === true;

/** The task is canceled when the reply comes: one request a call. @param {import("./stub.mjs").Sent} request */
const canceled = (request) =>
  Promise.resolve(toResponse(reply(200, { Lifecycle: "CANCELED", TaskId: idOf(indexIn(request)) })));

/** @param {AsyncIterable<any>} source */
async function all(source) {
  const items = [];
  for await (const item of source) items.push(item);
  return items;
}

/**
 * A source of calls that knows how many were taken and whether it was closed; it has no end of its own.
 * @param {number} [count]
 */
function source(count = Number.POSITIVE_INFINITY) {
  const notes = { taken: 0, closed: false };
  function* make() {
    try {
      while (notes.taken < count) yield callOf(notes.taken++);
    } finally {
      notes.closed = true;
    }
  }
  return Object.assign(notes, { calls: make() });
}

/** The same, where each call has to be waited for. @param {Iterable<any>} calls */
async function* slowly(calls) {
  for (const call of calls) {
    await turn();
    yield call;
  }
}

/** A gate at which requests wait until they are let through, or it is opened for good. */
function gate() {
  /** @type {{ index: number, open: () => void, signal: AbortSignal }[]} */
  const waiting = [];
  let most = 0;
  let isOpen = false;
  return {
    waiting,
    most: () => most,
    open() {
      isOpen = true;
      for (const { open } of [...waiting]) open();
    },
    /** @param {import("./stub.mjs").Sent} request */
    answer: (request) =>
      new Promise((resolve, reject) => {
        if (isOpen) return resolve(canceled(request));
        const entry = {
          index: indexIn(request),
          signal: request.signal,
          open: () => {
            waiting.splice(waiting.indexOf(entry), 1);
            resolve(canceled(request));
          },
        };
        request.signal.addEventListener("abort", () => reject(request.signal.reason));
        waiting.push(entry);
        most = Math.max(most, waiting.length);
      }),
  };
}

/**
 * What the runtime complains of meanwhile: rejections that nobody handles, and warnings where it has such.
 * @param {() => Promise<void>} work
 */
async function complaints(work) {
  /** @type {string[]} */
  const found = [];
  const scope = /** @type {any} */ (globalThis);
  const onRejection = (/** @type {any} */ event) => {
    event.preventDefault?.();
    found.push(`unhandled: ${event.reason ?? event}`);
  };
  const onWarning = (/** @type {any} */ warning) => found.push(String(warning));
  const { process } = scope;
  if (process) process.on("unhandledRejection", onRejection).on("warning", onWarning);
  else scope.addEventListener("unhandledrejection", onRejection);
  try {
    await work();
    await turn();
    await turn();
  } finally {
    if (process) process.off("unhandledRejection", onRejection).off("warning", onWarning);
    else scope.removeEventListener("unhandledrejection", onRejection);
  }
  return found;
}

/* ── How many at once ── */

/** @type {[name: string, concurrency: number | undefined, most: number][]} */
const limits = [
  ["16 unless told otherwise", undefined, 16],
  ["one by one", 1, 1],
  ["five", 5, 5],
];

/** @type {[name: string, from: (count: number) => any][]} */
const sources = [
  ["an array", calls],
  ["a generator", (count) => source(count).calls],
  ["an async generator", (count) => slowly(calls(count))],
  ["a Set", (count) => new Set(calls(count))],
  ["an array of promises", (count) => calls(count).map((call) => Promise.resolve(call))],
];

/** @type {Case[]} */
const limitCases = sources.flatMap(([kind, from]) =>
  limits.map(([name, concurrency, most]) => ({
    name: `callOffAll: requests at once, of ${kind}: ${name}`,
    async run({ callOffAll }) {
      const door = gate();
      const { requests, options } = network(door.answer);
      const reading = all(callOffAll(from(40), { ...options, concurrency }));
      for (let served = 0; served < 40; ) {
        // As many as there may be, while there are that many left.
        const due = Math.min(most, 40 - served);
        await until(() => door.waiting.length === due);
        equal(door.waiting.length, due, "requests at once");
        door.waiting[0]?.open();
        served += 1;
      }
      door.open();
      const items = await reading;
      equal(
        items.map(({ index }) => index),
        Array.from({ length: 40 }, (_, index) => index),
        "indices",
      );
      ok(door.most() <= most, `${door.most()} at once`);
      equal(requests.length, 40, "requests");
      for (const { index, call, result, ...rest } of items) {
        equal(call.params.TaskId, idOf(index), "call");
        equal([result.end, result.finalState], ["confirmed", "canceled"], "end");
        equal(rest, {}, "nothing else");
      }
    },
  })),
);

/** @type {Case[]} */
const paceCases = [
  {
    name: "callOffAll: no more is taken from a source than maxInFlight, the results that wait to be read among them",
    async run({ callOffAll }) {
      const endless = source();
      const { options } = network([canceled]);
      let read = 0;
      for await (const _ of callOffAll(endless.calls, { ...options, maxInFlight: 4 })) {
        read += 1;
        for (let turns = 0; turns < 5; turns += 1) await turn();
        ok(endless.taken - read <= 4, `${endless.taken} taken, ${read} read`);
        if (read === 20) break;
      }
      equal(endless.closed, true, "closed");
    },
  },
  {
    name: "callOffAll: a source is asked for one call at a time",
    async run({ callOffAll }) {
      let open = 0;
      let most = 0;
      let given = 0;
      const halting = {
        [Symbol.asyncIterator]: () => halting,
        async next() {
          open += 1;
          most = Math.max(most, open);
          for (let turns = 0; turns < 5; turns += 1) await turn();
          open -= 1;
          if (given === 6) return { done: true, value: undefined };
          return { done: false, value: callOf(given++) };
        },
      };
      const { options } = network([canceled]);
      equal((await all(callOffAll(/** @type {any} */ (halting), options))).length, 6, "items");
      equal(most, 1, "at a time");
    },
  },
  {
    name: "callOffAll: nothing is taken and nothing is sent before somebody reads",
    async run({ callOffAll }) {
      const untouched = source();
      const { requests, options } = network([canceled]);
      callOffAll(untouched.calls, options);
      await turn();
      equal([untouched.taken, requests.length], [0, 0], "taken, and sent");
    },
  },
  {
    name: "callOffAll: results arrive as they come: a slow one does not hold back the others",
    async run({ callOffAll }) {
      const door = gate();
      const answer = (/** @type {any} */ request) =>
        indexIn(request) === 0 ? door.answer(request) : canceled(request);
      const { options } = network(answer);
      const order = [];
      const items = callOffAll(calls(6), { ...options, concurrency: 3 });
      for await (const { index, result } of /** @type {AsyncIterable<any>} */ (items)) {
        order.push(index);
        equal(result?.end, "confirmed", "end");
        if (order.length === 5) door.waiting[0]?.open();
      }
      equal(order, [1, 2, 3, 4, 5, 0], "order");
    },
  },
  {
    name: "callOffAll: after the sleep of a laptop, what was due is asked at once, at the host's pace",
    async run({ callOffAll }) {
      const HOURS = 8 * 3_600_000;
      let asleepMs = 0;
      /** @type {number[]} */
      const looksAt = [];
      const { options } = network((request) => {
        if (isCancel(request))
          return toResponse(reply(200, { Lifecycle: "CANCELING", TaskId: idOf(indexIn(request)) }));
        // The lid was closed while the first look was on its way.
        if (asleepMs === 0) {
          asleepMs = HOURS;
          return lost();
        }
        looksAt.push(options.clock.now());
        const { TaskIds } = JSON.parse(request.body ?? "");
        const tasks = TaskIds.map((/** @type {string} */ TaskId) => ({
          TaskId,
          Lifecycle: "CANCELED",
          Type: "EXPORT_TO_REPOSITORY",
          CreationTime: 1795255200,
        }));
        return toResponse(reply(200, { DataRepositoryTasks: tasks }));
      });
      const { now } = options.clock;
      options.clock.now = () => now() + asleepMs;
      const items = await all(callOffAll(calls(600), { ...options, requestsPerSecond: 4 }));
      const ends = items.filter(({ result }) => result?.end === "confirmed");
      equal(ends.length, 600, "confirmed");
      const woken = looksAt[0] ?? 0;
      ok(woken >= START + HOURS, "looked before it slept");
      const inASecond = looksAt.filter((at) => at < woken + 1_000).length;
      ok(inASecond > 1 && inASecond <= 4, `${inASecond} looks in the first second`);
      ok(looksAt.length <= 60, `${looksAt.length} looks`);
    },
  },
  {
    name: "callOffAll: of no calls there are no results",
    async run({ callOffAll }) {
      for (const nothing of [[], new Set(), slowly([])])
        equal(await all(callOffAll(nothing, network([]).options)), [], "items");
    },
  },
  {
    name: "callOffAll: the very calls come back",
    async run({ callOffAll }) {
      const given = calls(3);
      const items = await all(callOffAll(given, network([canceled]).options));
      for (const { index, call } of items) ok(call === given[index], "another call");
    },
  },
  ...[0, -1, Number.NaN, "many", null].map((concurrency) => ({
    name: `callOffAll: a concurrency of ${concurrency} is "invalid", with its path`,
    /** @type {Case["run"]} */
    async run({ callOffAll, CalloffError }) {
      const { requests, options } = network([canceled]);
      const more = /** @type {any} */ ({ ...options, concurrency });
      const error = await rejected(all(callOffAll(calls(3), more)));
      ok(error instanceof CalloffError && error.code === "invalid", `rejected with ${error}`);
      ok(error.message.includes("options.concurrency"), `message: ${error.message}`);
      equal(error.findings[0]?.path, "options.concurrency", "path");
      equal(requests.length, 0, "requests");
    },
  })),
  ...[undefined, null, 5, {}].map((nothing) => ({
    name: `callOffAll: ${JSON.stringify(nothing)} for calls is "invalid"`,
    /** @type {Case["run"]} */
    async run({ callOffAll, CalloffError }) {
      const { options } = network([canceled]);
      const error = await rejected(all(callOffAll(/** @type {any} */ (nothing), options)));
      ok(error instanceof CalloffError && error.code === "invalid", `rejected with ${error}`);
    },
  })),
];

/* ── One failure does not stop the rest ── */

/** @type {Case[]} */
const failureCases = [
  {
    name: "callOffAll: an invalid call comes with its error, and the rest goes on",
    async run({ callOffAll, CalloffError }) {
      const bad = { ...fsx.call, params: { TaskId: "nonsense" } };
      const given = [callOf(0), bad, undefined, callOf(3)];
      const items = await all(callOffAll(given, network([canceled]).options));
      items.sort((a, b) => a.index - b.index);
      equal(
        items.map(({ index, result }) => [index, result?.end]),
        [
          [0, "confirmed"],
          [1, undefined],
          [2, undefined],
          [3, "confirmed"],
        ],
        "ends",
      );
      for (const [index, path] of /** @type {[number, string][]} */ ([
        [1, "params.TaskId"],
        [2, ""],
      ])) {
        const { call, error } = items[index];
        equal(Object.keys(items[index]).sort(), ["call", "error", "index"], "keys");
        ok(call === given[index], "another call");
        ok(error instanceof CalloffError && error.code === "invalid", `error: ${error}`);
        equal(error.findings[0].path, path, "path");
      }
    },
  },
  {
    name: "callOffAll: a refusal, a network that fails and a deadline are results like others",
    async run({ callOffAll }) {
      const answers = [fsx.refusal, canceled, unavailable];
      const { options } = network((request) => respond(answers[indexIn(request)] ?? fsx.accepted, request));
      const items = await all(callOffAll(calls(4), options));
      const ends = Object.fromEntries(items.map(({ index, result }) => [index, result.end]));
      equal(ends, { 0: "refused", 1: "confirmed", 2: "unconfirmed", 3: "unconfirmed" }, "ends");
    },
  },
  {
    name: "callOffAll, callOff: a callback that throws or rejects costs neither an outcome nor the process",
    async run({ callOffAll, callOff }) {
      const throws = () => {
        throw new Error("a callback");
      };
      const rejects = () => Promise.reject(new Error("a callback"));
      for (const callback of [throws, rejects]) {
        const callbacks = { onUpdate: callback, onAttempt: callback };
        const { options } = network([canceled], callbacks);
        const all3 = await all(callOffAll(calls(3), { ...options, onProgress: callback }));
        equal(
          all3.map(({ result }) => result?.end),
          ["confirmed", "confirmed", "confirmed"],
          "ends",
        );
        equal((await callOff(callOf(0), network([canceled], callbacks).options)).end, "confirmed", "end");
      }
    },
  },
  {
    name: "callOffAll: an abort in the middle of many that wait for their turn loses none of them",
    async run({ callOffAll }) {
      const controller = new AbortController();
      let sent = 0;
      const answer = (/** @type {any} */ request) => {
        sent += 1;
        if (sent === 150) controller.abort();
        return canceled(request);
      };
      const { options } = network(answer, { signal: controller.signal });
      const items = await all(callOffAll(calls(2_900), { ...options, requestsPerSecond: 5 }));
      equal(items.length, 2_900, "items");
      equal(new Set(items.map(({ index }) => index)).size, 2_900, "different ones");
    },
  },
  {
    name: "callOffAll: a clock with fractions of a millisecond, and one that fails",
    async run({ callOffAll }) {
      let now = START + 0.25;
      const sleep = async (/** @type {number} */ ms) => {
        now += ms + 0.3;
      };
      const { options } = network([canceled], { clock: { now: () => now, sleep } });
      const items = await all(callOffAll(calls(30), options));
      ok(
        items.every(({ result }) => result?.end === "confirmed"),
        "an end that is not confirmed",
      );
      const broken = { now: () => now, sleep: () => Promise.reject(new Error("no time")) };
      const error = await rejected(all(callOffAll(calls(30), { ...options, clock: broken })));
      equal(error.message, "no time", "error");
    },
  },
  {
    name: "callOffAll: a source that gives no iterator result ends with an error",
    async run({ callOffAll }) {
      const odd = { [Symbol.asyncIterator]: () => ({ next: async () => undefined }) };
      const reading = all(callOffAll(/** @type {any} */ (odd), network([canceled]).options));
      ok((await rejected(reading)) instanceof TypeError, "another error");
    },
  },
  ...[
    ["a generator", (/** @type {Iterable<any>} */ calls) => calls],
    ["an async generator", slowly],
  ].map(([kind, make]) => ({
    name: `callOffAll: ${kind} that throws: what was under way is delivered, then comes the error`,
    /** @type {Case["run"]} */
    async run({ callOffAll }) {
      const thrown = new Error("the source is broken");
      const broken = function* () {
        yield* calls(3);
        throw thrown;
      };
      const door = gate();
      const { options } = network(door.answer);
      /** @type {number[]} */
      const delivered = [];
      const reading = (async () => {
        const items = callOffAll(/** @type {any} */ (make)(broken()), options);
        for await (const { index, result } of /** @type {AsyncIterable<any>} */ (items)) {
          delivered.push(index);
          equal(result?.end, "confirmed", "end");
        }
      })();
      await until(() => door.waiting.length === 3);
      for (let turns = 0; turns < 3; turns += 1) await turn();
      equal(delivered, [], "delivered before");
      door.open();
      ok((await rejected(reading)) === thrown, "another error");
      equal(delivered.sort(), [0, 1, 2], "delivered");
    },
  })),
];

/* ── What all calls share ── */

/** @type {Case[]} */
const sharedCases = [
  {
    name: "callOffAll: retries are paid for out of one budget per host: 35 of them, and the rest fails at once",
    async run({ callOffAll }) {
      const denied = reply(400, { __type: "AccessDeniedException", Message: "..." });
      const { requests, options } = network((request) =>
        respond(isCancel(request) ? unavailable : denied, request),
      );
      const elsewhere = { ...callOf(40), region: "eu-west-1" };
      const given = [...calls(40), elsewhere];
      const items = await all(callOffAll(given, { ...options, retry: { maxAttempts: 2 }, concurrency: 1 }));
      equal(new Set(items.map(({ result }) => result.end)).size, 1, "different ends");
      const tries = given.map((_, index) =>
        requests.filter(isCancel).filter((request) => indexIn(request) === index),
      );
      equal(
        tries.map(({ length }) => length),
        [...Array(35).fill(2), ...Array(5).fill(1), 2],
        "attempts",
      );
    },
  },
  {
    name: "callOffAll: what one call learned of the provider's clock, the others know",
    async run({ callOffAll }) {
      const { requests, options } = network([fsx.skewed, canceled]);
      await all(callOffAll(calls(5), { ...options, concurrency: 1 }));
      equal(requests.length, 6, "requests");
    },
  },
  {
    name: "callOffAll: credentials are asked for once, and once more for all calls that they were no good for",
    async run({ callOffAll }) {
      let asked = 0;
      const credentials = async () => {
        asked += 1;
        await turn();
        return asked === 1 ? keys : { ...keys, accessKeyId: "AKIAIOSFODNN7EXAMPLE" };
      };
      const { requests, options } = network(
        (request) =>
          respond(
            request.headers.authorization?.includes(`=${keys.accessKeyId}/`) ? fsx.expired : canceled,
            request,
          ),
        { credentials },
      );
      const items = await all(callOffAll(calls(24), { ...options, concurrency: 8 }));
      ok(
        items.every(({ result }) => result?.end === "confirmed"),
        "an end that is not confirmed",
      );
      equal(asked, 2, "asked");
      equal(requests.length, 32, "requests");
    },
  },
  {
    name: "callOffAll: credentials that cannot be had are an error of each call, and of no other",
    async run({ callOffAll, CalloffError }) {
      const credentials = () => Promise.reject(new Error("no credentials today"));
      const { requests, options } = network([canceled], { credentials });
      const items = await all(callOffAll(calls(20), { ...options, concurrency: 4 }));
      equal(items.length, 20, "items");
      for (const { error } of items)
        ok(error instanceof CalloffError && error.code === "credentials", `error: ${error}`);
      equal(requests.length, 0, "requests");
    },
  },
];

/** @type {Case[]} */
const recoveryCases = [
  {
    name: "callOffAll: credentials that could not be had are asked for again by the next call",
    async run({ callOffAll }) {
      let asked = 0;
      const credentials = async () => {
        asked += 1;
        if (asked === 1) throw new Error("no credentials yet");
        return keys;
      };
      const { options } = network([canceled], { credentials });
      const items = await all(callOffAll(calls(4), { ...options, concurrency: 1 }));
      equal(
        items.map(({ error, result }) => error?.code ?? result.end),
        ["credentials", "confirmed", "confirmed", "confirmed"],
        "ends",
      );
      equal(asked, 2, "asked");
    },
  },
];

/* ── An early end ── */

/** @type {Case[]} */
const endCases = [
  {
    name: 'callOffAll: after an abort, what is under way comes as "aborted", and so does the rest of an array, as not sent',
    async run({ callOffAll, CalloffError }) {
      const controller = new AbortController();
      const { requests, options } = network(() => new Promise(() => {}), { signal: controller.signal });
      const reading = all(callOffAll(calls(6), { ...options, concurrency: 2 }));
      await until(() => requests.length === 2);
      controller.abort();
      const items = await reading;
      equal(
        items.map(({ index, call, error }) => [index, call.params.TaskId, error.wasSent]),
        [0, 1, 2, 3, 4, 5].map((index) => [index, idOf(index), index < 2]),
        "items",
      );
      for (const { error } of items)
        ok(error instanceof CalloffError && error.code === "aborted", `error: ${error}`);
      equal(requests.length, 2, "requests");
      for (const { signal } of requests) equal(signal.aborted, true, "fetch's signal");
    },
  },
  {
    name: "callOffAll: a signal that aborted before: nothing is sent, and all of an array comes back",
    async run({ callOffAll }) {
      const { requests, options } = network([canceled], { signal: AbortSignal.abort() });
      const items = await all(callOffAll(calls(3), options));
      equal(
        items.map(({ index, error }) => [index, error.code, error.wasSent]),
        [0, 1, 2].map((index) => [index, "aborted", false]),
        "items",
      );
      equal(requests.length, 0, "requests");
    },
  },
  {
    name: "callOffAll: after an abort, a generator is closed, and what is under way comes as “aborted”",
    async run({ callOffAll }) {
      for (const make of [(/** @type {any} */ calls) => calls, slowly]) {
        const controller = new AbortController();
        const endless = source();
        const door = gate();
        const { options } = network(door.answer, { signal: controller.signal });
        const reading = all(callOffAll(make(endless.calls), { ...options, concurrency: 3 }));
        await until(() => door.waiting.length === 3);
        controller.abort();
        const items = await reading;
        equal(
          items.map(({ index, error }) => [index, error.code]),
          [0, 1, 2].map((index) => [index, "aborted"]),
          "items",
        );
        await until(() => endless.closed);
        equal([endless.taken, endless.closed], [3, true], "taken, and closed");
      }
    },
  },
  {
    name: "callOffAll: an abort does not wait for a source that does not come up with a call",
    async run({ callOffAll }) {
      const controller = new AbortController();
      const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
      const { options } = network([canceled], { signal: controller.signal });
      const reading = all(callOffAll(/** @type {any} */ (silent), options));
      await turn();
      controller.abort();
      equal(await reading, [], "items");
    },
  },
  {
    name: "callOffAll: whenever an abort strikes, each call of an array comes back once, and what was canceled says so",
    async run({ callOffAll }) {
      for (let ticks = 0; ticks < 120; ticks += 1) {
        const controller = new AbortController();
        const { requests, options } = network([canceled], { signal: controller.signal });
        const reading = all(callOffAll(calls(9), { ...options, concurrency: 3 }));
        for (let tick = 0; tick < ticks; tick += 1) await null;
        controller.abort();
        const items = await reading;
        const indices = items.map(({ index }) => index).sort();
        equal(indices, [0, 1, 2, 3, 4, 5, 6, 7, 8], `indices after ${ticks} ticks`);
        const sent = new Set(requests.map(indexIn));
        for (const { index, error } of items)
          equal(!error || error.wasSent, sent.has(index), `${index} sent, after ${ticks} ticks`);
      }
    },
  },
  {
    name: "callOffAll: who stops reading closes the source and stops what is under way",
    async run({ callOffAll }) {
      for (const make of [(/** @type {any} */ calls) => calls, slowly]) {
        const endless = source();
        const door = gate();
        const { requests, options } = network((request) =>
          indexIn(request) === 0 ? canceled(request) : door.answer(request),
        );
        for await (const { index } of callOffAll(make(endless.calls), { ...options, concurrency: 3 })) {
          equal(index, 0, "index");
          break;
        }
        await until(() => endless.closed);
        equal(endless.closed, true, "closed");
        for (const { signal } of door.waiting) equal(signal.aborted, true, "fetch's signal");
        const sent = requests.length;
        await turn();
        equal(requests.length, sent, "sent afterwards");
      }
    },
  },
  {
    name: "callOffAll: a source that was read to its end, or that broke, is not closed",
    async run({ callOffAll }) {
      for (const last of [{ done: true, value: undefined }, new Error("broken")]) {
        let returned = 0;
        const own = {
          [Symbol.iterator]: () => own,
          next: () => {
            if (last instanceof Error) throw last;
            return last;
          },
          return: () => {
            returned += 1;
            return { done: true, value: undefined };
          },
        };
        await all(callOffAll(/** @type {any} */ (own), network([canceled]).options)).catch(() => {});
        equal(returned, 0, "closed");
      }
    },
  },
  {
    name: "callOffAll: nothing is left behind that the runtime complains of, whatever happens",
    async run({ callOffAll }) {
      const failing = { ...network([lost]).options, retry: false, deadlineMs: 5 };
      const credentials = () => Promise.reject(new Error("no credentials today"));
      const found = await complaints(async () => {
        for (const signal of [undefined, new AbortController().signal]) {
          const more = signal ? { signal } : {};
          await all(callOffAll(calls(100), { ...network([canceled]).options, ...more, concurrency: 50 }));
          await all(callOffAll(calls(50), { ...failing, ...more, concurrency: 50 }));
          await all(callOffAll(calls(50), { ...failing, ...more, credentials, concurrency: 50 }));
        }
        const controller = new AbortController();
        const late = () => turn().then(() => Promise.reject(new TypeError("connection reset")));
        const { options } = network(late, { signal: controller.signal });
        const reading = all(callOffAll(calls(60), { ...options, concurrency: 40 }));
        await turn();
        controller.abort();
        await reading;
        for await (const _ of callOffAll(source().calls, {
          ...network(late).options,
          retry: false,
          deadlineMs: 5,
        }))
          break;
        const broken = (function* () {
          yield* calls(20);
          throw new Error("the source is broken");
        })();
        await all(callOffAll(broken, network(late).options)).catch(() => {});
      });
      equal(found, [], "complaints");
    },
  },
];

export const callOffAllCases = [
  ...limitCases,
  ...paceCases,
  ...failureCases,
  ...sharedCases,
  ...recoveryCases,
  ...endCases,
];
