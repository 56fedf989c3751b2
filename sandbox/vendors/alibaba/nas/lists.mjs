// The list calls of NAS: filters and pages.

import { turnPage } from "../../../cloud/pages.mjs";
import { refuse } from "../../../cloud/refusal.mjs";
import { checkBoolean, checkIds, json, refuseParameter } from "./parameters.mjs";
import {
  subTaskDetails,
  subTaskLifecycle,
  subTaskView,
  TASK_ACTIONS,
  taskDetails,
  taskLifecycle,
  taskView,
} from "./tasks.mjs";

const MAX_IDS = 10;
const MAX_PATH_LENGTH = 1023;
const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;

/** @type {import("../../../cloud/types.d.ts").Service["operations"]} */
export const lists = {
  DescribeDataFlowSubTasks(params, desk) {
    const { page, next } = list(params, desk, {
      own: "DataFlowSubTaskId",
      minPage: 20,
      filters: {
        DataFlowIds: byIds((task) => task.ids.DataFlowId),
        DataFlowTaskIds: byIds((task) => task.ids.DataFlowTaskId),
        DataFlowSubTaskIds: byIds((task) => task.ids.DataFlowSubTaskId),
        Status: byWords(Object.keys(subTaskLifecycle), (task) => task.state),
        SrcFilePath: byPath((task) => subTaskDetails(task).SrcFilePath),
        DstFilePath: byPath((task) => subTaskDetails(task).DstFilePath),
      },
    });
    return json(200, {
      RequestId: desk.call.requestId,
      NextToken: next,
      DataFlowSubTask: { DataFlowSubTask: page.map((task) => subTaskView(task, desk.shelf)) },
    });
  },

  DescribeDataFlowTasks(params, desk) {
    const { WithReports = "true" } = params;
    checkBoolean("WithReports", WithReports);
    const { page, next } = list(params, desk, {
      own: "TaskId",
      minPage: 10,
      filters: {
        DataFlowIds: byIds((task) => task.ids.DataFlowId),
        TaskIds: byIds((task) => task.ids.TaskId),
        Originator: byWords(["User", "System"], (task) => taskDetails(task).Originator),
        TaskActions: byWords(TASK_ACTIONS, (task) => taskDetails(task).TaskAction),
        DataTypes: byWords(["MetaAndData", "Metadata", "Data"], (task) => taskDetails(task).DataType),
        Status: byWords(Object.keys(taskLifecycle), (task) => task.state),
        CreateTimeBegin: byTime((task, time) => task.created >= time),
        CreateTimeEnd: byTime((task, time) => task.created <= time),
        StartTimeBegin: byTime((task, time) => (task.started ?? Number.NaN) >= time),
        StartTimeEnd: byTime((task, time) => (task.started ?? Number.NaN) <= time),
        EndTimeBegin: byTime((task, time) => (task.ended ?? Number.NaN) >= time),
        EndTimeEnd: byTime((task, time) => (task.ended ?? Number.NaN) <= time),
      },
    });
    const withReports = WithReports.toLowerCase() === "true";
    return json(200, {
      RequestId: desk.call.requestId,
      NextToken: next,
      TaskInfo: { Task: page.map((task) => taskView(task, desk.shelf, withReports)) },
    });
  },
};

/**
 * A filter of a list: takes its value, and gives what a task has to be; undefined for a value that is not valid.
 *
 * @typedef {(value: string) => ((task: import("../../../cloud/types.d.ts").Task) => boolean) | undefined} Filter
 */

/**
 * What the two list calls have in common.
 *
 * @param {Record<string, string>} params
 * @param {import("../../../cloud/types.d.ts").Desk} desk
 * @param {object} kind
 * @param {string} kind.own the id that is a task's own
 * @param {number} kind.minPage
 * @param {Record<string, Filter>} kind.filters
 */
function list(params, { shelf }, { own, minPage, filters }) {
  const { FileSystemId = "", MaxResults = String(DEFAULT_PAGE), NextToken } = params;
  checkIds({ FileSystemId });
  const size = Number(MaxResults);
  if (!Number.isInteger(size) || size < minPage || size > MAX_PAGE) refuseParameter("MaxResults");
  const wanted = filterParameters(params);
  const tests = wanted.map(([key, value]) => {
    const filter = Object.hasOwn(filters, key) ? filters[key] : refuseParameter("Filters");
    return filter?.(value) ?? refuseParameter("Filters");
  });
  if (!shelf.has({ FileSystemId })) refuse("InvalidFileSystem.NotFound");
  if (own === "DataFlowSubTaskId" && !FileSystemId.startsWith("bmcpfs-")) {
    refuse("OperationDenied.DataFlowNotSupported");
  }

  const parts = wanted.find(([key]) => key === `${own}s`)?.[1].split(",");
  const named = parts
    ? [...new Set(parts.flatMap((part) => shelf.idsWith(own, part)))]
        .flatMap((id) => shelf.find({ FileSystemId, [own]: id }))
        .sort((a, b) => a.number - b.number)
    : undefined;
  const pages = turnPage((after) => named ?? shelf.list({ FileSystemId }, after), {
    size,
    token: NextToken || undefined,
    query: [own, FileSystemId, wanted],
    keep: (task) => own in task.ids && tests.every((test) => test(task)),
  });
  const { page, next = "" } = pages ?? refuseParameter("NextToken");
  return { page, next };
}

/**
 * "Filters.1.Key" and "Filters.1.Value", and so on.
 *
 * @param {Record<string, string>} params
 * @returns {[key: string, value: string][]}
 */
function filterParameters(params) {
  const numbers = Object.keys(params).flatMap((name) => /^Filters\.(\d+)\.Key$/.exec(name)?.[1] ?? []);
  return numbers.map((number) => [
    params[`Filters.${number}.Key`] ?? "",
    params[`Filters.${number}.Value`] ?? "",
  ]);
}

/**
 * Whole ids or parts of them, some of which the id has to contain.
 *
 * @param {(task: import("../../../cloud/types.d.ts").Task) => string | undefined} idOf
 * @returns {Filter}
 */
function byIds(idOf) {
  return (value) => {
    const parts = value.split(",");
    if (parts.length > MAX_IDS || parts.includes("")) return undefined;
    return (task) => parts.some((part) => idOf(task)?.includes(part));
  };
}

/**
 * @param {string[]} words
 * @param {(task: import("../../../cloud/types.d.ts").Task) => string} wordOf
 * @returns {Filter}
 */
function byWords(words, wordOf) {
  return (value) => {
    const wanted = value.split(",");
    return wanted.every((word) => words.includes(word)) ? (task) => wanted.includes(wordOf(task)) : undefined;
  };
}

/**
 * @param {(task: import("../../../cloud/types.d.ts").Task) => string} pathOf
 * @returns {Filter}
 */
function byPath(pathOf) {
  return (value) =>
    value !== "" && [...value].length <= MAX_PATH_LENGTH ? (task) => pathOf(task) === value : undefined;
}

/**
 * @param {(task: import("../../../cloud/types.d.ts").Task, time: number) => boolean} compare
 * @returns {Filter}
 */
function byTime(compare) {
  return (value) => {
    const time = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(time) ? undefined : (task) => compare(task, time);
  };
}
