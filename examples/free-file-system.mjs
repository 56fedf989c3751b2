// Frees a file system of Amazon FSx for Lustre of its data repository tasks, which keep it from being deleted:
// calls off all that have not ended, and waits until none of them runs.
import { parseArgs } from "node:util";
import { callOffAll, cancelCallFor, listTasks, validate } from "calloff";

const usage = `
Usage: node free-file-system.mjs REGION FILE_SYSTEM_ID [--minutes N] [--endpoint URL]

  REGION FILE_SYSTEM_ID   such as eu-west-1 fs-0123456789abcdef0
  --minutes N             how long to wait for the tasks to end: 15 unless given
  --endpoint URL          where to send, instead of to the region's own endpoint

The credentials come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where they are temporary, AWS_SESSION_TOKEN.
The exit code is 0 when no task runs any more, 1 when that is not sure, 2 when this was called wrongly.`;

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { minutes: { type: "string", default: "15" }, endpoint: { type: "string" } },
  });
  const [region = "", fileSystem = "", ...others] = positionals;
  // The filter's pattern has room for wildcards, which might reach the tasks of others.
  if (!/^fs-[0-9a-f]{8,}$/.test(fileSystem) || others.length > 0)
    throw new Error("expected a region and the id of a file system");
  /** @type {import("calloff").Call} */
  const list = {
    operation: "fsx:DescribeDataRepositoryTasks",
    region,
    ...(values.endpoint !== undefined && { endpoint: values.endpoint }),
    params: { Filters: [{ Name: "file-system-id", Values: [fileSystem] }] },
  };
  const wrong = validate(list).find(({ severity }) => severity === "error");
  if (wrong) throw new Error(wrong.message);
  const deadlineMs = Number(values.minutes) * 60_000;
  if (!(deadlineMs > 0)) throw new Error("--minutes: expected a number above 0");

  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  const { AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey)
    throw new Error("expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment");
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  return { list, options: { credentials, deadlineMs } };
}

/** @param {string[]} cells */
const printRow = (...cells) =>
  console.log(cells.map((cell, at) => cell.padEnd([25, 34, 13, 13][at] ?? 0)).join(""));

/**
 * Tells whether no task runs any more.
 * @param {ReturnType<typeof readArguments>} input
 */
async function freeFileSystem({ list, options }) {
  const tasks = [];
  for await (const task of listTasks(list, options)) if (!task.terminal) tasks.push(task);
  const calls = tasks.map((task) => cancelCallFor(list, task));

  const start = Date.now();
  let isFree = true;
  printRow("TASK", "TYPE", "END", "FINAL STATE", "TIME");
  for await (const { index, result, error } of callOffAll(calls, options)) {
    const { id = "", type = "" } = tasks[index] ?? {};
    const { end = "unconfirmed", last = result?.cancel } = result ?? {};
    const state = result?.finalState ?? last?.task?.state ?? "unknown";
    printRow(id, type, end, state, `${((Date.now() - start) / 1000).toFixed(1)} s`);
    if (end === "confirmed") continue;
    isFree = false;
    console.error(`${id}: ${error?.message ?? last?.advice}`);
  }
  return isFree;
}

let input;
try {
  input = readArguments();
} catch (error) {
  console.error(`${error}\n${usage}`);
  process.exit(2);
}
const isFree = await freeFileSystem(input).catch((error) => console.error(`${error}`));
process.exitCode = isFree ? 0 : 1;
