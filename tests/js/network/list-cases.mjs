// listTasks() and cancelCallFor(): from a list, page by page, to the call that cancels what was found.
import { contains, equal, ok, rejected, thrown } from "../expect.mjs";
import { accepted, fsx, unavailable } from "./services.mjs";
import { frozen, keys, network, reply } from "./stub.mjs";

/** @typedef {import("../signing-cases.mjs").Case} Case */

const endpoint = "http://127.0.0.1:8787/cloud";
const fileSystem = "bmcpfs-370lx1ev9ss27o0abcd";
const place = { project_id: "0123456789abcdef0123456789abcdef", share_id: "77ba6f4b" };

/** @param {string} body @param {string} name */
const inBody = (body, name) => JSON.parse(body)[name];
/** @param {string} url @param {string} name */
const inQuery = (url, name) => new URL(url).searchParams.get(name) ?? undefined;

/**
 * A list operation: a call, its two pages of tasks, how it names the next one, and the cancel call of a task of it.
 * @type {Record<string, { call: any, pages: import("./stub.mjs").Reply[], ids: string[],
 *   pageOf: (request: import("./stub.mjs").Sent) => unknown, second: unknown, cancels: any }>}
 */
const lists = frozen({
  "fsx:DescribeDataRepositoryTasks": {
    call: { region: "us-east-1", endpoint, params: { MaxResults: 2 } },
    pages: [
      reply(200, {
        DataRepositoryTasks: [
          { TaskId: "task-00000000000000000", Lifecycle: "EXECUTING" },
          { TaskId: "task-00000000000000001", Lifecycle: "PENDING" },
        ],
        NextToken: "cGFn+/E=",
      }),
      reply(200, { DataRepositoryTasks: [{ TaskId: "task-00000000000000002", Lifecycle: "CANCELED" }] }),
    ],
    ids: ["task-00000000000000000", "task-00000000000000001", "task-00000000000000002"],
    pageOf: ({ body = "" }) => inBody(body, "NextToken"),
    second: "cGFn+/E=",
    cancels: { operation: "fsx:CancelDataRepositoryTask", params: { TaskId: "task-00000000000000000" } },
  },
  "snow-device-management:ListTasks": {
    call: { region: "us-west-2", endpoint, params: { state: "IN_PROGRESS" } },
    pages: [
      reply(200, { tasks: [{ taskId: "a", state: "IN_PROGRESS" }], nextToken: "cGFn+/E=" }),
      reply(200, { tasks: [{ taskId: "b", state: "COMPLETED" }] }),
    ],
    ids: ["a", "b"],
    pageOf: ({ url }) => inQuery(url, "nextToken"),
    second: "cGFn+/E=",
    cancels: { operation: "snow-device-management:CancelTask", params: { taskId: "a" } },
  },
  "snow-device-management:ListExecutions": {
    call: { region: "us-west-2", endpoint, params: { taskId: "a" } },
    pages: [
      reply(200, { executions: [{ executionId: "1", taskId: "a", state: "QUEUED" }], nextToken: "cGFn+/E=" }),
      reply(200, { executions: [{ executionId: "2", taskId: "a", state: "FAILED" }] }),
    ],
    ids: ["1", "2"],
    pageOf: ({ url }) => inQuery(url, "nextToken"),
    second: "cGFn+/E=",
    cancels: { operation: "snow-device-management:CancelTask", params: { taskId: "a" } },
  },
  "nas:DescribeDataFlowSubTasks": {
    call: { region: "cn-wulanchabu", endpoint, params: { FileSystemId: fileSystem, MaxResults: 20 } },
    pages: [
      reply(200, {
        RequestId: "1",
        DataFlowSubTask: {
          DataFlowSubTask: [
            {
              FileSystemId: fileSystem,
              DataFlowId: "df-1",
              DataFlowTaskId: "task-1",
              DataFlowSubTaskId: "subTaskId-1",
              Status: "RUNNING",
            },
          ],
        },
        NextToken: "cGFn+/E=",
      }),
      reply(200, {
        RequestId: "1",
        DataFlowSubTask: { DataFlowSubTask: [{ DataFlowSubTaskId: "subTaskId-2", Status: "CREATED" }] },
        NextToken: "",
      }),
    ],
    ids: ["subTaskId-1", "subTaskId-2"],
    pageOf: ({ url }) => inQuery(url, "NextToken"),
    second: "cGFn+/E=",
    cancels: {
      operation: "nas:CancelDataFlowSubTask",
      params: {
        FileSystemId: fileSystem,
        DataFlowId: "df-1",
        DataFlowTaskId: "task-1",
        DataFlowSubTaskId: "subTaskId-1",
      },
    },
  },
  "nas:DescribeDataFlowTasks": {
    call: { region: "cn-wulanchabu", endpoint, params: { FileSystemId: fileSystem, WithReports: false } },
    pages: [
      reply(200, {
        RequestId: "1",
        TaskInfo: {
          Task: [
            { FilesystemId: fileSystem, DataFlowId: "df-1", TaskId: "task-1", Status: "Executing" },
            { FilesystemId: fileSystem, DataFlowId: "df-1", TaskId: "task-2", Status: "Pending" },
          ],
        },
        NextToken: "cGFn+/E=",
      }),
      reply(200, { RequestId: "1", TaskInfo: { Task: [] }, NextToken: "" }),
    ],
    ids: ["task-1", "task-2"],
    pageOf: ({ url }) => inQuery(url, "NextToken"),
    second: "cGFn+/E=",
    cancels: {
      operation: "nas:CancelDataFlowTask",
      params: { FileSystemId: fileSystem, DataFlowId: "df-1", TaskId: "task-1" },
    },
  },
  "sfsturbo:ListHpcCacheTasks": {
    call: { region: "cn-north-4", endpoint, params: { ...place, offset: 7, limit: 2 } },
    pages: [
      reply(200, {
        tasks: [
          { task_id: "t1", status: "DOING" },
          { task_id: "t2", status: "SUCCESS" },
        ],
        count: 10,
      }),
      reply(200, { tasks: [{ task_id: "t3", status: "FAIL" }], count: 10 }),
    ],
    ids: ["t1", "t2", "t3"],
    pageOf: ({ url }) => inQuery(url, "offset"),
    second: "9",
    cancels: { operation: "sfsturbo:DeleteHpcCacheTask", params: { ...place, task_id: "t1" } },
  },
});

