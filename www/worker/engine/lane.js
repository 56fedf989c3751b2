// A lane: the tasks of one profile at one service in one region, and the pace that they share. A Durable Object that is
// woken by its alarm; what it knows is in D1, so that it may be killed between any two lines.

import { DurableObject } from "cloudflare:workers";
import { planRequests, prepare, takeReply } from "calloff";
import { keysOf, profileOf } from "../access/profiles.js";
import { log } from "../log.js";
import { count } from "../metrics.js";
import { jobOf } from "../store/ids.js";
import { brief } from "./brief.js";
import { exchange, Gate } from "./exchange.js";
import { Ledger } from "./ledger.js";
import { Reading } from "./reading.js";
import { masked, secretsOf } from "./secrets.js";
import { Tasks } from "./tasks.js";

/** @typedef {import("./tasks.js").Task} Task */

/** Outgoing connections that the platform allows at once. */
const MAX_CONNECTIONS = 6;
/** Requests under way, with those whose rows are being written before or after. */
const MAX_REQUESTS = 128;
/** Tasks in memory: the rest wait in D1 until these have ended. */
const MAX_HELD = 10_000;
/** Tasks that are read at once, and how many must be at hand while there are more. */
const PAGE = 250;
/** One attempt's limit. */
const TIMEOUT_MS = 10_000;
/** A wait that is shorter is waited for; a longer one is the alarm's. */
const SHORT_WAIT_MS = 1_000;
/** An alarm may take 15 minutes. */
const MAX_RUN_MS = 600_000;
/** And make 1,000 queries and 10,000 requests: what is under way when it ends takes its share of them. */
const MAX_QUERIES = 500;
const MAX_SENT = 8_000;
/** Rows that nobody told of are looked for so often. */
const RESCAN_MS = 60_000;
/** After something went wrong, such as the database. */
const PAUSE_MS = 3_000;

const LOAD = `SELECT task.id, task.phase, task.state, job.stopped_at FROM task
  JOIN job ON job.number = task.id / 1048576
  WHERE task.lane = ? AND task.end IS NULL AND task.id > ? ORDER BY task.id LIMIT ${PAGE}`;

/** Whether it is the call that cancels, not a look. @param {import("calloff").Call} call @param {Task} task */
const cancels = ({ operation }, { state }) => operation === state.call.operation;

export class Lane extends DurableObject {
  #tasks = new Tasks();
  #reading = new Reading();
  #scannedAt = 0;
  /** Jobs of which nothing more is sent. @type {Set<number>} */
  #stopped = new Set();
  /** Requests under way. @type {Set<Promise<void>>} */
  #underWay = new Set();
  /** What the tasks of a host share. @type {Map<string, any> | undefined} */
  #hosts;
  /** Ends the present wait. */
  #wake = () => {};
  #isBroken = false;
  #gate = new Gate(MAX_CONNECTIONS);
  /** Requests of this alarm. */
  #sent = 0;

  /** @param {import("@cloudflare/workers-types").DurableObjectState} ctx @param {Env} env */
  constructor(ctx, env) {
    super(ctx, env);
    this.ledger = new Ledger(env.DB);
  }

  /**
   * There are tasks from this id on.
   * @param {string} name the lane's
   * @param {number} id
   */
  async wake(name, id = 0) {
    await this.#named(name);
    this.#reading.tell(id);
    await this.ctx.storage.setAlarm(Date.now());
    this.#wake();
  }

  /** Goes on where it should be running and is not. @param {string} name */
  async check(name) {
    if ((await this.ctx.storage.getAlarm()) === null && this.#underWay.size === 0) await this.wake(name);
  }

  /** Nothing more of this job is sent. @param {string} name @param {number} job */
  async stop(name, job) {
    this.#stopped.add(job);
    await this.wake(name);
  }

  /** An object is not told its name where its alarm wakes it. @param {string} [name] */
  async #named(name) {
    if (this.name) return;
    const kept = await this.ctx.storage.get("name");
    if (!kept && name) await this.ctx.storage.put("name", name);
    this.name = /** @type {string} */ (kept ?? name);
  }

