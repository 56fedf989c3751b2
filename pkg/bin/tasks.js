// The tasks of a list call: found one by one, shown one by one.
import { listTasks } from "calloff";
import { row } from "./table.js";

/** @typedef {import("calloff").TaskView} TaskView */

const HEAD = ["TASK", "STATE", "REPORTED", "DONE", "CREATED", "TYPE", "SOURCE"];
const WIDTHS = [9, 13, 5, 24, 28];

/** About so many come at once. */
const PAGE = 50;

/** @param {number} idWidth */
export const taskHead = (idWidth) => row(HEAD, [idWidth, ...WIDTHS]);

/** @param {TaskView} task @param {number} idWidth */
export function taskLine({ id, state, rawState, progress, createdAt = "", type = "", source = "" }, idWidth) {
  const done = progress === undefined ? "" : `${Math.floor(progress * 100)} %`;
  return row([id, state, rawState, done, createdAt, type, source], [idWidth, ...WIDTHS]);
}

/**
 * @param {import("calloff").ListCall} list
 * @param {{ credentials: import("calloff").Credentials, screen: import("./screen.js").Screen }} context
 */
export async function* foundTasks(list, { credentials, screen }) {
  let count = 0;
  try {
    for await (const task of listTasks(list, { credentials })) {
      count += 1;
      if (count % PAGE === 0) screen.status(() => `Looking for tasks: ${count} so far`);
      yield task;
    }
  } finally {
    screen.endStatus();
  }
}