/** @type {Record<string, { params: any, task: import("./stub.mjs").Reply, cancels: any }>} */
const statusCalls = frozen({
  "snow-device-management:DescribeTask": {
    params: { taskId: "a" },
    task: reply(200, { taskId: "a", state: "IN_PROGRESS" }),
    cancels: { operation: "snow-device-management:CancelTask", params: { taskId: "a" } },
  },
  "sfsturbo:ShowHpcCacheTask": {
    params: { ...place, task_id: "t1" },
    task: reply(200, { task_id: "t1", status: "DOING", message: "" }),
    cancels: { operation: "sfsturbo:DeleteHpcCacheTask", params: { ...place, task_id: "t1" } },
  },
});

/** @param {AsyncIterable<any>} source */
async function all(source) {
  const items = [];
  for await (const item of source) items.push(item);
  return items;
}

/** @type {Case} */
const changedCase = {
  name: "listTasks: what becomes of the call between two pages changes nothing",
  async run({ listTasks }) {
    const { call, pages } = lists["fsx:DescribeDataRepositoryTasks"] ?? { call: {}, pages: [] };
    const own = { operation: "fsx:DescribeDataRepositoryTasks", ...structuredClone(call) };
    const { requests, options } = network(pages);
    for await (const _ of listTasks(own, options)) own.params.MaxResults = 7;
    equal(
      requests.map(({ body = "" }) => inBody(body, "MaxResults")),
      [2, 2],
      "page sizes",
    );
  },
};

