// A world's tasks called off by callOffAll(), over a fetch and a clock on paper.
import { callOffAll } from "calloff";
import { credentials } from "../subject.mjs";
import { services } from "./services.mjs";

/** @typedef {import("./types.d.ts").World} World */

/**
 * The hosts' tasks in turn, so that each has some all the time.
 * @param {World} world
 */
export function* tasksOf({ hosts }) {
  const most = Math.max(...hosts.map(({ count }) => count));
  const total = hosts.reduce((sum, { count }) => sum + count, 0);
  for (let step = 0, given = 0; given < total; step += 1)
    for (const [at, { count }] of hosts.entries()) {
      const [from, to] = [step, step + 1].map((one) => Math.floor((one * count) / most));
      for (let task = from ?? 0; task < (to ?? 0); task += 1, given += 1) yield { at, task };
    }
}

/**
 * Hands them out as the world has them come.
 * @template T
 * @param {World} world
 * @param {Iterable<T>} items
 * @param {import("./time.mjs").PaperTime} time
 */
export async function* arriving({ arrivals }, items, time) {
  let given = 0;
  for (const item of items) {
    if (arrivals && given > 0 && given % arrivals.count === 0) await time.sleep(arrivals.everyMs);
    given += 1;
    yield item;
  }
}

/**
 * @param {World} world
 * @param {import("./provider.mjs").Provider[]} providers
 * @param {import("./time.mjs").PaperTime} time
 * @param {() => number} random
 * @param {(progress: import("calloff").CallOffProgress) => void} [onProgress]
 */
export async function runCalloff(world, providers, time, random, onProgress) {
  const calls = world.hosts.map(
    ({ service, region }) =>
      (/** @type {number} */ task) =>
        services[service].call(region, task),
  );
  function* toCalls() {
    for (const { at, task } of tasksOf(world)) yield/** @type {any} */ (calls[at])(task);
  }
  const byHost = new Map();
  const fetch = async (/** @type {string} */ text, /** @type {any} */ init) => {
    const url = new URL(text);
    let provider = byHost.get(url.host);
    if (!provider) {
      const { service, region } = placeOf(url.host);
      provider = providers.find(({ host }) => host.service === service && host.region === region);
      byHost.set(url.host, provider);
    }
    const { read, write } = services[/** @type {keyof typeof services} */ (provider.host.service)];
    const ask = read(url, init);
    const { status, headers = {}, body } = write(await provider.ask(ask), ask);
    const sent = typeof body === "string" ? body : JSON.stringify(body);
    return /** @type {any} */ ({ status, headers, text: async () => sent });
  };

  const run = { falselyConfirmed: 0, unconfirmed: 0 };
  const total = world.hosts.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  const options = {
    credentials,
    fetch,
    random,
    clock: {
      now: () => time.now,
      sleep: (/** @type {number} */ ms, /** @type {any} */ signal) => time.sleep(ms, signal),
    },
    // No deadline but the world's own end.
    deadlineMs: Number.POSITIVE_INFINITY,
    ...(onProgress && { onProgress }),
  };
  const source = world.arrivals ? arriving(world, toCalls(), time) : toCalls();
  for await (const { call, result } of callOffAll(source, /** @type {any} */ (options))) {
    seen += 1;
    if (result?.end !== "confirmed") run.unconfirmed += 1;
    else if (!isOver(call, providers)) run.falselyConfirmed += 1;
  }
  run.unconfirmed += total - seen;
  return run;
}

/** @param {string} host */
function placeOf(host) {
  const [label = "", region = ""] = host.split(".");
  const named = { "snow-device-management": "snow", "sfs-turbo": "sfsturbo" };
  return { service: named[/** @type {keyof typeof named} */ (label)] ?? label, region };
}

/**
 * Whether the task of a call has really ended.
 * @param {any} call
 * @param {import("./provider.mjs").Provider[]} providers
 */
function isOver({ operation, region, params }, providers) {
  const label = operation.split(":")[0].replace("snow-device-management", "snow");
  const id = params.TaskId ?? params.taskId ?? params.task_id ?? params.DataFlowSubTaskId;
  const provider = providers.find(({ host }) => host.service === label && host.region === region);
  return provider?.isOver(Number(/\d+$/.exec(id)?.[0])) === true;
}
