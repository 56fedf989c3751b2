// The cancel calls of NAS.

import { refuse } from "../../../cloud/refusal.mjs";
import { checkBoolean, checkIds, json, refuseParameter } from "./parameters.mjs";
import { isLingjun } from "./tasks.mjs";

/** From the outermost on: the code that says that there is no such thing. A sub task's ids call its task otherwise. */
const NOT_FOUND_CODES = {
  FileSystemId: "InvalidFileSystem.NotFound",
  DataFlowId: "InvalidDataFlow.NotFound",
  TaskId: "InvalidTaskId.NotFound",
  DataFlowTaskId: "InvalidTaskId.NotFound",
  DataFlowSubTaskId: "InvalidTaskId.NotFound",
};

/** @type {import("../../../cloud/types.d.ts").Service["operations"]} */
export const cancels = {
  CancelDataFlowSubTask(params, desk) {
    const { FileSystemId, DataFlowId, DataFlowTaskId, DataFlowSubTaskId } = params;
    const ids = { FileSystemId, DataFlowId, DataFlowTaskId, DataFlowSubTaskId };
    return cancel(ids, params, desk, "CANCELING", (task) => {
      if (!isLingjun(task)) refuse("OperationDenied.DataFlowNotSupported");
      const [parent] = desk.shelf.find({ FileSystemId, DataFlowId, TaskId: DataFlowTaskId });
      if (task.parents?.DataFlow === "Stopped" || (parent && parent.state !== "Executing")) {
        refuse("OperationDenied.DependencyViolation");
      }
    });
  },

  CancelDataFlowTask(params, desk) {
    const { FileSystemId, DataFlowId, TaskId } = params;
    return cancel({ FileSystemId, DataFlowId, TaskId }, params, desk, "Canceling", () => {
      const subTasks = desk.shelf.find({ FileSystemId, DataFlowId, DataFlowTaskId: TaskId });
      if (subTasks.some((subTask) => desk.shelf.phaseOf(subTask) !== "ended")) {
        refuse("OperationDenied.DependencyViolation");
      }
    });
  },
};

/**
 * What the two cancel calls have in common.
 *
 * @param {Record<string, string>} ids
 * @param {{ DryRun?: string, ClientToken?: string }} params
 * @param {import("../../../cloud/types.d.ts").Desk} desk
 * @param {string} state that the task gets into
 * @param {(task: import("../../../cloud/types.d.ts").Task) => void} checkSurroundings
 */
function cancel(ids, { DryRun = "false", ClientToken = "" }, desk, state, checkSurroundings) {
  const { call, shelf } = desk;
  checkIds(ids);
  checkBoolean("DryRun", DryRun);
  if (!/^[\x20-\x7e]{0,64}$/.test(ClientToken)) refuseParameter("ClientToken");

  const task = findTask(ids, shelf);
  const check = () => {
    checkSurroundings(task);
    const phase = shelf.phaseOf(task) ?? "";
    if (!["queued", "running"].includes(phase)) refuse("OperationDenied.ConflictOperation");
  };
  const accepted = json(200, { RequestId: call.requestId });
  if (DryRun.toLowerCase() === "true") {
    check();
    return accepted;
  }
  shelf.reach(task, ClientToken);
  return withClientToken(ClientToken, ids, desk, () => {
    check();
    shelf.cancel(task, state);
    return accepted;
  });
}

/**
 * @param {Record<string, string>} ids
 * @param {import("../../../cloud/types.d.ts").Shelf} shelf
 */
function findTask(ids, shelf) {
  /** @type {Record<string, string>} */
  const path = {};
  for (const [name, id] of Object.entries(ids)) {
    path[name] = id;
    if (!shelf.has(path)) refuse(NOT_FOUND_CODES[/** @type {keyof typeof NOT_FOUND_CODES} */ (name)]);
  }
  return shelf.find(ids)[0] ?? refuse("InvalidTaskId.NotFound");
}

/**
 * The same token with the same parameters has the same result, and no further effect.
 *
 * @param {string} token
 * @param {Record<string, string>} ids
 * @param {import("../../../cloud/types.d.ts").Desk} desk
 * @param {() => import("../../../cloud/types.d.ts").Reply} run
 */
function withClientToken(token, ids, { memory }, run) {
  if (token === "") return run();
  const parameters = JSON.stringify(ids);
  const earlier = memory.replies.get(token);
  if (earlier && earlier.parameters !== parameters) refuse("IdempotentParameterMismatch");
  const reply = earlier?.reply ?? run();
  memory.replies.set(token, { parameters, reply });
  return reply;
}
