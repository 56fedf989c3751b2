// The practice cloud's own books: every task, in the state that it has by now. A state follows from the time at
// which the task came into the one before; there are no timers.

/**
 * @typedef {import("./types.d.ts").Task} Task
 * @typedef {import("./types.d.ts").Lifecycle} Lifecycle
 * @typedef {import("./types.d.ts").Service} Service
 * @typedef {import("./types.d.ts").Seed} Seed
 * @typedef {import("./types.d.ts").Shelf} Shelf
 */

/** How long a task runs that is left alone. */
export const RUNNING_SECONDS = 3600;

/**
 * @param {Service[]} services
 * @param {() => number} now
 */
export function openBooks(services, now) {
  /** @type {Map<string, ReturnType<typeof openAccount>>} */
  const accounts = new Map();

  const reset = () => {
    for (const service of services) {
      const account = openAccount(service, now);
      account.seed(service.seeds);
      accounts.set(service.id, account);
    }
  };

  /** @param {string} service its id */
  const account = (service) => {
    const found = accounts.get(service);
    if (!found) throw new Error(`no service ${service}`);
    return found;
  };

  reset();
  return {
    reset,
    /**
     * @param {string} service
     * @param {Seed[]} seeds
     */
    seed: (service, seeds) => account(service).seed(seeds),
    /**
     * Those that have all these ids.
     *
     * @param {string} service
     * @param {Record<string, string>} [ids]
     */
    tasks: (service, ids = {}) => account(service).shelf.find(ids),
    /** @param {string} service */
    shelf: (service) => account(service).shelf,
    /** @param {string} service */
    memory: (service) => account(service).memory,
  };
}

/**
 * One service's tasks, and what it remembers of earlier calls.
 *
 * @param {Service} service
 * @param {() => number} now
 */
function openAccount({ lifecycle, complete }, now) {
  /** @type {Task[]} */
  const tasks = [];
  /** By the name of the ids. @type {Map<string, ReturnType<typeof openRegister>>} */
  const registers = new Map();
  /** The name of the ids by which tasks queue, if they do. */
  const queueName = Object.values(lifecycle).find(({ queuesBy }) => queuesBy !== undefined)?.queuesBy ?? "";
  /** By that id. @type {Map<string, ReturnType<typeof openQueue>>} */
  const queues = new Map();
  /** @type {import("./types.d.ts").Memory} */
  const memory = { nonces: new Map(), replies: new Map() };

  /** @param {Seed[]} seeds */
  const seed = (seeds) => {
    for (const one of seeds) {
      const { sinceSeconds = 0, ageSeconds = 0, state, ...rest } = complete(one);
      const since = now() - sinceSeconds * 1000;
      const created = Math.min(since, now() - ageSeconds * 1000);
      /** @type {Task} */
      const task = {
        ...rest,
        number: tasks.length + 1,
        state,
        since,
        created,
        cancels: 0,
        clientTokens: new Set(),
      };
      enter(task, lifecycle, state, since);
      if (lifecycle[state]?.phase !== "queued") task.started = created;
      tasks.push(task);
      for (const [name, id] of Object.entries(task.ids)) {
        const register = registers.get(name) ?? openRegister();
        registers.set(name, register);
        register.add(id, task);
      }
      const queueId = task.ids[queueName];
      if (queueId === undefined) continue;
      const queue = queues.get(queueId) ?? openQueue(lifecycle);
      queues.set(queueId, queue);
      queue.add(task);
    }
  };

  /** No more than one of the ids' lists need be looked through. @param {Record<string, string>} ids */
  const candidates = (ids) => {
    let fewest = tasks;
    for (const [name, id] of Object.entries(ids)) {
      const list = registers.get(name)?.tasksWith(id) ?? [];
      if (list.length < fewest.length) fewest = list;
    }
    return fewest;
  };

  /** @param {Task} task @param {number} at */
  const bringUpTo = (task, at) => {
    queues.get(task.ids[queueName] ?? "")?.advance(at);
    settle(task, lifecycle, at);
  };

  /** @type {Shelf} */
  const shelf = {
    find(ids) {
      const wanted = Object.entries(ids);
      const found = candidates(ids).filter((task) => hasIds(task, wanted));
      const at = now();
      for (const task of found) bringUpTo(task, at);
      return found;
    },
    *list(ids, after) {
      const wanted = Object.entries(ids);
      const from = candidates(ids);
      const at = now();
      for (let i = placeAfter(from, after); i < from.length; i++) {
        const task = from[i];
        if (!task || !hasIds(task, wanted)) continue;
        bringUpTo(task, at);
        yield task;
      }
    },
    has(ids) {
      const wanted = Object.entries(ids);
      return candidates(ids).some((task) => hasIds(task, wanted));
    },
    idsWith: (name, part) => registers.get(name)?.idsWith(part) ?? [],
    phaseOf: (task) => lifecycle[task.state]?.phase,
    progressOf: (task) => progress(task, lifecycle, now()),
    reach(task, clientToken = "") {
      if (clientToken !== "") task.clientTokens.add(clientToken);
      if (!task.endsAtCancel) return;
      while (["queued", "running"].includes(lifecycle[task.state]?.phase ?? "")) {
        enter(task, lifecycle, lifecycle[task.state]?.to ?? "", now());
      }
    },
    cancel(task, state) {
      enter(task, lifecycle, state, now());
      task.cancels += 1;
    },
  };
  return { seed, shelf, memory };
}

