// The control calls, under {mount}/_control/: reset, seed, faults, limit, storm, clock and state.

import { findFault, namedFaults } from "./faults.mjs";
import { openLimit } from "./limit.mjs";
import { brewStorm } from "./storm.mjs";

/**
 * @typedef {object} Controls what the control calls work on
 * @property {import("./types.d.ts").Service[]} services
 * @property {ReturnType<typeof import("./books.mjs").openBooks>} books
 * @property {Map<string, import("./types.d.ts").NamedFault[]>} queues of faults, by service
 * @property {Map<string, ReturnType<typeof openLimit>>} limits by service
 * @property {{ storm?: ReturnType<typeof brewStorm> }} weather
 * @property {object[]} calls
 * @property {{ aheadMs: number, skewMs: number }} clock
 * @property {() => number} now
 */

/** What the caller of a control call got wrong. */
class ControlError extends Error {}

/** @type {Record<string, (controls: Controls, input: any) => void>} */
const actions = {
  "POST reset": ({ books, queues, limits, weather, calls, clock }) => {
    clock.aheadMs = 0;
    clock.skewMs = 0;
    calls.length = 0;
    queues.clear();
    limits.clear();
    delete weather.storm;
    books.reset();
  },

  "POST seed": ({ services, books }, { service: id, tasks }) => {
    const service = serviceNamed(services, id);
    for (const task of listOf("tasks", tasks)) {
      if (!isObject(task) || !isSeed(task)) throw new ControlError(`not a task: ${JSON.stringify(task)}`);
    }
    books.seed(service.id, tasks);
  },

  "POST faults": ({ services, queues }, { service: id, faults: wanted }) => {
    const service = serviceNamed(services, id);
    const queue = listOf("faults", wanted).map((item) => {
      if (isObject(item)) return { name: "raw", fault: rawReply(item) };
      const fault = findFault(service, item);
      if (!fault) throw new ControlError(`${service.id} has no fault ${JSON.stringify(item)}`);
      return { name: item, fault };
    });
    queues.set(service.id, [...(queues.get(service.id) ?? []), ...queue]);
  },

  "POST limit": ({ services, limits }, { services: ids, perSecond, burst = Math.ceil(perSecond) }) => {
    if (!(Number.isFinite(perSecond) && perSecond >= 0)) {
      throw new ControlError("perSecond: expected a number, 0 for no limit");
    }
    if (perSecond > 0 && !(Number.isSafeInteger(burst) && burst >= 1)) {
      throw new ControlError("burst: expected a whole number from 1 on");
    }
    for (const { id } of servicesNamed(services, ids)) {
      if (perSecond > 0) limits.set(id, openLimit({ perSecond, burst }));
      else limits.delete(id);
    }
  },

  "POST storm": ({ services, weather }, { seed, share, faults: names, services: ids }) => {
    if (!["number", "string"].includes(typeof seed))
      throw new ControlError("seed: expected a number or a text");
    if (!(typeof share === "number" && share >= 0 && share <= 1)) {
      throw new ControlError("share: expected a number from 0 to 1");
    }
    const struck = servicesNamed(services, ids);
    const wanted = names && listOf("faults", names);
    for (const name of wanted ?? []) {
      if (struck.every((service) => !findFault(service, name))) {
        throw new ControlError(`no service has a fault ${JSON.stringify(name)}`);
      }
    }
    const faults = new Map(struck.map((service) => [service.id, faultsNamed(service, wanted)]));
    delete weather.storm;
    if (share > 0) weather.storm = brewStorm({ seed, share }, faults);
  },

  "POST clock": ({ clock }, { aheadSeconds, skewSeconds = 0 }) => {
    if (!Number.isFinite(aheadSeconds)) throw new ControlError("aheadSeconds: expected a number");
    if (!Number.isFinite(skewSeconds)) throw new ControlError("skewSeconds: expected a number");
    clock.aheadMs = aheadSeconds * 1000;
    clock.skewMs = skewSeconds * 1000;
  },

  "GET state": () => {},
};

/**
 * Every control call answers with the state, as it is then: of one service with `?service=`, in numbers with `?summary`.
 *
 * @param {Request} request
 * @param {string} name of the call, such as "reset"
 * @param {Controls} controls
 */
