// The lanes, from outside: each is told by its name that there is something to do.
import { log } from "../log.js";
import { busyLanes } from "../store/jobs.js";

/** @param {Env} env @param {string} name @returns {any} */
const lane = (env, name) => env.LANES.get(env.LANES.idFromName(name));

/** One that cannot be woken now will be by the cron. @param {string} name @param {() => Promise<void>} wake */
async function tryToWake(name, wake) {
  try {
    await wake();
  } catch (error) {
    log("error", "lane could not be woken", { lane: name, error: String(error) });
  }
}

/** Each lane is told of its first task here. @param {Env} env @param {{ lane: string }[]} tasks @param {number} first */
export async function wakeLanes(env, tasks, first) {
  /** @type {Map<string, number>} */
  const lanes = new Map();
  for (const [index, task] of tasks.entries()) if (!lanes.has(task.lane)) lanes.set(task.lane, index);
  await Promise.all(
    [...lanes].map(([name, index]) => tryToWake(name, () => lane(env, name).wake(name, first + index))),
  );
}

/** Nothing more of a job is sent. @param {Env} env @param {string[]} names @param {number} job its number */
export async function stopLanes(env, names, job) {
  await Promise.all(names.map((name) => lane(env, name).stop(name, job)));
}

/** Wakes lanes that should be running and are not. @param {Env} env */
export async function sweep(env) {
  for (const name of await busyLanes(env)) await tryToWake(name, () => lane(env, name).check(name));
}