/** All ids of one name, and the tasks that have them. */
function openRegister() {
  /** @type {Map<string, Task[]>} */
  const tasks = new Map();
  /** @type {Map<number, string[]>} */
  const idsByLength = new Map();
  return {
    /**
     * @param {string} id
     * @param {Task} task
     */
    add(id, task) {
      const others = tasks.get(id);
      if (others) {
        others.push(task);
        return;
      }
      tasks.set(id, [task]);
      const ids = idsByLength.get(id.length) ?? [];
      idsByLength.set(id.length, ids);
      ids.push(id);
    },
    /** @param {string} id */
    tasksWith: (id) => tasks.get(id) ?? [],
    /** Of those that are not longer, only the part itself contains it. @param {string} part */
    idsWith(part) {
      const longer = [...idsByLength].flatMap(([length, ids]) => (length > part.length ? ids : []));
      return [...(tasks.has(part) ? [part] : []), ...longer.filter((id) => id.includes(part))];
    },
  };
}

/** Those that share an id, of which the next is started when all before it have ended. @param {Lifecycle} lifecycle */
function openQueue(lifecycle) {
  /** @type {Task[]} */
  const tasks = [];
  /** The first that has not ended as of the last look, and when the last of those before it did. */
  let front = 0;
  let freeAt = Number.NEGATIVE_INFINITY;
  return {
    add: (/** @type {Task} */ task) => tasks.push(task),
    /** @param {number} now */
    advance(now) {
      for (let task = tasks[front]; task; task = tasks[++front]) {
        settle(task, lifecycle, now, freeAt);
        if (task.ended === undefined) return;
        freeAt = Math.max(freeAt, task.ended);
      }
    },
  };
}

/**
 * @param {Task} task
 * @param {[name: string, id: string][]} ids
 */
const hasIds = (task, ids) => ids.every(([name, id]) => task.ids[name] === id);

/**
 * Where in the tasks, which are in the order of their numbers, those after a number begin.
 *
 * @param {Task[]} tasks
 * @param {number} after
 */
function placeAfter(tasks, after) {
  let [low, high] = [0, tasks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tasks[middle]?.number ?? 0) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {Task} task
 * @param {Lifecycle} lifecycle
 * @param {string} state
 * @param {number} at
 */
function enter(task, lifecycle, state, at) {
  task.state = state;
  task.since = at;
  const phase = lifecycle[state]?.phase;
  if (phase === "running") task.started ??= at;
  if (phase === "canceling") task.canceling ??= at;
  if (phase === "ended") task.ended ??= at;
}

/**
 * Brings a task to the state that it has by now.
 *
 * @param {Task} task
 * @param {Lifecycle} lifecycle
 * @param {number} now
 * @param {number} [freeAt] when the last task before it in its queue ended
 */
function settle(task, lifecycle, now, freeAt = Number.POSITIVE_INFINITY) {
  if (task.stuck) return;
  for (;;) {
    const { phase, to, afterSeconds = 0, queuesBy } = lifecycle[task.state] ?? {};
    const at = (queuesBy ? Math.max(task.since, freeAt) : task.since) + afterSeconds * 1000;
    if (to === undefined || at > now || (task.endless && phase === "running")) return;
    enter(task, lifecycle, to, at);
  }
}

/**
 * @param {Task} task
 * @param {Lifecycle} lifecycle
 * @param {number} now
 */
function progress(task, lifecycle, now) {
  if (task.started === undefined) return 0;
  const isOver = lifecycle[task.state]?.phase === "ended";
  if (isOver && Object.values(lifecycle).some(({ phase, to }) => phase === "running" && to === task.state)) {
    return 1;
  }
  return Math.min(0.99, ((task.ended ?? now) - task.started) / (RUNNING_SECONDS * 1000));
}
