// The control calls, under {mount}/_control/: reset, seed, faults, clock and state.

import { findFault } from "./faults.mjs";

/**
 * @typedef {object} Controls what the control calls work on
 * @property {import("./types.d.ts").Service[]} services
 * @property {ReturnType<typeof import("./books.mjs").openBooks>} books
 * @property {Map<string, { name: string, fault: import("./types.d.ts").Fault }[]>} faults by service
 * @property {object[]} calls
 * @property {{ aheadMs: number }} clock
 * @property {() => number} now
 */

/** What the caller of a control call got wrong. */
class ControlError extends Error {}

/** @type {Record<string, (controls: Controls, input: any) => void>} */
const actions = {
  "POST reset": ({ books, faults, calls, clock }) => {
    clock.aheadMs = 0;
    calls.length = 0;
    faults.clear();
    books.reset();
  },

  "POST seed": ({ services, books }, { service: id, tasks }) => {
    const service = serviceNamed(services, id);
    for (const task of listOf("tasks", tasks)) {
      const isSeed =
        isObject(task?.ids) &&
        Object.values(task.ids).every((value) => typeof value === "string") &&
        typeof task.state === "string" &&
        [undefined, true, false].includes(task.stuck) &&
        Number.isFinite(task.sinceSeconds ?? 0) &&
        isObject(task.parents ?? {});
      if (!isSeed) throw new ControlError(`not a task: ${JSON.stringify(task)}`);
    }
    books.seed(service, tasks);
  },

  "POST faults": ({ services, faults }, { service: id, faults: wanted }) => {
    const service = serviceNamed(services, id);
    const queue = listOf("faults", wanted).map((item) => {
      if (isObject(item)) return { name: "raw", fault: rawReply(item) };
      const fault = findFault(service, item);
      if (!fault) throw new ControlError(`${service.id} has no fault ${JSON.stringify(item)}`);
      return { name: item, fault };
    });
    faults.set(service.id, [...(faults.get(service.id) ?? []), ...queue]);
  },

  "POST clock": ({ clock }, { aheadSeconds }) => {
    if (!Number.isFinite(aheadSeconds)) throw new ControlError("aheadSeconds: expected a number");
    clock.aheadMs = aheadSeconds * 1000;
  },

  "GET state": () => {},
};

/**
 * Every control call answers with the state, as it is then.
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
    actions[action]?.(controls, await inputOf(request));
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return Response.json({ error: error.message }, { status: 400 });
  }
  return Response.json(state(controls), { headers: { "cache-control": "no-store" } });
}

/** @param {Controls} controls */
function state({ services, books, faults, calls, now }) {
  return {
    now: new Date(now()).toISOString(),
    services: Object.fromEntries(
      services.map((service) => [
        service.id,
        {
          tasks: books
            .tasks(service)
            .map(({ since, ...task }) => ({ ...task, since: new Date(since).toISOString() })),
          faults: (faults.get(service.id) ?? []).map(({ name }) => name),
        },
      ]),
    ),
    calls,
  };
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
