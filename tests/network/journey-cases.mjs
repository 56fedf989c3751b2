// From a list to a task that no longer runs, over HTTP, against the practice cloud: what it says is held against its
// books. The same cases for every runtime.
import { practiceCredentials } from "../../sandbox/vendors/credentials.mjs";
import { contains, equal, ok } from "../js/expect.mjs";

/** @typedef {{ name: string, run: (calloff: typeof import("calloff"), endpoint: string) => Promise<void> }} Case */

const fileSystem = "bmcpfs-370lx1ev9ss27o0abcd";
const share = {
  project_id: "0123456789abcdef0123456789abcdef",
  share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
};

/**
 * @typedef {object} Journey
 * @property {string} service under which the books have its task
 * @property {keyof typeof practiceCredentials} vendor
 * @property {any} list
 * @property {string} id of the task to cancel
 * @property {string} operation that cancels it
 * @property {string} found its raw state in the list
 * @property {string} left its state in the books in the end
 */

/** @type {Record<string, Journey>} */
const journeys = {
  "FSx, in pages of two": {
    service: "fsx",
    vendor: "aws",
    list: { operation: "fsx:DescribeDataRepositoryTasks", region: "us-east-1", params: { MaxResults: 2 } },
    id: "task-0123456789abcdef7",
    operation: "fsx:CancelDataRepositoryTask",
    found: "EXECUTING",
    left: "CANCELED",
  },
  "Snow, in pages of one": {
    service: "snow-device-management",
    vendor: "aws",
    list: {
      operation: "snow-device-management:ListTasks",
      region: "us-west-2",
      params: { maxResults: 1 },
    },
    id: "abcdefghij0123456789",
    operation: "snow-device-management:CancelTask",
    found: "IN_PROGRESS",
    left: "CANCELED",
  },
  "NAS, a subtask": {
    service: "nas",
    vendor: "alibaba",
    list: {
      operation: "nas:DescribeDataFlowSubTasks",
      region: "cn-wulanchabu",
      params: { FileSystemId: fileSystem },
    },
    id: "subTaskId-370kyfmyknxcyzwabcd",
    operation: "nas:CancelDataFlowSubTask",
    found: "RUNNING",
    left: "CANCELED",
  },
  "NAS, a task": {
    service: "nas",
    vendor: "alibaba",
    list: {
      operation: "nas:DescribeDataFlowTasks",
      region: "cn-wulanchabu",
      params: { FileSystemId: fileSystem },
    },
    id: "task-16aa8e890f45abcd",
    operation: "nas:CancelDataFlowTask",
    found: "Executing",
    left: "Canceled",
  },
  "SFS Turbo, in pages of two": {
    service: "sfsturbo",
    vendor: "huawei",
    list: { operation: "sfsturbo:ListHpcCacheTasks", region: "cn-north-4", params: { ...share, limit: 2 } },
    id: "7bd2a9b6-1f2e-4605-9c3d-512d636001b0",
    operation: "sfsturbo:DeleteHpcCacheTask",
    found: "DOING",
    left: "GONE",
  },
};

/** @param {string} endpoint */
function controlOf(endpoint) {
  const ask = async (/** @type {string} */ name, /** @type {RequestInit} */ init) => {
    const response = await fetch(`${endpoint}/_control/${name}`, init);
    equal(response.status, 200, name);
    return response.json();
  };
  return {
    /** @param {string} name @param {object} [input] */
    set: (name, input = {}) => ask(name, { method: "POST", body: JSON.stringify(input) }),
    /** All that the books have of a service. @param {string} service @returns {Promise<any[]>} */
    async tasks(service) {
      const { services } = await ask(`state?service=${service}`, {});
      return services[service].tasks;
    },
  };
}

const patience = { pollMs: 10, maxPollMs: 50, timeoutMs: 5000, retry: { maxAttempts: 6, maxDelayMs: 20 } };

/**
 * Lists, finds and cancels; the cloud's time passes once the cancellation is known there.
 * @param {typeof import("calloff")} calloff
 * @param {string} endpoint
 * @param {Journey} journey
 * @param {{ ahead?: number, faults?: string[], more?: object }} [circumstances] how far the cloud's clock is ahead in
 *   seconds, what the calls meet with after the list, and other options
 */
