// Huawei Cloud SFS Turbo, API v1, behind the API gateway: data import and export tasks.

import { RUNNING_SECONDS } from "../../cloud/books.mjs";
import { refuse } from "../../cloud/refusal.mjs";
import { routeByPath } from "../../cloud/routes.mjs";
import * as gateway from "./gateway.mjs";
import { verifySdkHmac } from "./sdk-hmac.mjs";

/** A state of the books alone: the vendor keeps no record of a deleted task. */
const GONE = "GONE";

const TYPES = ["import", "export", "import_metadata", "preload"];

/** @type {import("../../cloud/types.d.ts").Lifecycle} */
const lifecycle = {
  DOING: { phase: "running", to: "SUCCESS", afterSeconds: RUNNING_SECONDS },
  DELETING: { phase: "canceling", to: GONE, afterSeconds: 8 },
  SUCCESS: { phase: "ended" },
  FAIL: { phase: "ended" },
  [GONE]: { phase: "ended" },
};
const STATUSES = Object.keys(lifecycle).filter((state) => state !== GONE);

const SHARE = "^/v1/(?<project_id>[^/]+)/sfs-turbo/(?<share_id>[^/]+)/hpc-cache";
/** By method and path: the plural for the list alone. @type {Record<string, [method: string, path: RegExp]>} */
const routes = {
  DeleteHpcCacheTask: ["DELETE", new RegExp(`${SHARE}/task/(?<task_id>[^/]+)$`)],
  ShowHpcCacheTask: ["GET", new RegExp(`${SHARE}/task/(?<task_id>[^/]+)$`)],
  ListHpcCacheTasks: ["GET", new RegExp(`${SHARE}/tasks$`)],
};

/** @type {import("../../cloud/types.d.ts").Service["operations"]} */
const operations = {
  DeleteHpcCacheTask({ project_id, share_id, task_id }, desk) {
    const task = findTask({ project_id, share_id, task_id }, desk);
    desk.shelf.reach(task);
    if (task.state !== "DELETING") desk.shelf.cancel(task, "DELETING");
    return { status: 202 };
  },

  ShowHpcCacheTask({ project_id, share_id, task_id }, desk) {
    return gateway.json(view(findTask({ project_id, share_id, task_id }, desk)));
  },

  ListHpcCacheTasks({ project_id, share_id, type, status, start_time, end_time, ...paging }, desk) {
    checkShare({ project_id, share_id }, desk);
    const offset = Number(paging.offset ?? 0);
    const limit = Number(paging.limit ?? 1000);
    const isWrong =
      (type !== undefined && !TYPES.includes(type)) ||
      (status !== undefined && !STATUSES.includes(status)) ||
      !Number.isSafeInteger(offset) ||
      !Number.isSafeInteger(limit) ||
      offset < 0 ||
      limit < 1;
    if (isWrong) refuse("SFS.TURBO.0001");
    // Times as text: the vendor's own example of an end, 24:00:00, is no time of any day.
    const tasks = desk.shelf
      .find({ project_id, share_id })
      .filter(
        (task) =>
          task.state !== GONE &&
          (type === undefined || typeOf(task) === type) &&
          (status === undefined || task.state === status) &&
          (start_time === undefined || startOf(task) >= start_time) &&
          (end_time === undefined || (endOf(task) !== "" && endOf(task) <= end_time)),
      );
    return gateway.json({ tasks: tasks.slice(offset, offset + limit).map(view), count: tasks.length });
  },
};

