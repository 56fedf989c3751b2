// The data flow tasks of NAS, and the sub tasks of those that stream: their states, and what is shown of them.

import { RUNNING_SECONDS } from "../../../cloud/books.mjs";

/** @type {import("../../../cloud/types.d.ts").Lifecycle} */
export const taskLifecycle = {
  Pending: { phase: "queued", to: "Executing", afterSeconds: 120 },
  Executing: { phase: "running", to: "Completed", afterSeconds: RUNNING_SECONDS },
  Canceling: { phase: "canceling", to: "Canceled", afterSeconds: 8 },
  Completed: { phase: "ended" },
  Failed: { phase: "ended" },
  Canceled: { phase: "ended" },
};

/** @type {import("../../../cloud/types.d.ts").Lifecycle} */
export const subTaskLifecycle = {
  CREATED: { phase: "queued", to: "RUNNING", afterSeconds: 120 },
  RUNNING: { phase: "running", to: "COMPLETE", afterSeconds: RUNNING_SECONDS },
  CANCELING: { phase: "canceling", to: "CANCELED", afterSeconds: 8 },
  COMPLETE: { phase: "ended" },
  FAILED: { phase: "ended" },
  EXPIRED: { phase: "ended" },
  CANCELED: { phase: "ended" },
};

/** Those that stream have sub tasks, and end when they are called off. */
const STREAM_ACTIONS = ["StreamImport", "StreamExport"];
export const TASK_ACTIONS = ["Import", "Export", "Evict", "Inventory", ...STREAM_ACTIONS];

const FILES = 240;
const BYTES = 131_092_971_520;

/** @param {import("../../../cloud/types.d.ts").Task} task */
export const isLingjun = ({ ids }) => ids.FileSystemId?.startsWith("bmcpfs-");

/** @param {{ details?: Record<string, unknown> }} task */
export const streams = (task) => STREAM_ACTIONS.includes(taskDetails(task).TaskAction);

/** @param {import("../../../cloud/types.d.ts").Task} task */
export function subTaskDetails({ state, details }) {
  return {
    SrcFilePath: "/test/file.png",
    DstFilePath: "/mnt/file.png",
    ...(state === "FAILED" && { ErrorMsg: "The sub task failed." }),
    ...details,
  };
}

/**
 * @param {import("../../../cloud/types.d.ts").Task} task
 * @param {import("../../../cloud/types.d.ts").Shelf} shelf
 */
export function subTaskView(task, shelf) {
  const { FileSystemId, DataFlowId, DataFlowTaskId, DataFlowSubTaskId } = task.ids;
  const progress = shelf.progressOf(task);
  return {
    FileSystemId,
    DataFlowId,
    DataFlowTaskId,
    DataFlowSubTaskId,
    Status: task.state,
    Progress: Math.floor(10_000 * progress),
    ...timesOf(task),
    ProgressStats: bytesDone(progress),
    FileDetail: { ModifyTime: 1721167603, Size: BYTES, Checksum: "crc64:8503095054509440000" },
    ...subTaskDetails(task),
  };
}

/** @param {{ details?: Record<string, unknown> }} task */
export function taskDetails({ details }) {
  return {
    TaskAction: "Import",
    DataType: "MetaAndData",
    Originator: "User",
    SourceStorage: "oss://bucket1",
    Directory: "/path_in_cpfs/",
    DstDirectory: "/path_in_cpfs/",
    ConflictPolicy: "KEEP_LATEST",
    ...details,
  };
}

/**
 * @param {import("../../../cloud/types.d.ts").Task} task
 * @param {import("../../../cloud/types.d.ts").Shelf} shelf
 * @param {boolean} withReports
 */
export function taskView(task, shelf, withReports) {
  const { FileSystemId, DataFlowId, TaskId } = task.ids;
  const progress = shelf.progressOf(task);
  const files = Math.floor(FILES * progress);
  return {
    FilesystemId: FileSystemId,
    DataFlowId,
    TaskId,
    Status: task.state,
    // The number of operations done, not a share.
    Progress: files,
    ...timesOf(task),
    ProgressStats: {
      FilesTotal: FILES,
      FilesDone: files,
      ActualFiles: files,
      RemainTime: 0,
      ...bytesDone(progress),
    },
    ...(withReports &&
      isLingjun(task) &&
      !streams(task) && {
        Reports: { Report: [{ Name: "SuccessFilesReport", Path: "https://bucket1.example/report.csv" }] },
      }),
    ...taskDetails(task),
  };
}

/** @param {number} progress */
function bytesDone(progress) {
  const done = Math.floor(BYTES * progress);
  return { BytesTotal: BYTES, BytesDone: done, ActualBytes: done, AverageSpeed: 342_279_299 };
}

/** With a space and without a zone, as the vendor writes them. @param {import("../../../cloud/types.d.ts").Task} task */
function timesOf({ created, started, ended }) {
  const text = (/** @type {number} */ time) => new Date(time).toISOString().slice(0, 19).replace("T", " ");
  return {
    CreateTime: text(created),
    ...(started !== undefined && { StartTime: text(started) }),
    ...(ended !== undefined && { EndTime: text(ended) }),
  };
}
