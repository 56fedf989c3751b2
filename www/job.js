// A job's tasks in numbers, as the Worker counts them and the console shows them.

/** The states that a task of a job is in, one after the other: from the third on it has ended. */
export const STATES = /** @type {const} */ ([
  "waiting",
  "canceling",
  "confirmed",
  "refused",
  "unconfirmed",
  "failed",
]);

/** Whether all that was taken in has ended. @param {{ waiting: number, canceling: number }} job */
export const isOver = ({ waiting, canceling }) => waiting + canceling === 0;
