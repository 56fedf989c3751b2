// Working with the Worker: it holds the keys and sends, and its jobs outlive the page.
import { groupBy } from "../model/group.js";
import { problemOf, Trouble } from "../model/problem.js";
import { jobIdsIn } from "../model/run.js";
import { ask } from "./api.js";
import { countsOfJobs, watchJobs } from "./watching.js";

/** @import { Entry, PastRun, ToCallOff, Work } from "../types.d.ts" */

const PAGE_CALLS = 1_000;
/** With so many entries of the record found, no more are asked for. */
const MAX_ENTRIES = 200;
/** The Worker searches 20,000 entries of the record at a time; after so many times the search ends. */
const MAX_RECORD_PAGES = 50;
/** Pauses before a request that got no answer is sent again. */
const PAUSES_MS = [500, 1_500, 4_000];

/** No answer, or none of the Worker's own: what was asked for may have been done. @param {unknown} error */
const isUnknown = (error) => !(error instanceof Trouble) || (error.problem.httpStatus ?? 0) >= 500;

/** Sends what may be sent again, a few times. @template T @param {() => Promise<T>} send @returns {Promise<T>} */
async function persist(send) {
  for (const ms of PAUSES_MS) {
    try {
      return await send();
    } catch (error) {
      if (!isUnknown(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
  return send();
}

/** The jobs of a run; nothing else ever gets into a path. @param {string} run */
function jobsOf(run) {
  const { ids } = jobIdsIn(run);
  if (ids.length === 0) throw new Trouble({ code: "no-such-job", message: "" });
  return ids;
}

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

  /**
   * Begins a job, or finds the one that the same key began before.
   * @param {string} key
   * @param {ToCallOff[]} calls of one profile
   * @param {(id: string) => void} begun
   */
  async function begin(key, calls, begun) {
    const pages = [];
    for (let from = 0; from < calls.length; from += PAGE_CALLS)
      pages.push(calls.slice(from, from + PAGE_CALLS).map((one) => one.call));
    const [first = [], ...more] = pages;
    /** @param {string} path @param {string} pageKey @param {object} body */
    const post = (path, pageKey, body) =>
      persist(() => get(path, { method: "POST", body, headers: { "idempotency-key": pageKey } }));
    const { id } = await post("/api/jobs", key, { profile: calls[0]?.profile.name, calls: first });
    begun(id);
    for (const [index, page] of more.entries())
      await post(`/api/jobs/${id}/calls`, `${key}-${index}`, { calls: page });
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

    // The same key gives the same jobs: whoever asks again begins nothing twice.
    async start(calls, key) {
      /** @type {string[]} */
      const ids = [];
      try {
        const groups = [...groupBy(calls, (one) => one.profile).values()];
        for (const [index, own] of groups.entries())
          await begin(`${key}-job${index}`, own, (id) => ids.push(id));
      } catch (error) {
        const problem = problemOf(error);
        const begun = ids.length > 0 && { begun: ids.join(",") };
        throw new Trouble({ ...problem, ...(isUnknown(error) && { code: "may-have-begun" }), ...begun });
      }
      return ids.join(",");
    },

    watch: (run, watch) => watchJobs(call, jobsOf(run), watch),

    async stop(run) {
      await Promise.all(
        jobsOf(run).map((job) => persist(() => call(`/api/jobs/${job}`, { method: "DELETE" }))),
      );
    },

    async runs() {
      const { jobs } = await get("/api/jobs?limit=50");
      return jobs.map(
        /** @returns {PastRun} */ (/** @type {any} */ job) => {
          return {
            id: job.id,
            at: job.createdAt,
            who: job.who,
            profile: job.profile,
            counts: countsOfJobs([job]),
          };
        },
      );
    },

    async entries(search) {
      const query = new URLSearchParams({ limit: String(MAX_ENTRIES), ...(search && { search }) });
      /** @type {any[]} */
      const found = [];
      for (let count = 0; count < MAX_RECORD_PAGES && found.length < MAX_ENTRIES; count += 1) {
        const { entries, cursor } = await get(`/api/history?${query}`);
        found.push(...entries);
        if (!cursor) break;
        query.set("cursor", cursor);
      }
      return found.map(
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

    csv: async () => (await call("/api/history.csv", { signal: null })).blob(),
    forget() {
      held = undefined;
    },
  };
}