async function travel(calloff, endpoint, journey, { ahead = 0, faults = [], more = {} } = {}) {
  const { set } = controlOf(endpoint);
  await set("reset");
  await set("clock", { aheadSeconds: ahead });
  /** @type {string[]} */
  const verdicts = [];
  const options = {
    credentials: practiceCredentials[journey.vendor].session,
    ...patience,
    onAttempt: (/** @type {any} */ { outcome }) => verdicts.push(outcome.verdict),
    ...more,
  };
  const list = { ...journey.list, endpoint };
  const seen = [];
  for await (const task of calloff.listTasks(list, options)) seen.push(task);
  const task = seen.find(({ id }) => id === journey.id);
  if (!task) throw new Error(`${journey.id} is not among ${seen.map(({ id }) => id)}`);
  equal(task.rawState, journey.found, "state in the list");

  const call = calloff.cancelCallFor(list, task);
  equal(call.operation, journey.operation, "operation");
  await set("faults", { service: journey.service, faults });
  let settled = 0;
  /** @type {Promise<any> | undefined} */
  let passing;
  const onUpdate = () => {
    settled += 1;
    if (settled === 2) passing = set("clock", { aheadSeconds: ahead + 30 });
  };
  const result = await calloff.callOff(call, { ...options, onUpdate });
  await passing;
  return { seen, result, verdicts };
}

/**
 * The task no longer runs, by the cloud's own books, and no other was touched.
 * @param {string} endpoint
 * @param {Journey} journey
 */
async function isOver(endpoint, { service, id, left }) {
  const tasks = await controlOf(endpoint).tasks(service);
  const isOurs = (/** @type {any} */ { ids }) =>
    Object.entries(ids).some(([name, value]) => value === id && name !== "DataFlowTaskId");
  ok(tasks.some(isOurs), `${id} is not in the books`);
  for (const task of tasks) {
    equal(task.cancels, isOurs(task) ? 1 : 0, `times that ${JSON.stringify(task.ids)} was canceled`);
    if (!isOurs(task)) continue;
    equal(task.state, left, "state in the books");
    ok((task.clientTokens ?? []).length <= 1, `client tokens: ${task.clientTokens}`);
  }
}

/** @type {Case[]} */
export const journeyCases = Object.entries(journeys).flatMap(([name, journey]) => [
  {
    name: `${name}: listed, called off, and confirmed`,
    async run(calloff, endpoint) {
      const { seen, result } = await travel(calloff, endpoint, journey);
      equal(new Set(seen.map(({ id }) => id)).size, seen.length, "tasks that were listed once");
      contains(result, { cancel: { verdict: "accepted" }, end: "confirmed" }, "result");
      equal(result.finalState, "canceled", "final state");
      await isOver(endpoint, journey);
    },
  },
  {
    name: `${name}: with a clock that is 20 minutes off`,
    async run(calloff, endpoint) {
      const { result, verdicts } = await travel(calloff, endpoint, journey, { ahead: -1200 });
      contains(result, { end: "confirmed", finalState: "canceled" }, "result");
      // Once for the list, and once for the rest.
      equal(verdicts.filter((verdict) => verdict === "clock-skew").length, 2, "corrections");
      await isOver(endpoint, journey);
    },
  },
  {
    name: `${name}: with credentials that expired`,
    async run(calloff, endpoint) {
      const { expired, session } = practiceCredentials[journey.vendor];
      let asked = 0;
      const credentials = async () => {
        asked += 1;
        return asked % 2 === 1 ? expired : session;
      };
      const { result } = await travel(calloff, endpoint, journey, { more: { credentials } });
      contains(result, { end: "confirmed", finalState: "canceled" }, "result");
      // Twice for the list, and twice for the rest.
      equal(asked, 4, "asked");
      await isOver(endpoint, journey);
    },
  },
  {
    name: `${name}: over a connection that breaks on the way there and back`,
    async run(calloff, endpoint) {
      const faults = ["reset", "lost-reply", "html-502", "cut-body", "throttled"];
      const { result, verdicts } = await travel(calloff, endpoint, journey, { faults });
      contains(result, { end: "confirmed", finalState: "canceled" }, "result");
      // A browser repeats by itself what a connection breaks at that was in use before; these it leaves to others.
      for (const verdict of ["unrecognized", "throttled"])
        ok(verdicts.includes(verdict), `verdicts: ${verdicts}`);
      await isOver(endpoint, journey);
    },
  },
]);

/**
 * Runs them all, in a runtime that has no test runner.
 * @param {typeof import("calloff")} calloff
 * @param {string} endpoint
 * @returns {Promise<{ name: string, error?: string }[]>}
 */
export async function runJourneys(calloff, endpoint) {
  const results = [];
  for (const { name, run } of journeyCases) {
    try {
      await run(calloff, endpoint);
      results.push({ name });
    } catch (error) {
      results.push({ name, error: String(error) });
    }
  }
  return results;
}