  /** Never throws: after six times the platform would give up. */
  async alarm() {
    let next = Date.now() + PAUSE_MS;
    this.#sent = 0;
    this.ledger.queries = 0;
    try {
      await this.#named();
      next = await this.#run(Date.now() + MAX_RUN_MS);
    } catch (error) {
      log("error", "lane failed", { lane: this.name, error: String(error) });
      this.#isBroken = true;
    }
    await this.#rest();
    if (next === Number.POSITIVE_INFINITY) return;
    // Somebody may have woken it in the meantime.
    const asked = await this.ctx.storage.getAlarm();
    await this.ctx.storage.setAlarm(Math.min(asked ?? next, next));
  }

  /** Lets what is under way end, and keeps what the next run needs. */
  async #rest() {
    try {
      await Promise.allSettled(this.#underWay);
      // What could not be written is not known to be as it is here: it is read anew.
      if (this.#isBroken) this.#forget();
      else {
        await this.ledger.settle();
        await this.ctx.storage.put("hosts", [...(this.#hosts ?? [])]);
      }
      await count(this.env, { rows: this.ledger.rows });
      this.ledger.rows = 0;
    } catch (error) {
      log("error", "lane could not rest", { lane: this.name, error: String(error) });
    }
  }

  #forget() {
    this.#tasks = new Tasks();
    this.#reading = new Reading();
    this.#isBroken = false;
  }

  /**
   * Sends whatever can be sent until nothing is due soon.
   * @param {number} until
   * @returns {Promise<number>} when to come back
   */
  async #run(until) {
    this.#hosts ??= new Map(/** @type {any} */ (await this.ctx.storage.get("hosts")) ?? []);
    for (;;) {
      if (this.#isBroken) throw new Error("what came in could not be written");
      const now = Date.now();
      if (now - this.#scannedAt > RESCAN_MS) {
        this.#scannedAt = now;
        this.#reading.tell(0);
      }
      const woken = new Promise((resolve) => {
        this.#wake = () => resolve(undefined);
      });
      if (this.#needsMore) await this.#load();
      if (now > until || this.ledger.queries > MAX_QUERIES || this.#sent > MAX_SENT) return now;
      const nextAt = this.#send(Date.now());
      if (this.#needsMore && this.#underWay.size < MAX_REQUESTS && nextAt > Date.now()) continue;
      const waitMs = nextAt - Date.now();
      if (this.#underWay.size === 0 && waitMs > SHORT_WAIT_MS) return nextAt;
      await this.#wait(waitMs, woken);
    }
  }

  /** Whether there may be tasks that belong into memory. */
  get #needsMore() {
    return this.#reading.isDue && this.#tasks.size < MAX_HELD && this.#tasks.freshSize < PAGE;
  }

  /** @param {number} ms @param {Promise<unknown>} woken */
  async #wait(ms, woken) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const slept = new Promise((resolve) => {
      timer = setTimeout(resolve, Math.max(0, Math.min(ms, RESCAN_MS)));
    });
    await Promise.race([slept, woken, ...this.#underWay]);
    clearTimeout(timer);
  }

  /** Reads the next page of tasks. */
  async #load() {
    this.#tasks.beginRead();
    this.ledger.queries += 1;
    const { results } = await this.env.DB.prepare(LOAD).bind(this.name, this.#reading.begin()).all();
    const rows = /** @type {any[]} */ (results);
    this.#reading.end(
      rows.map(({ id }) => id),
      rows.length < PAGE,
    );
    for (const row of rows) {
      if (row.stopped_at !== null) this.#stopped.add(jobOf(row.id));
      if (this.#tasks.has(row.id)) continue;
      const task = { id: row.id, phase: row.phase, state: JSON.parse(row.state), attempts: 0 };
      if (task.phase === 1) await this.#tellLost(task);
      else this.#tasks.put(task);
    }
  }

  /**
   * The mark is there and nobody waits for the reply: the step was killed. The call may have worked.
   * @param {Task} task
   */
  async #tellLost(task) {
    const { host, next } = task.state;
    const taken = takeReply(next, [task.state], null, this.#hosts?.get(host) ?? null, { now: Date.now() });
    this.#hosts?.set(host, taken.host);
    await this.#take(task, taken.states[0], next, taken.outcome, "lost", 0);
  }

  /**
   * Starts every request that may go out now.
   * @param {number} now
   * @returns {number} when the next one may
   */
  #send(now) {
    for (;;) {
      const free = MAX_REQUESTS - this.#underWay.size;
      if (free <= 0) return Number.POSITIVE_INFINITY;
      const tasks = this.#tasks.dueAt <= now ? this.#tasks.takeWaiting() : this.#takeFresh(free, now);
      const [first] = tasks;
      if (!first) return this.#tasks.dueAt;
      const { host } = first.state;
      const own = tasks.filter(({ state }) => state.host === host);
      const { send, ...planned } = planRequests(
        own.map(({ state }) => state),
        this.#hosts?.get(host) ?? null,
        { now },
        free,
      );
      this.#hosts?.set(host, planned.host);
      const chosen = new Set(send.flatMap(({ states }) => states.map((place) => own[place])));
      this.#tasks.putBack(tasks.filter((task) => !chosen.has(task)));
      for (const { call, states } of send)
        this.#start(
          call,
          states.map((place) => /** @type {Task} */ (own[place])),
        );
      if (send.length === 0) return planned.waitUntil ?? now + SHORT_WAIT_MS;
    }
  }

  /**
   * Tasks that are sent for the first time: their deadline counts from here.
   * @param {number} max
   * @param {number} now
   */
  #takeFresh(max, now) {
    return this.#tasks.takeFresh(max).flatMap((task) => {
      if (this.#stopped.has(jobOf(task.id))) {
        this.#track(this.#abort(task));
        return [];
      }
      const { startedAt, deadlineAt } = task.state;
      const later = Math.max(now - startedAt, 0);
      task.state = { ...task.state, startedAt: now, dueAt: now, deadlineAt: deadlineAt + later };
      return [task];
    });
  }

