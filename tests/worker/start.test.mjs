// `npm start`, and what becomes of the runtime when the program is killed.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { bundleWorker, startWorker } from "../../scripts/lib/worker.mjs";
import { until } from "./until.mjs";

const state = mkdtempSync(join(tmpdir(), "calloff-start-"));
const program = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));
after(() => rmSync(state, { recursive: true, force: true }));

/** @param {number} port */
async function isFree(port) {
  const server = createServer();
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** A port that is free, and so is the next: below those that the system gives to whoever asks for any, so that no
 *  test that runs beside this one takes them meanwhile. */
async function freePort() {
  for (let port = 20_000 + (process.pid % 5_000) * 2; ; port += 2)
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("npm start serves the console, the API and the practice cloud; a runtime left behind is ended by the next", async () => {
  const port = await freePort();
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: String(port), CALLOFF_STATE: state },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaints += text;
  });
  const said = child.stdout.setEncoding("utf8");
  let told = "";
  const isReady = () => told.includes("practice cloud is at");
  for await (const text of said.iterator({ destroyOnReturn: false })) {
    told += text;
    if (isReady()) break;
  }
  assert.ok(isReady(), `it ended: ${complaints}`);
  const origin = `http://127.0.0.1:${port}`;
  assert.match(await (await fetch(`${origin}/`)).text(), /<title>calloff/);
  const me = await fetch(`${origin}/api/me`, { headers: { authorization: "Bearer practice-viewer" } });
  assert.deepEqual(await me.json(), { name: "practice-viewer", role: "viewer", mode: "practice" });
  for (const at of [`${origin}/cloud`, `http://127.0.0.1:${port + 1}`])
    assert.equal((await fetch(`${at}/_control/state?summary`)).status, 200);

  const pid = Number(readFileSync(join(state, "runtime.pid"), "utf8"));
  assert.ok(isAlive(pid));
  child.kill("SIGKILL");
  await once(child, "close");
  assert.ok(isAlive(pid), "the runtime outlives whoever started it");

  const folder = mkdtempSync(join(tmpdir(), "calloff-bundle-"));
  const worker = await startWorker({ ...(await bundleWorker(folder)), state, settings: {} });
  await until(() => !isAlive(pid));
  const own = worker.pid();
  assert.ok(isAlive(own));
  await worker.close();
  await until(() => !isAlive(own));
  rmSync(folder, { recursive: true, force: true });
});
