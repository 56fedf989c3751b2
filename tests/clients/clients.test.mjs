// The vendors' own clients for Python against the practice cloud: they list, cancel and look at tasks, and raise their own
// exceptions. What the practice cloud says is what they take for the provider's.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startServer } from "../../sandbox/server.mjs";
import { ensurePythonClients } from "../../scripts/lib/setup.mjs";

const { python, missing } = ensurePythonClients();

if (python === undefined) {
  test("the vendors' clients for Python", { skip: `not possible here: ${missing}` });
} else {
  const server = await startServer();
  after(() => server.close());
  const main = fileURLToPath(new URL("main.py", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(python, [main, server.endpoint, server.rootEndpoint], {
    // No settings or keys of whoever runs this.
    env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: "1" },
    timeout: 60_000,
  });
  /** @type {{ name: string, error: string | null }[]} */
  const results = JSON.parse(stdout);

  describe("the vendors' clients for Python", () => {
    test("there are some", () => assert.ok(results.length > 0, stderr));
    for (const { name, error } of results) test(name, () => assert.equal(error, null, error ?? ""));
  });
}
