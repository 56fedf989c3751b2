// The practice cloud's own books: every task, in the state that it has by now. A state follows from the time at
// which the task came into the one before; there are no timers.

/**
 * @typedef {import("./types.d.ts").Task} Task
 * @typedef {import("./types.d.ts").Service} Service
 * @typedef {import("./types.d.ts").Seed} Seed
 */

/**
 * Brings a task to the state that it has now.
 *
 * @param {Task} task
 * @param {import("./types.d.ts").Lifecycle} lifecycle
 * @param {number} now
 */
function settle(task, lifecycle, now) {
  if (task.stuck) return;
  for (let step = lifecycle[task.state]; step; step = lifecycle[task.state]) {
    const at = task.since + step.afterSeconds * 1000;
    if (at > now) return;
    task.state = step.to;
    task.since = at;
  }
}

/**
 * @param {Service[]} services
 * @param {() => number} now
 */
export function openBooks(services, now) {
  /** @type {Map<string, ReturnType<typeof emptyAccount>>} */
  const accounts = new Map();

  /** @param {Service} service */
  const account = (service) => {
    const found = accounts.get(service.id) ?? emptyAccount();
    accounts.set(service.id, found);
    for (const task of found.tasks) settle(task, service.lifecycle, now());
    return found;
  };

  /**
   * @param {Service} service
   * @param {Seed[]} seeds
   */
  const seed = (service, seeds) => {
    for (const { sinceSeconds = 0, ...task } of seeds) {
      account(service).tasks.push({ ...task, since: now() - sinceSeconds * 1000 });
    }
  };

  const reset = () => {
    accounts.clear();
    for (const service of services) seed(service, service.seeds);
  };

  reset();
  return {
    reset,
    seed,
    /** @param {Service} service */
    tasks: (service) => account(service).tasks,
    /** @param {Service} service */
    memory: (service) => account(service).memory,
    /**
     * @param {Service} service
     * @returns {import("./types.d.ts").Shelf}
     */
    shelf: (service) => ({
      find: (ids) =>
        account(service).tasks.filter((task) =>
          Object.entries(ids).every(([name, id]) => task.ids[name] === id),
        ),
      move(task, state) {
        task.state = state;
        task.since = now();
      },
    }),
  };
}

/** @returns {{ tasks: Task[], memory: import("./types.d.ts").Memory }} */
function emptyAccount() {
  return { tasks: [], memory: { nonces: new Map(), replies: new Map() } };
}
