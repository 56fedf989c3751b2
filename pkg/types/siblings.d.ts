// The calls that go with another: what cancels a task that was found, what tells how a canceled one ended.
import type { CancelCall, ListCall, StatusCall } from "./call.js";
import type { TaskView } from "./outcome.js";

/**
 * The cancel call for a task that a list call (or a status call) returned.
 * @throws {CalloffError} "invalid"
 * @example
 * const list = call("fsx:DescribeDataRepositoryTasks", { region: "eu-west-1", params: {} });
 * for await (const task of listTasks(list, { credentials }))
 *   if (task.cancelable) await callOff(cancelCallFor(list, task), { credentials });
 */
export function cancelCallFor(list: ListCall | StatusCall, task: TaskView): CancelCall;

/**
 * The call that tells what became of a cancel call's task.
 * @throws {CalloffError} "invalid"
 * @example
 * const { task } = await send(statusCallFor(stop), { credentials });
 */
export function statusCallFor(cancel: CancelCall): StatusCall | ListCall;
