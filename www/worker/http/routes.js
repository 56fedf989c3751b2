// The API: each route with what it takes, what it does, and what its document says.
import * as handlers from "./handlers.js";

/**
 * @typedef {object} Route
 * @property {"GET" | "POST" | "DELETE"} method
 * @property {string} path with `:id` for a job's id
 * @property {"viewer" | "operator"} role
 * @property {string} summary
 * @property {(asked: handlers.Asked) => Response | Promise<Response>} handle
 * @property {keyof typeof import("./input.js").queries} [query]
 * @property {keyof typeof import("./input.js").bodies} [body]
 * @property {number} [status] of success, where it is not 200
 * @property {string} [reply] the schema of the reply's JSON
 * @property {string} [type] of the reply, where it is not JSON
 * @property {boolean} [keyed] whether it heeds Idempotency-Key
 */

/** @type {Route[]} */
export const routes = [
  {
    method: "GET",
    path: "/api/me",
    role: "viewer",
    summary: "Who you are here",
    handle: handlers.me,
    reply: "Me",
  },
  {
    method: "GET",
    path: "/api/profiles",
    role: "viewer",
    summary: "The profiles that you may use, and what they allow",
    handle: handlers.profiles,
    reply: "Profiles",
  },
  {
    method: "GET",
    path: "/api/operations",
    role: "viewer",
    summary: "Every operation that calloff knows",
    handle: handlers.catalogue,
    reply: "Operations",
  },
  {
    method: "POST",
    path: "/api/validate",
    role: "viewer",
    summary: "What is wrong with a call; nothing is sent",
    handle: handlers.validateCall,
    body: "validate",
    reply: "Findings",
  },
  {
    method: "POST",
    path: "/api/list",
    role: "viewer",
    summary: "One page of tasks, as the provider has them now",
    handle: handlers.list,
    body: "list",
    reply: "TaskViews",
  },
  {
    method: "POST",
    path: "/api/jobs",
    role: "operator",
    summary: "Calls off tasks",
    handle: handlers.createJob,
    body: "job",
    status: 202,
    reply: "JobId",
    keyed: true,
  },
  {
    method: "POST",
    path: "/api/jobs/:id/calls",
    role: "operator",
    summary: "Adds tasks to a job",
    handle: handlers.addCalls,
    body: "calls",
    status: 202,
    reply: "JobId",
    keyed: true,
  },
  {
    method: "GET",
    path: "/api/jobs",
    role: "viewer",
    summary: "The jobs, the newest first",
    handle: handlers.jobs,
    query: "jobs",
    reply: "Jobs",
  },
  {
    method: "GET",
    path: "/api/jobs/:id",
    role: "viewer",
    summary: "A job",
    handle: handlers.job,
    reply: "Job",
  },
  {
    method: "DELETE",
    path: "/api/jobs/:id",
    role: "operator",
    summary: "Stops a job: nothing more of it is sent, and what was sent is still watched",
    handle: handlers.stop,
    status: 202,
    reply: "Job",
  },
  {
    method: "GET",
    path: "/api/jobs/:id/tasks",
    role: "viewer",
    summary: "The tasks of a job, in their order",
    handle: handlers.tasks,
    query: "tasks",
    reply: "Tasks",
  },
  {
    method: "GET",
    path: "/api/jobs/:id/events",
    role: "viewer",
    summary: "How a job goes on: server-sent events `progress`, with the job, and `task`, with a task",
    handle: handlers.events,
    type: "text/event-stream",
  },
  {
    method: "GET",
    path: "/api/history",
    role: "viewer",
    summary: "The record, the newest first",
    handle: handlers.history,
    query: "history",
    reply: "History",
  },
  {
    method: "GET",
    path: "/api/history.csv",
    role: "viewer",
    summary: "The record as CSV: all of it that the query asks for",
    handle: handlers.historyCsv,
    query: "history",
    type: "text/csv",
  },
];
