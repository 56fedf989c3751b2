// What each route does. A handler gets a request that was let in.
import { beginCallOff, CalloffError, operations, send, validate, version } from "calloff";
import { isOver } from "../../job.js";
import { describeProfiles, keysOf, laneFor, profileNames, withProfile } from "../access/profiles.js";
import { stopLanes, wakeLanes } from "../engine/lanes.js";
import { log } from "../log.js";
import { MAX_TASKS, taskId } from "../store/ids.js";
import { busyLanes, findJob, listJobs, listTasks, stopJob, takePage } from "../store/jobs.js";
import { readRecord } from "../store/record.js";
import { csvStream } from "./csv.js";
import { eventStream, hasMissed } from "./events.js";
import { idempotencyKey } from "./input.js";
import { invalid, Refusal } from "./refusal.js";

/**
 * @typedef {object} Asked
 * @property {Request} request
 * @property {Env} env
 * @property {import("../access/identity.js").Identity} identity
 * @property {Record<string, string>} params of the path
 * @property {any} query
 * @property {any} body
 */

/** However often somebody asks how it is, the database is asked no more often than this. */
const HEALTH_MS = 2_000;
let lastHealth = { at: 0, lanes: 0 };

/** @param {Env} env */
async function countLanes(env) {
  try {
    return (await busyLanes(env)).length;
  } catch (error) {
    log("error", "database", { error: String(error) });
    throw new Refusal(503, "database", "The database does not answer: nothing can be called off");
  }
}

/** @param {Env} env */
export async function health(env) {
  const now = Date.now();
  if (now - lastHealth.at > HEALTH_MS) lastHealth = { at: now, lanes: await countLanes(env) };
  return Response.json({
    status: "ok",
    version,
    mode: env.CALLOFF_MODE ?? "production",
    lanes: lastHealth.lanes,
  });
}

/** @param {Asked} asked */
export const me = ({ env, identity: { name, role } }) =>
  Response.json({ name, role, mode: env.CALLOFF_MODE ?? "production" });

/** @param {Asked} asked */
export const profiles = ({ env, identity }) => Response.json({ profiles: describeProfiles(env, identity) });

export const catalogue = () => Response.json({ operations: operations() });

/** @param {Asked} asked */
export const validateCall = ({ body }) => Response.json({ findings: validate(body.call) });

/** The findings that stop a call, with its place among others. @param {any} call @param {string} path */
const errorsOf = (call, path) =>
  validate(call)
    .filter(({ severity }) => severity === "error")
    .map((finding) => ({ ...finding, path: [path, finding.path].filter(Boolean).join(".") }));

/** One page of tasks, as the provider has them. @param {Asked} asked */
export async function list({ env, identity, body }) {
  const [call] = withProfile(env, identity, body.profile, [body.call]);
  const findings = errorsOf(call, "call");
  const kind = operations().find(({ id }) => id === call.operation)?.kind;
  if (kind === "cancel")
    findings.push({
      path: "call.operation",
      code: "unknown",
      severity: "error",
      message: "expected a list or status call",
    });
  if (findings.length > 0) throw invalid(findings);
  const outcome = await send(call, { credentials: keysOf(env, body.profile), retry: { maxAttempts: 2 } });
  if (outcome.ok) {
    const tasks = outcome.tasks ?? (outcome.task ? [outcome.task] : []);
    return Response.json({ tasks, ...(outcome.nextToken && { nextToken: outcome.nextToken }) });
  }
  const { verdict, code, message = "", advice } = outcome;
  const said = [code, message].filter(Boolean).join(": ");
  throw new Refusal(
    verdict === "throttled" ? 429 : 502,
    verdict,
    `${said ? `${said.replace(/\.?$/, ".")} ` : ""}${advice}`,
  );
}

/** Keys are read anew for each request: those that were refused may have been changed since. @type {any} */
const LIMITS = { renewable: true };

/** Calls as tasks of lanes. @param {Asked} asked @param {string} profile @param {any[]} calls */
function tasksOf({ env, identity }, profile, calls) {
  const sendable = withProfile(env, identity, profile, calls);
  /** @type {any[]} */
  const findings = [];
  const tasks = sendable.flatMap((call, index) => {
    try {
      const state = beginCallOff(call, LIMITS, { now: Date.now() });
      return [{ lane: laneFor(profile, call), state: JSON.stringify(state) }];
    } catch (error) {
      if (!(error instanceof CalloffError)) throw error;
      for (const finding of error.findings)
        findings.push({ ...finding, path: `calls[${index}].${finding.path}` });
      return [];
    }
  });
  if (findings.length > 0) throw invalid(findings.slice(0, 100));
  return tasks;
}

