// A task's id: its job's number and its index in it, in one integer.

/** Tasks of one job, at most. */
export const MAX_TASKS = 2 ** 20;

/** @param {number} job its number @param {number} index */
export const taskId = (job, index) => job * MAX_TASKS + index;
/** @param {number} id */
export const jobOf = (id) => Math.floor(id / MAX_TASKS);
/** @param {number} id */
export const indexOf = (id) => id % MAX_TASKS;
