// Runs `calloff` as a user has it, from the packed package in a project of its own, against a practice cloud of its own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, beforeEach } from "node:test";
import { pathToFileURL } from "node:url";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { startServer } from "../../sandbox/server.mjs";
import { project } from "../package/project.mjs";
import { fastClock } from "../sandbox/fast-clock.mjs";

const program = join(project, "node_modules", ".bin", "calloff");

/** Makes pipes look like a terminal. */
const terminal = join(project, "terminal.mjs");
writeFileSync(
  terminal,
  "process.stdin.isTTY = true; Object.assign(process.stderr, { isTTY: true, columns: 200 });",
);

const clock = fastClock();
const server = await startServer(clock);
beforeEach(clock.setBack);
after(() => server.close());
export const { cloud, endpoint } = server;
/** Where to send, and as if where. */
export const there = ["--endpoint", endpoint, "--region", "eu-west-1"];

const { user } = practiceCredentials.aws;
export const awsKeys = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };

const secrets = Object.values(practiceCredentials)
  .flatMap((users) => Object.values(users))
  .flatMap((held) => Object.entries(held))
  .flatMap(([name, value]) => (name === "accessKeyId" ? [] : [value]));

/**
 * @typedef {object} Ending
 * @property {number | null} exitCode
 * @property {string[]} lines on standard output
 * @property {string} errors all of standard error
 */

/**
 * @param {string[]} args
 * @param {object} [options]
 * @param {Record<string, string>} [options.env]
 * @param {string} [options.stdin]
 * @param {boolean} [options.isTerminal] whether somebody looks on
 * @param {(errors: string, child: import("node:child_process").ChildProcess) => void} [options.onErrors] is told all
 *   that came on standard error so far
 * @returns {Promise<Ending>}
 */
export function calloff(args, { env = awsKeys, stdin = "", isTerminal = false, onErrors } = {}) {
  const child = spawn(program, args, {
    env: {
      PATH: process.env.PATH,
      ...(isTerminal && { NODE_OPTIONS: `--import=${pathToFileURL(terminal).href}` }),
      ...env,
    },
  });
  let [printed, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    printed += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    errors += text;
    onErrors?.(errors, child);
  });
  // It may have ended before it read anything.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => {
      for (const secret of secrets)
        assert(!(printed + errors).includes(secret), `a secret was shown:\n${printed}\n${errors}`);
      resolve({ exitCode, lines: printed.split("\n").filter(Boolean), errors });
    });
  });
}

let count = 0;

/**
 * A file system of its own with tasks, and their ids.
 * @param {Omit<import("../../sandbox/cloud/types.d.ts").Seed, "ids">[]} tasks
 */
export function fileSystemWith(tasks) {
  count += 1;
  const number = count.toString(16).padStart(8, "0");
  const fileSystem = `fs-${number}000000000`;
  const ids = tasks.map((_, index) => `task-${number}${String(index).padStart(9, "0")}`);
  cloud.books.seed(
    "fsx",
    tasks.map((task, index) => ({ ...task, ids: { TaskId: ids[index] ?? "", FileSystemId: fileSystem } })),
  );
  return { fileSystem, ids };
}

/** How often the tasks were canceled. @param {string[]} ids */
export const cancelsOf = (ids) => ids.map((TaskId) => cloud.books.tasks("fsx", { TaskId })[0]?.cancels);

/** The cells of a table's lines. @param {string[]} lines */
export const cells = (lines) => lines.map((line) => line.trimEnd().split(/ {2,}/));
