// Working with the Worker: it holds the keys and sends, and its jobs outlive the page.
// A parser of event streams, since EventSource sends no Authorization.
import { EventSourceParserStream } from "eventsource-parser/stream";
import { groupBy } from "../model/group.js";
import { Trouble } from "../model/problem.js";
import { ask } from "./api.js";

/** @import { Entry, PastRun, RunChange, ToCallOff, Watch, Work } from "../types.d.ts" */

const PAGE_CALLS = 1_000;
const PAGE_TASKS = 500;
/** Rows of a run that are shown one by one. */
const MAX_ROWS = 5_000;
const RETRY_MS = 2_000;

/** What the service is, where there is one. */
export async function findService() {
  try {
    const { mode } = await (await ask("/api/health")).json();
    return { isAsked: true, isKnown: true, ...(mode && { mode }) };
  } catch {
    return { isAsked: true, isKnown: false };
  }
}

/** The name of the parameter that a page's token goes into. @param {import("calloff").OperationSpec[]} catalogue @param {string} operation */
function tokenField(catalogue, operation) {
  const fields = catalogue.find(({ id }) => id === operation)?.fields ?? [];
  return fields.find(({ name }) => /token$/i.test(name)) ?? fields.find(({ name }) => name === "offset");
}

/** A task of a job as a change of a row. @param {string} profile @param {any} task @returns {RunChange} */
const changeOf = (profile, { call, state, finalState, cancel, last, error }) => ({
  profile,
  call,
  state,
  ...(finalState && { finalState }),
  ...(cancel && { cancel }),
  ...(last && { last }),
  ...(error && { error }),
});

/** @param {any} job */
const isOver = ({ waiting, canceling }) => waiting + canceling === 0;

/**
 * Signs in.
 * @param {{ token?: string | undefined, catalogue: import("calloff").OperationSpec[] }} options no token where Access stands in front
 * @returns {Promise<Work>}
 */
