// What must compile and what must not: the network, and a call-off as data. Nothing here needs the types of a platform.
import {
  type At,
  beginCallOff,
  type CallOffAllOptions,
  type CallOffItem,
  type CallOffOptions,
  type CallOffProgress,
  type CallOffResult,
  type CallOffState,
  type CalloffError,
  type CancelCall,
  type Clock,
  type Credentials,
  call,
  callOff,
  callOffAll,
  cancelCallFor,
  type HostState,
  listTasks,
  type Outcome,
  planRequests,
  type SendOptions,
  send,
  type TaskView,
  takeReply,
} from "calloff";

const region = "us-west-2";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI" };
const stop = call("snow-device-management:CancelTask", { region, params: { taskId: "4a6f1a2b" } });
const look = call("snow-device-management:DescribeTask", { region, params: { taskId: "4a6f1a2b" } });
const list = call("snow-device-management:ListTasks", { region, params: { state: "IN_PROGRESS" } });

export const clock: Clock = { now: () => 0, sleep: async (_ms, _signal) => {} };
export const options: SendOptions = {
  credentials: async (): Promise<Credentials> => credentials,
  retry: { maxAttempts: 5, maxDelayMs: 1_000 },
  timeoutMs: 5_000,
  onAttempt: ({ number, request, outcome, error, delayMs = 0 }) =>
    JSON.stringify([number, request.url, outcome?.verdict, error, delayMs]),
  clock,
  random: () => 0.5,
};
export const patience: CallOffOptions = {
  credentials,
  deadlineMs: 60_000,
  pollMs: 1,
  maxPollMs: 2,
  retry: false,
};
export const many: CallOffAllOptions = {
  ...patience,
  concurrency: 4,
  maxInFlight: 100,
  requestsPerSecond: 0.5,
  onUpdate: ({ verdict }) => verdict,
  onProgress: ({
    taken,
    total = 0,
    waiting,
    canceling,
    confirmed,
    refused,
    unconfirmed,
    failed,
    requests,
    throttled,
  }) =>
    taken + total + waiting + canceling + confirmed + refused + unconfirmed + failed + requests + throttled,
};

// One call, any call.
export const outcomes: Promise<Outcome>[] = [stop, look, list].map((one) => send(one, options));
// @ts-expect-error
send(stop);
// @ts-expect-error
send(stop, {});
// @ts-expect-error
send("snow-device-management:CancelTask", options);
// Options that there are not: misspelt, of others, or of former times.
// @ts-expect-error
send(stop, { credentials, timeout: 5 });
// @ts-expect-error
send(stop, { credentials, retries: 9 });
// @ts-expect-error
send(stop, { credentials, retry: true });
// @ts-expect-error
send(stop, { credentials, deadlineMs: 5 });
// @ts-expect-error
send(stop, { credentials, clock: { now: () => 0 } });
// @ts-expect-error
send(stop, { credentials, now: 0 });
// @ts-expect-error
send(stop, { credentials, sleep: async () => {} });
// @ts-expect-error
send(stop, { credentials: () => "AKIDEXAMPLE" });

// A cancel call, to its end.
export const result: Promise<CallOffResult> = callOff(stop, patience);
export const ended: Promise<boolean> = result.then(({ end }) => end === "confirmed");
// @ts-expect-error
callOff(list, patience);
// @ts-expect-error
callOff(look, patience);
// @ts-expect-error
callOff(stop);
// @ts-expect-error
callOff(stop, { ...patience, concurrency: 4 });
// @ts-expect-error
result.then(({ end }) => end === "canceled");

// Many, from an array, a set, a generator.
export async function all(): Promise<CallOffItem[]> {
  const items: CallOffItem[] = [];
  for await (const item of callOffAll([stop], many)) items.push(item);
  for await (const item of callOffAll(new Set<CancelCall>([stop]), many)) items.push(item);
  for await (const { index, call: its, result, error } of callOffAll(running(), many)) {
    const operation: CancelCall["operation"] = its.operation;
    const says: string = result ? result.end : error.message;
    JSON.stringify([index, operation, says, result?.finalState, error?.code]);
  }
  return items;
}
export const failed = (items: CallOffItem[]): CalloffError[] => items.flatMap(({ error }) => error ?? []);
async function* running(): AsyncGenerator<CancelCall> {
  for await (const task of listTasks(list, options)) if (!task.terminal) yield cancelCallFor(list, task);
}
// @ts-expect-error
callOffAll([list], many);
// @ts-expect-error
callOffAll(stop, many);
// @ts-expect-error
callOffAll([stop]);
// @ts-expect-error
callOffAll([Promise.resolve(stop)], many);
// @ts-expect-error
callOffAll([stop], { ...many, concurency: 4 });
// @ts-expect-error
export const noProgress = (progress: CallOffProgress): number => progress.done;

// Tasks.
export const tasks: AsyncIterable<TaskView> = listTasks(list, options);
export const oneTask: AsyncIterable<TaskView> = listTasks(look, options);
// @ts-expect-error
listTasks(stop, options);
// @ts-expect-error
listTasks(list);
// @ts-expect-error
listTasks(list, { ...options, pages: 2 });

// A call-off as data.
const at: At = { now: 0, random: 0.5 };
export const begun: CallOffState = beginCallOff(
  stop,
  { retry: false, deadlineMs: 5, timeoutMs: 5, pollMs: 5 },
  at,
);
export const plain: CallOffState = beginCallOff(stop, undefined, { now: 0 });
export const plan: { send: { states: number[] }[]; host: HostState; waitUntil?: number } = planRequests(
  [begun],
  null,
  at,
);
export const bounded = planRequests([begun, plain], plan.host, at, 8);
for (const { call: sent, states } of bounded.send) {
  const own = states.flatMap((index) => [begun, plain][index] ?? []);
  const taken = takeReply(sent, own, { status: 200, headers: {}, body: "{}" }, bounded.host, at);
  const lost = takeReply(sent, taken.states, null, taken.host, at);
  const last: Outcome = lost.outcome;
  JSON.stringify([last, lost.states[0]?.end, lost.states[0]?.next?.operation]);
}
// @ts-expect-error
beginCallOff(list, undefined, at);
// @ts-expect-error
beginCallOff(stop, undefined);
// @ts-expect-error
beginCallOff(stop, { signal: undefined }, at);
// @ts-expect-error
beginCallOff(stop, undefined, new Date());
// @ts-expect-error
planRequests(begun, null, at);
// @ts-expect-error
planRequests([begun], undefined, at);
// @ts-expect-error
takeReply(stop, [begun], undefined, null, at);
// @ts-expect-error
takeReply(stop, [begun], { body: "{}" }, null, at);
// It is kept, not changed.
// @ts-expect-error
begun.dueAt = 0;
