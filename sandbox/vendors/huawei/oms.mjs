// Huawei Cloud OMS (Object Storage Migration Service), API v2, behind the API gateway: migration tasks, which are paused.

import { RUNNING_SECONDS } from "../../cloud/books.mjs";
import { refuse } from "../../cloud/refusal.mjs";
import { routeByPath } from "../../cloud/routes.mjs";
import * as gateway from "./gateway.mjs";
import { verifySdkHmac } from "./sdk-hmac.mjs";

/** @typedef {import("../../cloud/types.d.ts").Task} Task */

/** By the vendor's numbers. @type {import("../../cloud/types.d.ts").Lifecycle} */
const lifecycle = {
  /** Waiting. */
  1: { phase: "queued", to: "2", afterSeconds: 120 },
  /** Migrating. */
  2: { phase: "running", to: "5", afterSeconds: RUNNING_SECONDS },
  /** Paused. The vendor can start it again, but that call is not played here: it is the end. */
  3: { phase: "ended" },
  /** Failed. */
  4: { phase: "ended" },
  /** Succeeded. */
  5: { phase: "ended" },
  /** Retrying. */
  6: { phase: "running", to: "2", afterSeconds: 60 },
  /** Pausing. */
  7: { phase: "canceling", to: "3", afterSeconds: 8 },
};
const MIGRATING = "2";
const PAUSING = "7";
const FAILED = "4";

const MAX_TASK_ID = 999_999_999_999_999;
const MAX_NAME_LENGTH = 255;
const MAX_GROUP_LENGTH = 100;
const MAX_OFFSET = 2 ** 31 - 1;
const DEFAULT_PAGE = 10;
const MAX_PAGE = 100;

const OBJECTS = 2000;
const BYTES = 10_737_418_240;

const TASKS = "^/v2/(?<project_id>[^/]+)/tasks";
/** By method and path. @type {Record<string, [method: string, path: RegExp]>} */
const routes = {
  StopTask: ["POST", new RegExp(`${TASKS}/(?<task_id>[^/]+)/stop$`)],
  ShowTask: ["GET", new RegExp(`${TASKS}/(?<task_id>[^/]+)$`)],
  ListTasks: ["GET", new RegExp(`${TASKS}$`)],
};

/** @type {import("../../cloud/types.d.ts").Service["operations"]} */
const operations = {
  StopTask(params, desk) {
    const task = findTask(params, desk);
    desk.shelf.reach(task);
    if (task.state !== MIGRATING) refuse("OMS.0066");
    desk.shelf.cancel(task, PAUSING);
    return { status: 200 };
  },

  ShowTask(params, desk) {
    return gateway.json(view(findTask(params, desk), desk.shelf, desk.call.now));
  },

  ListTasks({ project_id, group_id, status, task_name, ...paging }, { call, shelf }) {
    checkProject(project_id, call);
    const offset = Number(paging.offset ?? 0);
    const limit = Number(paging.limit ?? DEFAULT_PAGE);
    const isWrong =
      !isWithin(offset, 0, MAX_OFFSET) ||
      !isWithin(limit, 1, MAX_PAGE) ||
      (status !== undefined && !Object.hasOwn(lifecycle, status)) ||
      task_name?.length > MAX_NAME_LENGTH ||
      (group_id !== undefined && !isWithin(group_id.length, 1, MAX_GROUP_LENGTH));
    if (isWrong) refuse("OMS.0064");
    const tasks = shelf
      .find({ project_id })
      .filter(
        (task) =>
          (status === undefined || task.state === status) &&
          (task_name === undefined || nameOf(task).includes(task_name)) &&
          (group_id === undefined || task.details?.group_id === group_id),
      );
    return gateway.json({
      tasks: tasks.slice(offset, offset + limit).map((task) => view(task, shelf, call.now)),
      count: tasks.length,
    });
  },
};