/** The same for whoever sends the same key again. @param {string} who @param {string} key */
async function idFor(who, key) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${who}\n${key}`));
  return [...new Uint8Array(digest).subarray(0, 16)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** @param {Asked} asked */
export async function createJob(asked) {
  const { env, request, identity, body } = asked;
  const key = idempotencyKey(request) ?? crypto.randomUUID();
  const id = await idFor(identity.name, key);
  const tasks = tasksOf(asked, body.profile, body.calls);
  const { name: who } = identity;
  const page = await takePage(env, { job: id, key: "", who, tasks, profile: body.profile });
  if (page) await wakeLanes(env, tasks, taskId(page.number, page.first));
  return Response.json({ id }, { status: 202, headers: { location: `/api/jobs/${id}` } });
}

/** @param {Asked} asked */
async function ownJob({ env, identity, params }) {
  const found = await findJob(env, params.id ?? "");
  if (found && profileNames(env, identity).includes(found.job.profile)) return found;
  throw new Refusal(404, "no-such-job", "There is no such job, or not for you");
}

/** @param {Asked} asked */
export async function addCalls(asked) {
  const { env, request, identity, body } = asked;
  const { job } = await ownJob(asked);
  const key = idempotencyKey(request) ?? crypto.randomUUID();
  const tasks = tasksOf(asked, job.profile, body.calls);
  const page = await takePage(env, { job: job.id, key, who: identity.name, tasks });
  if (!page) {
    const why = job.stopped ? "it was stopped" : `it would have more than ${MAX_TASKS} tasks`;
    throw new Refusal(409, "job-closed", `The job takes no more calls: ${why}`);
  }
  await wakeLanes(env, tasks, taskId(page.number, page.first));
  return Response.json({ id: job.id }, { status: 202 });
}

/** @param {Asked} asked */
export async function jobs({ env, identity, query }) {
  const { cursor: before = Number.MAX_SAFE_INTEGER, limit } = query;
  return Response.json(await listJobs(env, { profiles: profileNames(env, identity), before, limit }));
}

/** @param {Asked} asked */
export const job = async (asked) => Response.json((await ownJob(asked)).job);

/** @param {Asked} asked */
export async function tasks(asked) {
  const { number } = await ownJob(asked);
  const { cursor: from = 0, limit } = asked.query;
  if (from >= MAX_TASKS) return Response.json({ tasks: [] });
  return Response.json(await listTasks(asked.env, number, { from, limit }));
}

/** @param {Asked} asked */
export async function events(asked) {
  const { request, env } = asked;
  const { number, job: found } = await ownJob(asked);
  const last = request.headers.get("last-event-id");
  const lastId = last !== null && /^\d{1,15}$/.test(last) ? Number(last) : undefined;
  // Nothing will come any more: 204 tells an EventSource not to come back.
  if (lastId !== undefined && isOver(found) && !(await hasMissed(env, number, lastId)))
    return new Response(null, { status: 204 });
  return new Response(eventStream(env, found.id, number, lastId), {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}

/** @param {Asked} asked */
export async function stop(asked) {
  const { env, identity } = asked;
  const { number, job: found } = await ownJob(asked);
  const lanes = await stopJob(env, number, identity.name);
  await stopLanes(env, lanes, number);
  return Response.json((await findJob(env, found.id))?.job ?? found, { status: 202 });
}

/** @param {Asked} asked */
export async function history({ env, identity, query }) {
  const { cursor: before, limit, ...filters } = query;
  return Response.json(
    await readRecord(env, { profiles: profileNames(env, identity), filters, before, limit }),
  );
}

/** Entries of a page of the export: the platform allows 1,000 queries for one request, and a page takes two. */
const CSV_PAGE = 5_000;

/** @param {Asked} asked */
export function historyCsv({ env, identity, query }) {
  const { cursor: _, limit: __, ...filters } = query;
  const names = profileNames(env, identity);
  const stream = csvStream((before) =>
    readRecord(env, { profiles: names, filters, limit: CSV_PAGE, ...(before && { before }) }),
  );
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="calloff-history.csv"',
    },
  });
}
