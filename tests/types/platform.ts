// What must compile and what must not where the program has the types of its platform: those of the DOM or of Node.
import { call, callOff, interpret, interpretResponse, type Outcome, prepare, send, toRequest } from "calloff";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI" };
const stop = call("fsx:CancelDataRepositoryTask", {
  region: "eu-west-1",
  params: { TaskId: "task-0123456789abcdef0" },
});

export const prepared = prepare(stop, credentials);
export const sent: Promise<Response> = fetch(prepared.url, prepared);
export const request: Request = toRequest(stop, { token: "MIIexample" }, { now: new Date(0) });
export const outcome: Outcome = interpret(stop, { status: 200, headers: new Headers() });
export const later: Promise<Outcome> = sent.then((response) => interpretResponse(stop.operation, response));
export const { signal } = new AbortController();
export const ended = callOff(stop, { credentials, fetch, signal: AbortSignal.timeout(60_000) });
export const own = send(stop, { credentials, signal, fetch: async () => new Response("{}") });
export const clock = {
  now: Date.now,
  sleep: async (_ms: number, aborts?: AbortSignal) => aborts?.throwIfAborted(),
};
export const timed = send(stop, { credentials, clock });

// @ts-expect-error
interpretResponse(stop, { status: 200 });
// @ts-expect-error
interpretResponse(stop, sent);
// @ts-expect-error
send(stop, { credentials, signal: new AbortController() });
// @ts-expect-error
send(stop, { credentials, fetch: async () => "{}" });
// @ts-expect-error
toRequest(stop, { authToken: 5 });