/** @type {import("../../cloud/types.d.ts").Service} */
export const sfsTurbo = {
  id: "sfsturbo",
  provider: "huawei",
  users: gateway.users,

  claims: ({ path }) => path.startsWith("/v1/"),
  authenticate: ({ call }) => verifySdkHmac(call, gateway.users),

  route: (call) => routeByPath(routes, call),
  operations,

  unknownOperation: () => refuse("APIGW.0101"),
  forbid: () => refuse("SFS.TURBO.0015"),

  errors: {
    ...gateway.errors,
    "SFS.TURBO.0001": { status: 400, message: "parameter error" },
    "SFS.TURBO.0002": { status: 400, message: "share not exist" },
    "SFS.TURBO.0005": { status: 500, message: "Internal server error" },
    "SFS.TURBO.0011": { status: 400, message: "Cluster is doing something" },
    "SFS.TURBO.0015": { status: 400, message: "no operation permission" },
    "SFS.TURBO.0106": { status: 400, message: "Invalid task id." },
  },
  refusal: gateway.refusalWith((errCode, errMsg) => ({ errCode, errMsg })),
  newRequestId: gateway.newRequestId,
  headers: gateway.headers,
  cors: gateway.cors,
  faults: { ...gateway.faults("SFS.TURBO.0005"), busy: { code: "SFS.TURBO.0011" } },

  lifecycle,
  complete: ({ ids, ...seed }) => ({
    ...seed,
    ids: {
      project_id: "0123456789abcdef0123456789abcdef",
      share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
      ...ids,
    },
  }),
  seeds: [
    task("11abef677ac40f46644d1d5cfc2424a4", "DOING"),
    task("7bd2a9b6-1f2e-4605-9c3d-512d636001b0", "DOING"),
    task("22abef677ac40f46644d1d5cfc2424a4", "DOING", { stuck: true }),
    task("33abef677ac40f46644d1d5cfc2424a4", "SUCCESS", { sinceSeconds: 600, ageSeconds: 4200 }),
    task("44abef677ac40f46644d1d5cfc2424a4", "FAIL", {
      sinceSeconds: 7200,
      ageSeconds: 7800,
      details: { type: "import_metadata", message: "bucket not exist" },
    }),
    task("55abef677ac40f46644d1d5cfc2424a4", "DELETING", { stuck: true }),
    task("66abef677ac40f46644d1d5cfc2424a4", GONE),
  ],
};

/**
 * @param {string} task_id
 * @param {string} state
 * @param {Partial<import("../../cloud/types.d.ts").Seed>} [other]
 * @returns {import("../../cloud/types.d.ts").Seed}
 */
function task(task_id, state, other) {
  return { ids: { task_id }, state, ...other };
}

/**
 * @param {{ project_id: string, share_id: string }} ids
 * @param {import("../../cloud/types.d.ts").Desk} desk
 */
function checkShare({ project_id, share_id }, { call, shelf }) {
  const projectHeader = call.headers.get("x-project-id") ?? project_id;
  if (!call.headers.has("content-type") || projectHeader !== project_id) refuse("SFS.TURBO.0001");
  if (!shelf.has({ project_id, share_id })) refuse("SFS.TURBO.0002");
}

/**
 * @param {{ project_id: string, share_id: string, task_id: string }} ids
 * @param {import("../../cloud/types.d.ts").Desk} desk
 */
function findTask(ids, desk) {
  checkShare(ids, desk);
  const task = desk.shelf.find(ids)[0];
  return task && task.state !== GONE ? task : refuse("SFS.TURBO.0106");
}

/** @typedef {import("../../cloud/types.d.ts").Task} Task */
const typeOf = (/** @type {Task} */ { details }) => details?.type ?? "export";
const startOf = (/** @type {Task} */ { details, started }) => details?.start_time ?? timeText(started);
const endOf = (/** @type {Task} */ { details, ended }) => details?.end_time ?? timeText(ended);

/** @param {Task} task */
function view(task) {
  const { ids, state, details } = task;
  return {
    task_id: ids.task_id,
    type: typeOf(task),
    status: state,
    src_target: "target",
    src_prefix: "dir/",
    dest_target: "target",
    dest_prefix: "dir/",
    message: "",
    start_time: startOf(task),
    end_time: endOf(task),
    ...details,
  };
}

/** Without a zone, as the vendor writes it. @param {number | undefined} time */
const timeText = (time) => (time === undefined ? "" : new Date(time).toISOString().slice(0, 19));
