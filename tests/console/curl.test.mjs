// The console's commands for curl, run by curl: it signs for AWS, and carries a token to Huawei Cloud.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { startServer } from "../../sandbox/server.mjs";
import { findCurl } from "../../scripts/lib/setup.mjs";
import { callsTo } from "./cases.mjs";
import { commandsFor } from "./model.mjs";
import { commandOf, environment, received, sendAll, shell } from "./terminal.mjs";

/** @import { Call } from "calloff" */

const { missing } = findCurl();

if (missing !== undefined) {
  test("commands for curl", { skip: `not possible here: ${missing}` });
} else {
  const server = await startServer();
  after(() => server.close());
  const { endpoint } = server;
  const { aws, huawei } = practiceCredentials;
  const { AWS_SESSION_TOKEN: _, ...permanent } = environment;
  const isFor = (/** @type {Call} */ call) => commandsFor([call]).some(({ id }) => id === "curl");

  describe("curl", () => {
    for (const { name, services, credentials, env } of [
      {
        name: "AWS, with temporary keys",
        services: ["fsx", "datasync", "snow-device-management"],
        credentials: aws.session,
        env: environment,
      },
      { name: "AWS, with permanent keys", services: ["fsx"], credentials: aws.user, env: permanent },
      {
        name: "Huawei Cloud, with a token",
        services: ["sfsturbo", "oms"],
        credentials: huawei.token,
        env: environment,
      },
    ])
      test(`${name}: every operation, with all its parameters`, async () => {
        const calls = callsTo(services, endpoint).filter(isFor);
        const expected = await received(endpoint, () => sendAll(calls, credentials));
        assert.deepEqual(await received(endpoint, () => shell(commandOf("curl", calls), env)), expected);
      });

    test("shows a reply with its status and its headers", async () => {
      const calls = callsTo(["oms"], endpoint).slice(0, 1);
      const { stdout } = await shell(commandOf("curl", calls));
      assert.match(stdout, /^HTTP\/1\.1 \d{3} /);
      assert.match(stdout, /^x-request-id: /im);
    });

    test("is not offered where it would sign another path than AWS", () => {
      /** @type {Call} */
      const call = {
        operation: "snow-device-management:CancelTask",
        region: "us-west-2",
        params: { taskId: "a b" },
      };
      assert.deepEqual(
        commandsFor([call]).map(({ id }) => id),
        ["aws", "boto3", "node"],
      );
    });
  });
}
