// The console's commands for the AWS CLI and boto3, run by these: the practice cloud verifies their signatures, and takes
// them for the very calls that the package itself sends.

import assert from "node:assert/strict";
import { dirname } from "node:path";
import { after, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { startServer } from "../../sandbox/server.mjs";
import { ensurePythonClients } from "../../scripts/lib/setup.mjs";
import { callsTo } from "../console/cases.mjs";
import { line, python } from "../console/model.mjs";
import { commandOf, environment, received, sendAll, shell } from "../console/terminal.mjs";

/** @import { Call } from "calloff" */

const clients = ensurePythonClients();

if (clients.python === undefined) {
  test("commands for the AWS CLI and boto3", { skip: `not possible here: ${clients.missing}` });
} else {
  const server = await startServer();
  after(() => server.close());
  const { endpoint } = server;
  const env = { ...environment, PATH: `${dirname(clients.python)}:${environment.PATH}` };
  const { session, user } = practiceCredentials.aws;
  const { AWS_SESSION_TOKEN: _, ...permanent } = env;

  const services = ["fsx", "datasync", "snow-device-management"];
  const calls = callsTo(services, endpoint);
  const task = "task-0123456789abcdef0";
  /** @type {Call[]} */
  const hostile = ["-x", "a'b\"c $(id) `id` $HOME !! * ~ & ; é", "--task-id"].map((taskId) => ({
    operation: "snow-device-management:CancelTask",
    region: "us-west-2",
    endpoint,
    params: { taskId },
  }));
  hostile.push({
    operation: "snow-device-management:ListTasks",
    region: "us-west-2",
    endpoint,
    params: { state: "file:///etc/hostname" },
  });

  describe("AWS CLI and boto3", () => {
    for (const id of ["aws", "boto3"]) {
      test(`${id}: every operation, with all its parameters`, async () => {
        const expected = await received(endpoint, () => sendAll(calls, session));
        assert.deepEqual(await received(endpoint, () => shell(commandOf(id, calls), env)), expected);
      });

      test(`${id}: values that mean something to a shell or to the tool`, async () => {
        const expected = await received(endpoint, () => sendAll(hostile, session));
        assert.deepEqual(await received(endpoint, () => shell(commandOf(id, hostile), env)), expected);
      });

      test(`${id}: cancels a task, with permanent keys`, async () => {
        /** @type {Call} */
        const call = {
          operation: "fsx:CancelDataRepositoryTask",
          region: "eu-west-1",
          endpoint,
          params: { TaskId: task },
        };
        const expected = await received(endpoint, () => sendAll([call], user));
        assert.deepEqual(await received(endpoint, () => shell(commandOf(id, [call]), permanent)), expected);
        assert.equal(server.cloud.books.tasks("fsx", { TaskId: task })[0]?.state, "CANCELING");
      });
    }

    test("a literal of Python is the value that it was made from", async () => {
      const value = {
        texts: ["'\"\\\n\r\t\0", "\u2028 é 漢 😀", "!!", "$HOME %s {y}"],
        yes: true,
        no: false,
        n: 5,
      };
      const script = `import json; print(json.dumps(${python(value)}))`;
      assert.deepEqual(JSON.parse((await shell(line(["python3", "-c", script]), env)).stdout), value);
    });
  });
}