  /** @param {import("calloff").Call} call @param {Task[]} tasks */
  #start(call, tasks) {
    this.#sent += 1;
    this.#track(this.#exchange(call, tasks));
  }

  /** @param {Promise<void>} work */
  #track(work) {
    const tracked = work
      .catch((error) => {
        log("error", "step failed", { lane: this.name, error: String(error) });
        this.#isBroken = true;
      })
      .then(() => {
        this.#underWay.delete(tracked);
      });
    this.#underWay.add(tracked);
  }

  /**
   * One request, and its reply.
   * @param {import("calloff").Call} call
   * @param {Task[]} tasks
   */
  async #exchange(call, tasks) {
    const [first] = /** @type {[Task]} */ (tasks);
    const { host } = first.state;
    const isCancel = cancels(call, first);
    let request;
    let keys;
    try {
      keys = keysOf(this.env, profileOf(this.name ?? ""));
      const skewMs = this.#hosts?.get(host)?.skewMs ?? 0;
      request = prepare(call, keys, { now: Date.now() + skewMs });
    } catch (error) {
      const { code = "internal", message } = /** @type {import("calloff").CalloffError} */ (error);
      log("error", "cannot sign", { lane: this.name, error: message });
      // What was sent is watched on: keys may be gone for as long as it takes to set others.
      if (!isCancel) return this.#reply(call, tasks, null);
      for (const task of tasks) await this.#fail(task, code, message);
      return;
    }
    const isFresh = first.phase === 0;
    if (isCancel) await this.#mark(first);
    // Where the provider is slow, it may have been stopped while it waited here.
    const reply = await this.#gate.pass(async () =>
      isFresh && this.#stopped.has(jobOf(first.id)) ? undefined : exchange(request, TIMEOUT_MS),
    );
    if (reply === undefined) return this.#abort(first);
    await this.#reply(call, tasks, reply, secretsOf(keys, request.headers));
  }

  /**
   * What a reply comes to for each task that it is for.
   * @param {import("calloff").Call} call
   * @param {Task[]} tasks
   * @param {import("calloff").Reply | null} reply nothing, where nothing could be sent
   * @param {string[]} [secrets] not to be kept
   */
  async #reply(call, tasks, reply, secrets = []) {
    const [first] = /** @type {[Task]} */ (tasks);
    const { host } = first.state;
    const taken = takeReply(
      call,
      tasks.map(({ state }) => state),
      reply,
      this.#hosts?.get(host) ?? null,
      { now: Date.now() },
    );
    this.#hosts?.set(host, taken.host);
    const { states, outcome } = brief(masked({ states: taken.states, outcome: taken.outcome }, secrets));
    const what = cancels(call, first) ? "cancel" : "look";
    // One request is counted once, however many tasks it was for.
    const requests = reply === null ? 0 : 1;
    await Promise.all(
      tasks.map((task, place) =>
        this.#take(task, states[place], call, outcome, what, place === 0 ? requests : 0),
      ),
    );
  }

  /** Written ahead of each call that cancels: whoever finds it knows that the call may have been sent. @param {Task} task */
  async #mark(task) {
    const counts = task.phase === 0 ? { waiting: -1, canceling: 1 } : {};
    task.phase = 1;
    const save = { phase: 1, end: null, state: JSON.stringify(task.state) };
    await this.ledger.write({ id: task.id, job: jobOf(task.id), save, counts });
  }

  /**
   * Writes what changes something, and goes on.
   * @param {Task} task
   * @param {any} state
   * @param {import("calloff").Call} call
   * @param {import("calloff").Outcome} outcome
   * @param {"cancel" | "look" | "lost"} what
   * @param {number} requests
   */
  async #take(task, state, call, outcome, what, requests) {
    task.state = state;
    task.phase = 2;
    task.attempts += 1;
    const said = what === "look" ? (state.last ?? outcome) : outcome;
    const told = said.task?.rawState ?? said.verdict;
    const isNew = what !== "look" || state.end !== undefined || told !== task.told;
    task.told = told;
    /** @type {Record<string, number>} */
    const counts = { requests };
    if (outcome.verdict === "throttled") counts.throttled = requests;
    if (state.end) Object.assign(counts, { canceling: -1, [state.end]: 1 });
    const end = state.end ?? null;
    const job = jobOf(task.id);
    if (!isNew) this.ledger.owe({ id: task.id, job, counts });
    else {
      const record = {
        at: Date.now(),
        task: task.id,
        what,
        attempt: task.attempts,
        operation: call.operation,
        verdict: said.verdict,
        status: outcome.httpStatus,
        code: outcome.code,
        request_id: outcome.requestId,
        end,
      };
      const save = { phase: 2, end, state: JSON.stringify(end ? shown(state) : state) };
      await this.ledger.write({ id: task.id, job, counts, save, record });
    }
    if (end) this.#tasks.drop(task);
    else this.#tasks.put(task);
  }

  /** @param {Task} task one of a job that was stopped */
  #abort(task) {
    return this.#fail(task, "aborted", "Stopped before it was sent");
  }

  /** A task whose end cannot be known. @param {Task} task @param {string} code @param {string} message */
  async #fail(task, code, message) {
    const state = JSON.stringify({ ...shown(task.state), error: { code, message } });
    const counts = { [task.phase === 0 ? "waiting" : "canceling"]: -1, failed: 1 };
    const at = Date.now();
    await this.ledger.write({
      id: task.id,
      job: jobOf(task.id),
      counts,
      save: { phase: task.phase, end: "failed", state },
      record: {
        at,
        task: task.id,
        what: "cancel",
        operation: task.state.call.operation,
        end: "failed",
        note: message,
      },
    });
    this.#tasks.drop(task);
  }
}

/** What is shown of a task, and kept of it after its end. @param {any} state */
function shown({ call, cancel, last, finalState }) {
  // The list that it was found in has nothing else of it.
  if (last?.task) last = { ...last, tasks: undefined };
  return { call, cancel, last, finalState };
}