/** @type {import("../../cloud/types.d.ts").Service} */
export const oms = {
  id: "oms",
  provider: "huawei",
  users: gateway.users,

  claims: ({ path }) => path.startsWith("/v2/"),
  authenticate: ({ call }) => verifySdkHmac(call, gateway.users),

  route: (call) => routeByPath(routes, call),
  operations,

  unknownOperation: () => refuse("APIGW.0101"),
  forbid: () => refuse("OMS.0068"),

  errors: {
    ...gateway.errors,
    "OMS.0001": { status: 500, message: "System error." },
    "OMS.0064": { status: 400, message: "Invalid request parameters." },
    "OMS.0066": { status: 400, message: "Failed to pause the task. The task is not being migrated." },
    "OMS.0068": { status: 403, message: "Authentication failed." },
    "OMS.1009": { status: 400, message: "No resources found." },
  },
  refusal: gateway.refusalWith((error_code, error_msg) => ({ error_code, error_msg })),
  newRequestId: gateway.newRequestId,
  headers: gateway.headers,
  cors: gateway.cors,
  faults: gateway.faults("OMS.0001"),

  lifecycle,
  complete: ({ ids, ...seed }) => ({
    ...seed,
    ids: { project_id: "0123456789abcdef0123456789abcdef", ...ids },
  }),
  seeds: [
    task("0", "2", { sinceSeconds: 600, ageSeconds: 700 }),
    task("1", "1"),
    task("2", "2", { stuck: true }),
    task("3", "7", { stuck: true, ageSeconds: 900 }),
    task("4", "2", { endless: true, details: { group_id: "157ece42-3270-4824-a3d2-f0187a03ca01" } }),
    task("5", "5", { sinceSeconds: 600, ageSeconds: 4200 }),
    task("6", FAILED, {
      sinceSeconds: 7200,
      ageSeconds: 7800,
      details: {
        failed_num: 500,
        error_reason: { error_code: "OMS.0104", error_msg: "The source bucket does not exist." },
      },
    }),
    task("7", "3", { sinceSeconds: 60, ageSeconds: 900 }),
    task("8", "6", { stuck: true, details: { group_id: "157ece42-3270-4824-a3d2-f0187a03ca01" } }),
  ],
};

/**
 * @param {string} last digit of its id
 * @param {string} state
 * @param {Partial<import("../../cloud/types.d.ts").Seed>} [other]
 * @returns {import("../../cloud/types.d.ts").Seed}
 */
function task(last, state, other) {
  return { ids: { task_id: `12898472374275${last}` }, state, ...other };
}

/** @param {number} number @param {number} min @param {number} max */
const isWithin = (number, min, max) => Number.isSafeInteger(number) && number >= min && number <= max;

/**
 * @param {string} project_id
 * @param {import("../../cloud/types.d.ts").Call} call
 */
function checkProject(project_id, { headers }) {
  if ((headers.get("x-project-id") ?? project_id) !== project_id) refuse("OMS.0064");
}

/**
 * @param {import("../../cloud/types.d.ts").Params} params
 * @param {import("../../cloud/types.d.ts").Desk} desk
 */
function findTask({ project_id, task_id }, { call, shelf }) {
  checkProject(project_id, call);
  if (!/^\d+$/.test(task_id) || !isWithin(Number(task_id), 0, MAX_TASK_ID)) refuse("OMS.0064");
  return shelf.find({ project_id, task_id })[0] ?? refuse("OMS.1009");
}

/** @param {Task} task */
const nameOf = ({ ids, details }) => String(details?.name ?? `task-${ids.task_id}`);

/**
 * @param {Task} task
 * @param {import("../../cloud/types.d.ts").Shelf} shelf
 * @param {number} now
 */
function view(task, shelf, now) {
  const { ids, state, created, started, ended, details } = task;
  const progress = shelf.progressOf(task);
  const [objects, bytes] = [Math.floor(OBJECTS * progress), Math.floor(BYTES * progress)];
  return {
    id: Number(ids.task_id),
    name: nameOf(task),
    task_type: "object",
    group_id: "",
    status: Number(state),
    progress,
    // Milliseconds, and how many of them it has run.
    start_time: started ?? created,
    total_time: started === undefined ? 0 : (ended ?? now) - started,
    migrate_speed: state === MIGRATING ? 2_982_616 : 0,
    total_num: OBJECTS,
    successful_num: objects,
    failed_num: 0,
    skipped_num: 0,
    total_size: BYTES,
    complete_size: bytes,
    real_size: bytes,
    src_node: { bucket: "source", cloud_type: "AWS", region: "eu-west-1", object_key: ["data/"] },
    dst_node: { bucket: "destination", region: "cn-north-4", save_prefix: "" },
    ...(state === FAILED && { error_reason: { error_code: "OMS.0104", error_msg: "The task failed." } }),
    ...details,
  };
}
