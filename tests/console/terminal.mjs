// Runs commands as a shell does, and tells what came of them at the practice cloud.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { project } from "../package/project.mjs";
import { calloff, commandsFor } from "./model.mjs";

/** @import { Call, Credentials } from "calloff" */

const { aws, alibaba, huawei } = practiceCredentials;

/** No settings or keys of whoever runs this. */
export const environment = {
  PATH: process.env.PATH ?? "",
  HOME: project,
  AWS_ACCESS_KEY_ID: aws.session.accessKeyId,
  AWS_SECRET_ACCESS_KEY: aws.session.secretAccessKey,
  AWS_SESSION_TOKEN: aws.session.sessionToken,
  ALIBABA_CLOUD_ACCESS_KEY_ID: alibaba.user.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: alibaba.user.secretAccessKey,
  HUAWEICLOUD_SDK_AK: huawei.session.accessKeyId,
  HUAWEICLOUD_SDK_SK: huawei.session.secretAccessKey,
  HUAWEICLOUD_SDK_SECURITY_TOKEN: huawei.session.sessionToken,
  OS_AUTH_TOKEN: huawei.token.authToken,
};

/** A shell's last exit code is that of its last line alone: what the lines did shows in their output.
 *  @param {string} text @param {Record<string, string>} [env] */
export async function shell(text, env = environment) {
  // The limit is for a command that hangs, not for a slow machine.
  const options = { env, cwd: project, maxBuffer: 2 ** 26, timeout: 600_000 };
  return promisify(execFile)("sh", ["-c", `${text}\n:`], options);
}

/** The command of one tool. @param {string} id @param {Call[]} calls */
export function commandOf(id, calls) {
  const command = commandsFor(calls).find((one) => one.id === id);
  if (!command) throw new Error(`no command of ${id} for ${JSON.stringify(calls)}`);
  return command.text;
}

/** @param {string} endpoint */
const reset = (endpoint) => fetch(`${endpoint}/_control/reset`, { method: "POST" });

/** @param {string} _ @param {unknown} value */
const inOrder = (_, value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** What the practice cloud took a run's requests for, and what it answered, in no order.
 *  @param {string} endpoint @param {() => Promise<unknown>} run */
export async function received(endpoint, run) {
  await reset(endpoint);
  await run();
  const { calls } = await (await fetch(`${endpoint}/_control/state`)).json();
  return calls.map((/** @type {any} */ { at: _, ...entry }) => JSON.stringify(entry, inOrder)).sort();
}

/** Sends the calls without any tool. @param {Call[]} calls @param {Credentials} credentials */
export async function sendAll(calls, credentials) {
  for (const call of calls) {
    const request = calloff.prepare(call, credentials);
    await fetch(request.url, /** @type {RequestInit} */ (request));
  }
}
