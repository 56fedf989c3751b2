import { callOffAll } from "calloff";

/** @type {import("../types.js").CallOffTasks} */
export async function callOffTasks(calls, { credentials, concurrency, answer, wait }, ended) {
  /** @type {typeof globalThis.fetch} */
  const fetch = async (_, { headers, body } = {}) => {
    const { "x-amz-target": target = "" } = /** @type {Record<string, string>} */ (headers);
    const reply = answer(target, String(body));
    return new Response(reply.body, reply);
  };
  for await (const item of callOffAll(calls, {
    credentials,
    concurrency,
    fetch,
    clock: { now: Date.now, sleep: wait },
  }))
    ended(item.result ? item.result.last?.task?.rawState : item.error.message);
}