/** @type {Case[]} */
const pageCases = Object.entries(lists).flatMap(
  ([operation, { call: rest, pages, ids, pageOf, second, cancels }]) => {
    const call = { operation, ...rest };
    return [
      {
        name: `${operation}: all tasks of all pages come one by one`,
        async run({ listTasks }) {
          const { requests, options } = network(pages);
          const tasks = await all(listTasks(call, options));
          equal(
            tasks.map(({ id }) => id),
            ids,
            "ids",
          );
          const [first] = requests;
          equal(requests.map(pageOf), [first && pageOf(first), second], "pages");
          for (const { signal } of requests) equal(signal.aborted, false, "aborted");
        },
      },
      {
        name: `${operation}: the second page asks for the same tasks as the first`,
        async run({ listTasks }) {
          const { requests, options } = network(pages);
          await all(listTasks(call, options));
          const queries = requests.map(({ url, body }) => {
            const query = {
              ...Object.fromEntries(new URL(url).searchParams),
              ...(body && JSON.parse(body)),
            };
            for (const name of ["NextToken", "nextToken", "offset"]) delete query[name];
            return query;
          });
          equal(queries[1], queries[0], "parameters");
        },
      },
      {
        name: `${operation}: a task of it is canceled by a call of its own, in the same place`,
        async run({ listTasks, cancelCallFor, validate, callOff }) {
          const { options } = network(pages);
          const [task] = await all(listTasks(call, options));
          const cancel = cancelCallFor(call, task);
          const { region } = call;
          equal(cancel, { ...cancels, region, endpoint }, "call");
          equal(
            validate(cancel).filter(({ severity }) => severity === "error"),
            [],
            "errors",
          );
          const { options: after } = network([accepted], { deadlineMs: 0 });
          equal((await callOff(cancel, after)).cancel.verdict, "accepted", "verdict");
        },
      },
    ];
  },
);

/** @type {Case[]} */
const statusCases = Object.entries(statusCalls).map(([operation, { params, task, cancels }]) => ({
  name: `${operation}: a status call is a list of the one task, and that is canceled by a call of its own`,
  async run({ listTasks, cancelCallFor }) {
    const call = /** @type {any} */ ({ operation, region: "us-west-2", params });
    const { requests, options } = network([task]);
    const tasks = await all(listTasks(call, options));
    equal(tasks.length, 1, "tasks");
    equal(requests.length, 1, "requests");
    equal(cancelCallFor(call, tasks[0]), { region: "us-west-2", ...cancels }, "call");
  },
}));

const list = /** @type {any} */ ({
  operation: "fsx:DescribeDataRepositoryTasks",
  ...lists[fsx.status]?.call,
});
const { pages: fsxPages = [] } = lists[fsx.status] ?? {};
const [firstPage = unavailable, lastPage = unavailable] = fsxPages;

