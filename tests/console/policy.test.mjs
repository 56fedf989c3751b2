// The permission that each call needs, as the vendor's policy.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { cases } from "./cases.mjs";
import { calloff, policyFor } from "./model.mjs";

/** @import { Call } from "calloff" */

/** @type {{ operations: Record<string, { action: string, resource: string } | null>, literal: { taskId: string, resource: string } }} */
const { operations: policies, literal } = JSON.parse(
  readFileSync(new URL("policies.json", import.meta.url), "utf8"),
);
const versions = { aws: "2012-10-17", alibaba: "1", huawei: "5.0" };

describe("the policy for a call", () => {
  for (const { id, provider, permission } of calloff.operations())
    it(id, () => {
      const call = cases.find(
        ({ name, call: { operation } }) => operation === id && name.includes("full"),
      )?.call;
      assert(call);
      const policy = policies[id];
      assert(
        policy !== undefined,
        "policies.json has the operation, with null where its action is not documented",
      );
      const text = policyFor(call);
      if (policy === null) return assert.equal(text, undefined);
      assert.deepEqual(JSON.parse(text ?? ""), {
        Version: versions[provider.id],
        Statement: [{ Effect: "Allow", Action: [policy.action], Resource: [policy.resource] }],
      });
      // The catalogue's permission is the action, or the family that it is of.
      const [family = ""] = permission.split("*");
      assert(policy.action.startsWith(family), permission);
    });

  it("never means more than the one task", () => {
    const task = /** @type {Call} */ ({
      operation: "snow-device-management:CancelTask",
      region: "us-west-2",
      params: { taskId: literal.taskId },
    });
    assert.deepEqual(JSON.parse(policyFor(task) ?? "").Statement[0].Resource, [literal.resource]);
    const anyFileSystem = /** @type {Call} */ ({
      operation: "nas:CancelDataFlowTask",
      region: "cn-wulanchabu",
      params: { FileSystemId: "*", DataFlowId: "df-1", TaskId: "task-1" },
    });
    assert.equal(policyFor(anyFileSystem), undefined);
  });
});
