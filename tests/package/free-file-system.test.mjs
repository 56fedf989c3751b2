// examples/free-file-system.mjs, in the project that has the package, against the practice cloud.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { startServer } from "../../sandbox/server.mjs";
import { root } from "../../scripts/lib/setup.mjs";
import { fastClock } from "../sandbox/fast-clock.mjs";
import { project } from "./project.mjs";

const example = join(project, "free-file-system.mjs");
copyFileSync(join(root, "examples", "free-file-system.mjs"), example);

const { user, session, forbidden } = practiceCredentials.aws;
const FILE_SYSTEM = "fs-00000000000000001";
const HEAD = ["TASK", "TYPE", "END", "FINAL STATE", "TIME"];
const TYPE = "EXPORT_TO_REPOSITORY";
/** @param {number} number */
const taskId = (number) => `task-0000000000000000${number}`;

const clock = fastClock();
/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
before(async () => {
  server = await startServer(clock);
});
after(() => server.close());

/** @param {string} call @param {object} [input] */
const control = async (call, input) => {
  const [method = "", name] = call.split(" ");
  const init = { method, ...(input && { body: JSON.stringify(input) }) };
  const response = await fetch(`${server.endpoint}/_control/${name}`, init);
  assert.equal(response.status, 200);
  return response.json();
};
beforeEach(() => {
  clock.setBack();
  return control("POST reset");
});

/**
 * Tasks of the file system, their numbers being their ids.
 * @param {Omit<import("../../sandbox/cloud/types.d.ts").Seed, "ids">[]} tasks
 * @param {string} [FileSystemId]
 */
const seed = (tasks, FileSystemId = FILE_SYSTEM) =>
  control("POST seed", {
    service: "fsx",
    tasks: tasks.map((task, number) => ({ ...task, ids: { TaskId: taskId(number), FileSystemId } })),
  });

/**
 * @param {string[]} args
 * @param {{ accessKeyId?: string, secretAccessKey?: string, sessionToken?: string }} [keys]
 * @returns {Promise<{ exitCode: number | null, rows: string[][], errors: string }>} the rows of the table, without times
 */
const run = (args, { accessKeyId, secretAccessKey, sessionToken } = user) =>
  new Promise((resolve) => {
    const env = {
      ...(accessKeyId && { AWS_ACCESS_KEY_ID: accessKeyId }),
      ...(secretAccessKey && { AWS_SECRET_ACCESS_KEY: secretAccessKey }),
      ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
    };
    const child = execFile(process.execPath, [example, ...args], { env }, (_, printed, errors) => {
      const rows = printed.split("\n").filter(Boolean);
      const cells = rows.map((row) => row.trimEnd().split(/ {2,}/));
      resolve({ exitCode: child.exitCode, rows: cells, errors });
    });
  });
/** @param {string} minutes @param {typeof user} [keys] */
const free = (minutes, keys) =>
  run(["eu-west-1", FILE_SYSTEM, "--endpoint", server.endpoint, "--minutes", minutes], keys);

describe("examples/free-file-system.mjs", () => {
  it("calls off every task of the file system that has not ended, and shows how each ended", async () => {
    await seed([
      { state: "EXECUTING" },
      { state: "PENDING", details: { Type: "RELEASE_DATA_FROM_FILESYSTEM" } },
      { state: "CANCELING" },
      { state: "EXECUTING", endsAtCancel: true },
      { state: "SUCCEEDED" },
    ]);
    const { exitCode, rows, errors } = await free("0.05");
    assert.deepEqual([exitCode, errors], [0, ""]);
    const [head, ...tasks] = rows;
    assert.deepEqual(head, HEAD);
    for (const cells of tasks) assert.match(cells.pop() ?? "", /^\d+\.\d s$/);
    assert.deepEqual(tasks.sort(), [
      [taskId(0), TYPE, "confirmed", "canceled"],
      [taskId(1), "RELEASE_DATA_FROM_FILESYSTEM", "confirmed", "canceled"],
      [taskId(2), TYPE, "confirmed", "canceled"],
      [taskId(3), TYPE, "confirmed", "succeeded"],
    ]);
  });

  it("leaves the tasks of other file systems alone", async () => {
    await seed([{ state: "SUCCEEDED" }]);
    assert.deepEqual(await free("0.05", session), { exitCode: 0, rows: [HEAD], errors: "" });
    const { calls } = await control("GET state");
    assert.deepEqual(
      calls.map((/** @type {any} */ { user, operation }) => [user, operation]),
      [["session", "DescribeDataRepositoryTasks"]],
    );
  });

  it("ends with 1 when a task has not ended in time", async () => {
    await seed([{ state: "EXECUTING", stuck: true }]);
    const { exitCode, rows, errors } = await free("0.01");
    assert.equal(exitCode, 1);
    assert.deepEqual(rows[1]?.slice(0, 4), [taskId(0), TYPE, "unconfirmed", "canceling"]);
    assert.match(errors, /^task-00000000000000000: /);
  });

  it("ends with 1 when the provider does not cancel a task", async () => {
    const gone = { TaskId: taskId(9), Lifecycle: "EXECUTING", Type: TYPE, CreationTime: 1 };
    const list = { status: 200, body: JSON.stringify({ DataRepositoryTasks: [gone] }) };
    await control("POST faults", { service: "fsx", faults: [list] });
    const { exitCode, rows, errors } = await free("0.05");
    assert.equal(exitCode, 1);
    assert.deepEqual(rows[1]?.slice(0, 4), [taskId(9), TYPE, "refused", "unknown"]);
    assert.match(errors, /No such task/);
  });

  it("ends with 1 when there is no list of the tasks", async () => {
    const { exitCode, rows, errors } = await free("0.05", forbidden);
    assert.deepEqual([exitCode, rows], [1, []]);
    assert.match(errors, /AccessDeniedException/);
    assert(!errors.includes(forbidden.secretAccessKey));
  });

  /** @type {Record<string, [args: string[], problem: RegExp, keys?: { accessKeyId?: string }]>} */
  const misuses = {
    "no arguments": [[], /a region and the id of a file system/],
    "no file system": [["eu-west-1"], /the id of a file system/],
    "a wildcard in its place": [["eu-west-1", "fs-*"], /the id of a file system/],
    "one argument more": [["eu-west-1", FILE_SYSTEM, FILE_SYSTEM], /the id of a file system/],
    "a region that is none": [["eu.west", FILE_SYSTEM], /region: /],
    "plain http to another host": [
      ["eu-west-1", FILE_SYSTEM, "--endpoint", "http://example.com"],
      /endpoint: /,
    ],
    "no time to wait": [["eu-west-1", FILE_SYSTEM, "--minutes", "soon"], /--minutes: /],
    "an unknown option": [["eu-west-1", FILE_SYSTEM, "--force"], /Unknown option '--force'/],
    "no credentials": [["eu-west-1", FILE_SYSTEM], /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/, {}],
  };
  for (const [name, [args, problem, keys]] of Object.entries(misuses))
    it(`ends with 2 and tells its usage: ${name}`, async () => {
      const { exitCode, rows, errors } = await run(args, keys);
      assert.deepEqual([exitCode, rows], [2, []]);
      assert.match(errors.split("\n")[0] ?? "", problem);
      assert.match(errors, /^Usage: node free-file-system\.mjs REGION FILE_SYSTEM_ID/m);
    });
});
