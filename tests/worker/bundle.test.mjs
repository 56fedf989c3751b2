// The Worker as it is deployed: that it can be, without an account, and how large it is.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { bundleWorker } from "../../scripts/lib/worker.mjs";

/** Script and WebAssembly, compressed: in KiB, as wrangler counts. */
const MAX_BYTES = 150 * 1024;

const folder = mkdtempSync(join(tmpdir(), "calloff-bundle-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("wrangler deploy --dry-run bundles it with all that it is bound to", async (t) => {
  const { printed } = await bundleWorker(folder);
  for (const binding of ["env.LANES", "env.DB", "env.LIMIT", "env.ASSETS"])
    assert.ok(printed.includes(binding), printed);
  /** @param {string} extension */
  const gzipped = (extension) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(extension))
      .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0);
  const [script, core] = [gzipped(".js"), gzipped(".wasm")];
  const sizes = `gzip: ${script} bytes of script, ${core} of WebAssembly, ${script + core} in all`;
  t.diagnostic(sizes);
  assert.ok(script + core <= MAX_BYTES, sizes);
});