/** @type {Case[]} */
const listCases = [
  {
    name: "listTasks: a page that fails for a moment is asked for again",
    async run({ listTasks }) {
      const { requests, options } = network([unavailable, firstPage, unavailable, lastPage]);
      equal((await all(listTasks(list, options))).length, 3, "tasks");
      equal(requests.length, 4, "requests");
    },
  },
  {
    name: "listTasks: a page that fails for good is an error with its outcome, after the tasks before it",
    async run({ listTasks, CalloffError }) {
      const { requests, options } = network([firstPage, unavailable]);
      const tasks = listTasks(list, options)[Symbol.asyncIterator]();
      for (const _ of [1, 2]) ok((await tasks.next()).done !== true, "a task");
      const error = await rejected(tasks.next());
      ok(error instanceof CalloffError && error.code === "internal", `rejected with ${error}`);
      contains(error.outcome, { verdict: "provider-fault", httpStatus: 503 }, "outcome");
      ok(error.message.includes(error.outcome.advice), `message: ${error.message}`);
      equal(requests.length, 4, "requests");
      equal((await tasks.next()).done, true, "done");
    },
  },
  {
    name: "listTasks: a refusal is an error with its outcome",
    async run({ listTasks }) {
      const denied = reply(400, { __type: "AccessDeniedException", Message: "not for you" });
      const { requests, options } = network([denied]);
      const error = await rejected(all(listTasks(list, options)));
      equal(error.outcome.verdict, "forbidden", "verdict");
      for (const words of ["AccessDeniedException", "not for you"])
        ok(error.message.includes(words), `message: ${error.message}`);
      equal(requests.length, 1, "requests");
    },
  },
  {
    name: "listTasks: a provider that names the same page twice is not asked for ever",
    async run({ listTasks, CalloffError }) {
      const { requests, options } = network([firstPage]);
      const error = await rejected(all(listTasks(list, options)));
      ok(error instanceof CalloffError, `rejected with ${error}`);
      equal(requests.length, 2, "requests");
      const second = reply(200, { DataRepositoryTasks: [], NextToken: "BBBB" });
      const around = network([firstPage, second, firstPage, second]);
      ok((await rejected(all(listTasks(list, around.options)))) instanceof CalloffError, "goes around");
      equal(around.requests.length, 3, "requests");
    },
  },
  {
    name: "listTasks: no page is fetched before somebody reads on to it",
    async run({ listTasks }) {
      const { requests, options } = network([firstPage, lastPage]);
      const tasks = listTasks(list, options);
      equal(requests.length, 0, "requests before the first task");
      let read = 0;
      for await (const _ of tasks) {
        read += 1;
        equal(requests.length, 1, "requests");
        if (read === 2) break;
      }
      equal(requests.length, 1, "requests after the break");
    },
  },
  {
    name: "listTasks: credentials are asked for once for all pages, and again after a page that they were no good for",
    async run({ listTasks }) {
      let asked = 0;
      const credentials = () => {
        asked += 1;
        return keys;
      };
      await all(listTasks(list, network([firstPage, lastPage], { credentials }).options));
      equal(asked, 1, "asked");
      await all(listTasks(list, network([firstPage, fsx.expired, lastPage], { credentials }).options));
      equal(asked, 3, "asked");
    },
  },
  {
    name: 'listTasks: an abort between two pages is an error "aborted"',
    async run({ listTasks, CalloffError }) {
      const controller = new AbortController();
      const { requests, options } = network([firstPage, lastPage], { signal: controller.signal });
      const tasks = listTasks(list, options)[Symbol.asyncIterator]();
      await tasks.next();
      await tasks.next();
      controller.abort();
      const error = await rejected(tasks.next());
      ok(error instanceof CalloffError && error.code === "aborted", `rejected with ${error}`);
      equal(requests.length, 1, "requests");
    },
  },
  {
    name: 'listTasks: an invalid call is "invalid", and so is one that would cancel something',
    async run({ listTasks, CalloffError }) {
      for (const [call, path] of /** @type {[any, string][]} */ ([
        [undefined, ""],
        [{ ...list, params: { MaxResults: 0 } }, "params.MaxResults"],
        [fsx.call, "operation"],
      ])) {
        const { requests, options } = network([fsx.accepted]);
        const error = await rejected(all(listTasks(call, options)));
        ok(error instanceof CalloffError && error.code === "invalid", `${path}: rejected with ${error}`);
        equal(error.findings[0].path, path, "path");
        equal(requests.length, 0, "requests");
      }
    },
  },
];

const subTasks = {
  operation: "nas:DescribeDataFlowSubTasks",
  region: "cn-wulanchabu",
  params: { FileSystemId: fileSystem },
};

/** What cannot be canceled: the list call, the task, and the path of the finding. @type {[any, any, string][]} */
const hopeless = [
  [fsx.call, { id: "task-00000000000000000" }, "operation"],
  [{ ...list, operation: "fsx:Nothing" }, { id: "task-00000000000000000" }, "operation"],
  [undefined, undefined, ""],
  [subTasks, { id: "subTaskId-1" }, "params.DataFlowId"],
  [subTasks, { id: "subTaskId-1", parents: { DataFlowId: "df-1" } }, "params.DataFlowTaskId"],
  [subTasks, { parents: { DataFlowId: "df-1", DataFlowTaskId: "task-1" } }, "params.DataFlowSubTaskId"],
  [list, { id: "../elsewhere" }, "params.TaskId"],
  [list, undefined, "params.TaskId"],
];

/** @type {Case[]} */
const hopelessCases = hopeless.map(([call, task, path], index) => ({
  name: `cancelCallFor: what has no cancel call is "invalid", with the reason: ${path || "no call"} ${index}`,
  run({ cancelCallFor, CalloffError }) {
    const error = thrown(() => cancelCallFor(call, task));
    ok(error instanceof CalloffError && error.code === "invalid", `threw ${error}`);
    const paths = error.findings.map((/** @type {any} */ finding) => finding.path);
    ok(paths.includes(path), `paths: ${paths}`);
  },
}));

export const listAndCancelCases = [changedCase, ...pageCases, ...statusCases, ...listCases, ...hopelessCases];
