// Tasks of every kind for the practice cloud, and the calls that call them off.

/**
 * @typedef {object} Kind
 * @property {string} profile
 * @property {string} operation
 * @property {string} region
 * @property {string} state that the task is in
 * @property {(n: string) => Record<string, string>} params
 * @property {Record<string, string>} [parents] ids that the task has besides
 */

/** @type {Kind[]} */
export const kinds = [
  {
    profile: "practice-aws",
    operation: "fsx:CancelDataRepositoryTask",
    region: "us-east-1",
    state: "EXECUTING",
    params: (n) => ({ TaskId: `task-${n.padStart(17, "0")}` }),
  },
  {
    profile: "practice-aws",
    operation: "snow-device-management:CancelTask",
    region: "us-west-2",
    state: "QUEUED",
    params: (n) => ({ taskId: `storm${n.padStart(15, "0")}` }),
    parents: { managedDeviceId: "smd-0001" },
  },
  {
    profile: "practice-alibaba",
    operation: "nas:CancelDataFlowTask",
    region: "cn-wulanchabu",
    state: "Executing",
    params: (n) => ({
      FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
      DataFlowId: "df-194433a5be31abcd",
      TaskId: `task-storm${n}x`,
    }),
  },
  {
    profile: "practice-huawei",
    operation: "sfsturbo:DeleteHpcCacheTask",
    region: "cn-north-4",
    state: "DOING",
    params: (n) => ({
      project_id: "0123456789abcdef0123456789abcdef",
      share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
      task_id: `storm${n.padStart(27, "0")}`,
    }),
  },
];

/**
 * Seeds tasks of all kinds, so many in all, and gives the jobs that call them off.
 * @param {import("./service.mjs").Service} service
 * @param {number} count
 */
export async function seed(service, count) {
  /** @type {Map<string, { service: string, ids: Record<string, string>, call: any }[]>} */
  const jobs = new Map();
  for (const [place, kind] of kinds.entries()) {
    const own = Math.floor((count + place) / kinds.length);
    const tasks = Array.from({ length: own }, (_, n) => kind.params(String(n)));
    const name = kind.operation.split(":")[0] ?? "";
    await service.control("seed", {
      service: name,
      tasks: tasks.map((ids) => ({ ids: { ...ids, ...kind.parents }, state: kind.state })),
    });
    const { operation, region } = kind;
    const job = jobs.get(kind.profile) ?? [];
    jobs.set(kind.profile, [
      ...job,
      ...tasks.map((ids) => ({ service: name, ids, call: { operation, region, params: ids } })),
    ]);
  }
  return [...jobs].map(([profile, tasks]) => ({ profile, tasks }));
}

/**
 * Starts a job for each profile.
 * @param {import("./service.mjs").Service} service
 * @param {Awaited<ReturnType<typeof seed>>} jobs
 */
export async function start(service, jobs) {
  return Promise.all(
    jobs.map(async ({ profile, tasks }) => {
      const body = { profile, calls: tasks.map(({ call }) => call) };
      const { status, json, text } = await service.ask("POST /api/jobs", { body });
      if (status !== 202) throw new Error(text);
      return { id: /** @type {string} */ (json.id), tasks };
    }),
  );
}

/**
 * All tasks of a job, as the API shows them.
 * @param {import("./service.mjs").Service} service
 * @param {string} id
 */
export async function allTasks(service, id) {
  /** @type {any[]} */
  const tasks = [];
  for (let cursor = "0"; cursor !== undefined; ) {
    const { json } = await service.ask(`GET /api/jobs/${id}/tasks?limit=500&cursor=${cursor}`);
    tasks.push(...json.tasks);
    cursor = json.cursor;
  }
  return tasks;
}
