// The services as they are on the wire: the calls, what a request asks for, and the vendors' own replies.

/** @typedef {import("./types.d.ts").Answer} Answer */

const digits = (/** @type {number} */ task, /** @type {number} */ width) => String(task).padStart(width, "0");
const numberIn = (/** @type {string} */ id) => Number(/\d+$/.exec(id)?.[0]);
const share = {
  project_id: "0123456789abcdef0123456789abcdef",
  share_id: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
};
const requestId = "4d6a5b1e-9f0c-4c57-8a5e-2f8c9f3b7a10";

/**
 * The tasks of an answer, each as the vendor writes it.
 * @param {Answer} answer
 * @param {(id: string, isOver: boolean) => object} write
 * @param {(task: number) => string} idOf
 */
const tasksOf = (answer, write, idOf) =>
  typeof answer === "string" ? [] : answer.tasks.map(({ task, isOver }) => write(idOf(task), isOver));

const fsxId = (/** @type {number} */ task) => `task-${digits(task, 17)}`;
const subTaskId = (/** @type {number} */ task) => `subTaskId-${digits(task, 8)}`;
const hpcTaskId = (/** @type {number} */ task) => digits(task, 32);
const snowId = (/** @type {number} */ task) => digits(task, 20);

/** @type {Record<import("./types.d.ts").ServiceName, import("./types.d.ts").Service>} */
export const services = {
  fsx: {
    requests: 1,
    pollMs: 5_000,
    hasParts: false,
    call: (region, task) => ({
      operation: "fsx:CancelDataRepositoryTask",
      region,
      params: { TaskId: fsxId(task) },
    }),
    read(_, { body = "" }) {
      const { TaskId, TaskIds } = JSON.parse(body);
      if (TaskId) return { kind: "cancel", task: numberIn(TaskId) };
      return { kind: "look", tasks: TaskIds.map(numberIn) };
    },
    write(answer, ask) {
      if (answer === "throttled")
        return { status: 400, body: { __type: "ThrottlingException", message: "Rate exceeded" } };
      if (answer === "unavailable")
        return { status: 500, body: { __type: "InternalServerError", message: "..." } };
      const headers = { "x-amzn-requestid": requestId };
      if (ask.kind === "cancel")
        return { status: 200, headers, body: { Lifecycle: "CANCELING", TaskId: fsxId(ask.task) } };
      const write = (/** @type {string} */ TaskId, /** @type {boolean} */ isOver) => ({
        TaskId,
        Lifecycle: isOver ? "CANCELED" : "CANCELING",
        Type: "EXPORT_TO_REPOSITORY",
        CreationTime: 1795255200.5,
        StartTime: 1795255210.5,
        FileSystemId: "fs-0123456789abcdef0",
        Paths: ["path1"],
        Status: { TotalCount: 100, SucceededCount: 40, FailedCount: 0 },
      });
      return { status: 200, headers, body: { DataRepositoryTasks: tasksOf(answer, write, fsxId) } };
    },
  },
  nas: {
    requests: 1,
    pollMs: 15_000,
    hasParts: false,
    call: (region, task) => ({
      operation: "nas:CancelDataFlowSubTask",
      region,
      params: {
        FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
        DataFlowId: "df-194433a5be31abcd",
        DataFlowTaskId: "task-38aa8e890f45abcd",
        DataFlowSubTaskId: subTaskId(task),
      },
    }),
    read({ searchParams }) {
      const task = searchParams.get("DataFlowSubTaskId");
      if (task) return { kind: "cancel", task: numberIn(task), token: searchParams.get("ClientToken") ?? "" };
      return { kind: "look", tasks: (searchParams.get("Filters.1.Value") ?? "").split(",").map(numberIn) };
    },
    write(answer, ask) {
      if (answer === "throttled")
        return { status: 400, body: { RequestId: requestId, Code: "Throttling.User", Message: "..." } };
      if (answer === "unavailable")
        return { status: 500, body: { RequestId: requestId, Code: "InternalError", Message: "..." } };
      if (ask.kind === "cancel") return { status: 200, body: { RequestId: requestId } };
      const write = (/** @type {string} */ DataFlowSubTaskId, /** @type {boolean} */ isOver) => ({
        DataFlowSubTaskId,
        Status: isOver ? "CANCELED" : "CANCELING",
        Progress: 4000,
        CreateTime: "2026-11-21 10:00:00",
        SrcFilePath: "/a/b",
        DstFilePath: "/a/b",
        FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
        DataFlowId: "df-194433a5be31abcd",
        DataFlowTaskId: "task-38aa8e890f45abcd",
      });
      const tasks = tasksOf(answer, write, subTaskId);
      return { status: 200, body: { RequestId: requestId, DataFlowSubTask: { DataFlowSubTask: tasks } } };
    },
  },
  sfsturbo: {
    requests: 1,
    pollMs: 10_000,
    hasParts: false,
    call: (region, task) => ({
      operation: "sfsturbo:DeleteHpcCacheTask",
      region,
      params: { ...share, task_id: hpcTaskId(task) },
    }),
    read({ pathname, searchParams }, { method }) {
      if (pathname.endsWith("/tasks")) {
        const [from, size] = [searchParams.get("offset") ?? 0, searchParams.get("limit") ?? 1000];
        return { kind: "list", from: Number(from), size: Number(size) };
      }
      const task = numberIn(pathname);
      return method === "DELETE" ? { kind: "cancel", task } : { kind: "look", tasks: [task] };
    },
    write(answer, ask) {
      const headers = { "x-request-id": requestId, "content-type": "application/json" };
      if (answer === "throttled")
        return { status: 429, headers, body: { error_code: "APIGW.0308", error_msg: "throttled" } };
      if (answer === "unavailable")
        return { status: 500, headers, body: { errCode: "SFS.TURBO.0005", errMsg: "..." } };
      if (ask.kind === "cancel" || typeof answer === "string") return { status: 202, headers, body: "" };
      const write = (/** @type {string} */ task_id) => ({
        task_id,
        type: "export",
        status: "DELETING",
        src_target: "fs",
        src_prefix: "a",
        dest_target: "obs",
        dest_prefix: "b",
        start_time: "2026-11-21 10:00:00",
        end_time: "",
        message: "",
      });
      const tasks = tasksOf(answer, write, hpcTaskId);
      if (ask.kind === "list") return { status: 200, headers, body: { tasks, count: answer.total } };
      if (answer.tasks[0]?.isOver)
        return { status: 400, headers, body: { errCode: "SFS.TURBO.0106", errMsg: "no such task" } };
      return { status: 200, headers, body: tasks[0] };
    },
  },
  snow: {
    requests: 2,
    pollMs: 5_000,
    hasParts: true,
    call: (region, task) => ({
      operation: "snow-device-management:CancelTask",
      region,
      params: { taskId: snowId(task) },
    }),
    read({ pathname, searchParams }) {
      if (pathname === "/executions")
        return { kind: "parts", task: numberIn(searchParams.get("taskId") ?? "") };
      if (pathname === "/tasks") {
        const [from, size] = [searchParams.get("nextToken") ?? 0, searchParams.get("maxResults") ?? 100];
        return { kind: "list", from: Number(from), size: Number(size) };
      }
      const [, , id = "", verb] = pathname.split("/");
      return verb ? { kind: "cancel", task: numberIn(id) } : { kind: "look", tasks: [numberIn(id)] };
    },
    write(answer, ask) {
      const headers = { "x-amzn-requestid": requestId };
      if (answer === "throttled") {
        const type = { ...headers, "x-amzn-errortype": "ThrottlingException" };
        return { status: 429, headers: type, body: { message: "Rate exceeded" } };
      }
      if (answer === "unavailable") {
        const type = { ...headers, "x-amzn-errortype": "InternalServerException" };
        return { status: 500, headers: type, body: { message: "..." } };
      }
      if (ask.kind === "cancel" || typeof answer === "string") {
        const task = ask.kind === "cancel" ? ask.task : 0;
        return { status: 200, headers, body: { taskId: snowId(task) } };
      }
      if (ask.kind === "parts") {
        const state = answer.tasks[0]?.isOver ? "CANCELED" : "QUEUED";
        const execution = { executionId: "1", managedDeviceId: "smd-1", taskId: snowId(ask.task), state };
        return { status: 200, headers, body: { executions: [execution] } };
      }
      const write = (/** @type {string} */ taskId, /** @type {boolean} */ isOver) => ({
        taskId,
        taskArn: `arn:aws:snow-device-management:us-west-2:123456789012:task/${taskId}`,
        state: isOver ? "CANCELED" : "IN_PROGRESS",
      });
      const tasks = tasksOf(answer, write, snowId);
      if (ask.kind === "look") return { status: 200, headers, body: tasks[0] };
      const nextToken = answer.next === undefined ? {} : { nextToken: String(answer.next) };
      return { status: 200, headers, body: { tasks, ...nextToken } };
    },
  },
};
