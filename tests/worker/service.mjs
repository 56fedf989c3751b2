// The Worker on loopback with the practice cloud behind it, as `npm start` has it, for a test.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../../sandbox/server.mjs";
import { practiceSettings } from "../../scripts/lib/practice.mjs";
import { bundleWorker, startWorker } from "../../scripts/lib/worker.mjs";
import { until } from "./until.mjs";

/** The bundle of this process: test files run side by side. @type {string | undefined} */
let bundle;

/** @param {{ settings?: Record<string, string> | ((endpoint: string) => Record<string, string>) }} [options] in place of those of practice */
export async function startService({ settings } = {}) {
  if (!bundle) {
    const folder = mkdtempSync(join(tmpdir(), "calloff-bundle-"));
    bundle = (await bundleWorker(folder)).folder;
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  }
  const state = mkdtempSync(join(tmpdir(), "calloff-worker-"));
  /** @type {string[]} */
  const lines = [];
  /** @type {Awaited<ReturnType<typeof startWorker>> | undefined} */
  let worker;
  const server = await startServer({
    stallMs: 12_000,
    serve: (request) => worker?.fetch(request) ?? new Response(null, { status: 503 }),
  });
  worker = await startWorker({
    folder: bundle,
    state,
    settings:
      typeof settings === "function"
        ? settings(server.endpoint)
        : (settings ?? practiceSettings(server.endpoint)),
    log: (line) => lines.push(line),
  });
  const { origin, endpoint } = server;

  return {
    origin,
    worker,
    books: server.cloud.books,
    /** What the Worker wrote to its log. */
    lines,
    /**
     * @param {string} call such as "GET /api/me"
     * @param {{ token?: string | null, body?: unknown, headers?: Record<string, string> }} [options]
     */
    async ask(call, { token = "practice-operator", body, headers = {} } = {}) {
      const [method = "GET", path = "/"] = call.split(" ");
      const response = await fetch(origin + path, {
        method,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
          connection: "close",
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      /** @type {any} */
      let json;
      try {
        json = JSON.parse(text);
      } catch {}
      return { status: response.status, headers: response.headers, text, json };
    },
    /** Tells the practice cloud what to do. @param {string} name @param {object} input */
    async control(name, input) {
      const response = await fetch(`${endpoint}/_control/${name}`, {
        method: "POST",
        body: JSON.stringify(input),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    /** The calls that the practice cloud got, the last of them. @returns {Promise<any[]>} */
    calls: async () => (await (await fetch(`${endpoint}/_control/state`)).json()).calls,
    async close() {
      await worker?.close();
      await server.close();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startService>>} Service */

/**
 * Waits for a job to be over.
 * @param {Service} service
 * @param {string} id
 * @param {number} [neverMs]
 */
export async function over(service, id, neverMs) {
  let told = "";
  return until(
    async () => {
      const { status, json: job, text } = await service.ask(`GET /api/jobs/${id}`);
      told = text;
      // While the runtime is started again there is no answer.
      return status === 200 && job.waiting + job.canceling === 0 && job;
    },
    {
      everyMs: 500,
      ...(neverMs && { neverMs }),
      otherwise: () => `${told}\n${service.lines.slice(-20).join("\n")}`,
    },
  );
}