export async function control(request, name, controls) {
  const action = `${request.method} ${name}`;
  if (!Object.hasOwn(actions, action)) {
    return Response.json({ error: `expected one of: ${Object.keys(actions).join(", ")}` }, { status: 404 });
  }
  try {
    const { searchParams } = new URL(request.url);
    const id = searchParams.get("service");
    const services = id === null ? controls.services : [serviceNamed(controls.services, id)];
    actions[action]?.(controls, await inputOf(request));
    const report = state(controls, services, searchParams.has("summary"));
    return Response.json(report, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return Response.json({ error: error.message }, { status: 400 });
  }
}

/**
 * @param {Controls} controls
 * @param {import("./types.d.ts").Service[]} services
 * @param {boolean} isSummary
 */
function state({ books, queues, limits, weather: { storm }, calls, now }, services, isSummary) {
  return {
    now: new Date(now()).toISOString(),
    services: Object.fromEntries(
      services.map(({ id }) => [
        id,
        {
          tasks: isSummary ? summaryOf(books.tasks(id)) : books.tasks(id).map(taskReport),
          faults: (queues.get(id) ?? []).map(({ name }) => name),
          limit: limits.get(id),
        },
      ]),
    ),
    ...(storm && { storm: { seed: storm.seed, share: storm.share, met: storm.met } }),
    ...(!isSummary && {
      keys: Object.fromEntries(services.map(({ provider, users }) => [provider, users])),
      calls,
    }),
  };
}

/** @param {import("./types.d.ts").Task} task */
function taskReport({
  ids,
  state,
  since,
  ended,
  cancels,
  clientTokens,
  parents,
  stuck,
  endless,
  endsAtCancel,
}) {
  return {
    ids,
    state,
    since: new Date(since).toISOString(),
    ...(ended !== undefined && { ended: new Date(ended).toISOString() }),
    cancels,
    ...(clientTokens.size > 0 && { clientTokens: [...clientTokens] }),
    parents,
    stuck,
    endless,
    endsAtCancel,
  };
}

/**
 * How many tasks are in each state, how many were canceled how often, and how many saw how many client tokens.
 *
 * @param {import("./types.d.ts").Task[]} tasks
 */
function summaryOf(tasks) {
  return {
    total: tasks.length,
    states: countBy(tasks, ({ state }) => state),
    cancels: countBy(tasks, ({ cancels }) => cancels),
    clientTokens: countBy(tasks, ({ clientTokens }) => clientTokens.size),
  };
}

/**
 * @param {import("./types.d.ts").Task[]} tasks
 * @param {(task: import("./types.d.ts").Task) => string | number} keyOf
 */
function countBy(tasks, keyOf) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const task of tasks) counts[keyOf(task)] = (counts[keyOf(task)] ?? 0) + 1;
  return counts;
}

/**
 * Those of the faults wanted that a service has, or all of its own names.
 *
 * @param {import("./types.d.ts").Service} service
 * @param {string[]} [wanted]
 */
function faultsNamed(service, wanted = Object.keys(namedFaults(service))) {
  return wanted.flatMap((name) => {
    const fault = findFault(service, name);
    return fault ? [{ name, fault }] : [];
  });
}

/** @param {Request} request */
async function inputOf(request) {
  const text = await request.text();
  if (text === "") return {};
  try {
    const input = JSON.parse(text);
    if (isObject(input)) return input;
  } catch {}
  throw new ControlError("expected a JSON object");
}

/**
 * @param {import("./types.d.ts").Service[]} services
 * @param {unknown} id
 */
function serviceNamed(services, id) {
  const service = services.find((one) => one.id === id);
  if (service) return service;
  throw new ControlError(`service: expected one of ${services.map((one) => one.id).join(", ")}`);
}

/**
 * All of them where none are named.
 *
 * @param {import("./types.d.ts").Service[]} services
 * @param {unknown} ids
 */
const servicesNamed = (services, ids) =>
  ids === undefined ? services : listOf("services", ids).map((id) => serviceNamed(services, id));

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {any[]}
 */
function listOf(name, value) {
  if (!Array.isArray(value)) throw new ControlError(`${name}: expected a list`);
  return value;
}

/**
 * @param {any} raw
 * @returns {import("./types.d.ts").Reply}
 */
function rawReply({ status, headers = {}, body = "" }) {
  try {
    // Whether it can be sent is best asked of what will send it.
    new Response(body || null, { status, headers });
  } catch (error) {
    throw new ControlError(`not a reply: ${error instanceof Error ? error.message : error}`);
  }
  return { status, headers, body };
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {any} task */
function isSeed({
  ids,
  state,
  stuck,
  endless,
  endsAtCancel,
  sinceSeconds = 0,
  ageSeconds = 0,
  parents = {},
  details = {},
}) {
  return (
    isObject(ids) &&
    Object.values(ids).every((id) => typeof id === "string") &&
    typeof state === "string" &&
    [stuck, endless, endsAtCancel].every((flag) => [undefined, true, false].includes(flag)) &&
    Number.isFinite(sinceSeconds) &&
    Number.isFinite(ageSeconds) &&
    isObject(parents) &&
    isObject(details)
  );
}