export async function workWithWorker({ token, catalogue }) {
  /** Gone once it is to be forgotten. */
  let held = token;
  /** @param {string} path @param {Omit<Parameters<typeof ask>[1], "token">} [options] */
  const call = (path, options) => ask(path, { token: held, ...options });
  /** @param {string} path @param {Omit<Parameters<typeof ask>[1], "token">} [options] @returns {Promise<any>} */
  const get = async (path, options) => (await call(path, options)).json();

  const [{ name, role, mode }, { profiles }] = await Promise.all([get("/api/me"), get("/api/profiles")]);

  /** @param {string} id @param {{ profile: string }} job @param {AbortSignal} signal @param {Watch["tell"]} tell */
  async function tellTasks(id, { profile }, signal, tell) {
    let cursor = "0";
    for (let count = 0; cursor && count < MAX_ROWS; ) {
      const page = await get(`/api/jobs/${id}/tasks?limit=${PAGE_TASKS}&cursor=${cursor}`, { signal });
      for (const task of page.tasks) tell(`${id}:${task.index}`, changeOf(profile, task));
      count += page.tasks.length;
      cursor = page.cursor;
    }
  }

  /**
   * Reads one stream of events to its end.
   * @param {string} id
   * @param {string} profile
   * @param {string | undefined} lastId
   * @param {Watch} watch
   */
  async function readEvents(id, profile, lastId, { tell, lost, signal }) {
    const response = await call(`/api/jobs/${id}/events`, {
      signal,
      headers: lastId ? { "last-event-id": lastId } : {},
    });
    lost(false);
    const stream = response.body?.pipeThrough(/** @type {any} */ (new TextDecoderStream()));
    if (response.status === 204 || !stream) return lastId;
    const reader = stream.pipeThrough(new EventSourceParserStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { event, id: at, data } = /** @type {any} */ (part.value);
      if (at) lastId = at;
      if (event !== "task") continue;
      const task = JSON.parse(data);
      if (task.index < MAX_ROWS) tell(`${id}:${task.index}`, changeOf(profile, task));
    }
    return lastId;
  }

  /** @param {string} id @param {Watch} watch @param {(total: number) => void} count */
  async function watchJob(id, watch, count) {
    const { signal, lost } = watch;
    /** @type {string | undefined} */
    let lastId;
    for (let isFirst = true; ; isFirst = false) {
      try {
        const job = await get(`/api/jobs/${id}`, { signal });
        count(job.taken);
        if (isFirst || isOver(job)) await tellTasks(id, job, signal, watch.tell);
        if (isOver(job)) return;
        lastId = await readEvents(id, job.profile, lastId, watch);
      } catch (error) {
        const isFinal = error instanceof Trouble && (error.problem.httpStatus ?? 500) < 429;
        if (signal.aborted || isFinal) throw error;
        lost(true);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  return {
    kind: "worker",
    who: name,
    isPractice: mode === "practice",
    mayCallOff: role === "operator",
    profiles,

    async *list(profile, first, signal) {
      const field = tokenField(catalogue, first.operation);
      let page = first;
      for (;;) {
        const body = { profile: profile.name, call: page };
        const { tasks, nextToken } = await get("/api/list", { method: "POST", body, signal });
        yield* tasks;
        if (!nextToken || !field) return;
        const value = field.type === "integer" ? Number(nextToken) : nextToken;
        page = /** @type {any} */ ({ ...first, params: { ...first.params, [field.name]: value } });
      }
    },

    async start(calls) {
      const ids = [];
      for (const [profile, own] of groupBy(calls, (one) => one.profile)) {
        const pages = [];
        for (let from = 0; from < own.length; from += PAGE_CALLS)
          pages.push(own.slice(from, from + PAGE_CALLS).map((one) => one.call));
        // The same key again gives the same job: a reply that is lost on the way does no harm.
        const key = crypto.randomUUID();
        const [first = [], ...more] = pages;
        const headers = { "idempotency-key": key };
        const { id } = await get("/api/jobs", {
          method: "POST",
          body: { profile: profile.name, calls: first },
          headers,
        });
        for (const [index, page] of more.entries())
          await call(`/api/jobs/${id}/calls`, {
            method: "POST",
            body: { calls: page },
            headers: { "idempotency-key": `${key}-${index}` },
          });
        ids.push(id);
      }
      return ids.join(",");
    },

    async watch(id, watch) {
      const totals = new Map();
      await Promise.all(
        id.split(",").map((job) =>
          watchJob(job, watch, (count) => {
            totals.set(job, count);
            watch.total([...totals.values()].reduce((sum, one) => sum + one, 0));
          }),
        ),
      );
    },

    async stop(id) {
      await Promise.all(id.split(",").map((job) => call(`/api/jobs/${job}`, { method: "DELETE" })));
    },

    async runs() {
      const { jobs } = await get("/api/jobs?limit=50");
      return jobs.map(
        /** @returns {PastRun} */ (/** @type {any} */ job) => {
          const { waiting, canceling, confirmed, refused, unconfirmed, failed, taken: total } = job;
          return {
            id: job.id,
            at: job.createdAt,
            who: job.who,
            profile: job.profile,
            counts: { waiting, canceling, confirmed, refused, unconfirmed, failed, total },
          };
        },
      );
    },

    async entries(search) {
      const query = new URLSearchParams({ limit: "200", ...(search && { search }) });
      const { entries } = await get(`/api/history?${query}`);
      return entries.map(
        /** @returns {Entry} */ (/** @type {any} */ { job, call: made, ...entry }) => {
          const spec = made && catalogue.find(({ id }) => id === made.operation);
          const field = spec?.fields.filter((/** @type {any} */ { required }) => required).at(-1)?.name;
          return {
            ...entry,
            run: job,
            ...(field && { task: made.params[field], operation: made.operation }),
          };
        },
      );
    },

    csv: async () => (await call("/api/history.csv")).blob(),
    forget() {
      held = undefined;
    },
  };
}
