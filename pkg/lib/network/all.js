// Many at once: the tasks of a list, page by page, and the end of many tasks.
import * as core from "../../dist/calloff_bg.js";
import { guarded } from "../core/boundary.js";
import { CalloffError, invalid } from "../error.js";
import { aborted, run, share } from "./run.js";

const nextPage = /* @__PURE__ */ guarded(core.nextPage);

/**
 * @typedef {import("../../index.js").Call} Call
 */

/** @type {typeof import("../../index.js").listTasks} */
export async function* listTasks(call, options) {
  const shared = share(options ?? {});
  /** Pages that were named: one that comes twice has no end. @type {Set<string>} */
  const named = new Set();
  for (let page = call; ; ) {
    const { outcome, call: asked } = await run(page, options, "tasks", shared);
    if (!outcome.ok) {
      const { code = `HTTP ${outcome.httpStatus}`, message = outcome.verdict, advice } = outcome;
      const error = new CalloffError(
        `The list broke off. ${code}: ${message.replace(/\.?$/, ".")} ${advice}`,
      );
      throw Object.assign(error, { outcome });
    }
    yield* outcome.tasks ?? (outcome.task ? [outcome.task] : []);
    if (!outcome.nextToken) return;
    if (named.has(outcome.nextToken))
      throw new CalloffError("The list broke off: the provider named the same page twice");
    named.add(outcome.nextToken);
    // From the call as it was sent, whatever has become of it since.
    page = nextPage(asked, outcome.nextToken);
  }
}

/** @type {typeof import("../../index.js").callOffAll} */
export async function* callOffAll(calls, options) {
  const { concurrency = 16, signal } = options ?? {};
  if (!(concurrency >= 1))
    throw invalid([{ path: "options.concurrency", code: "range", text: "expected a number of 1 or more" }]);
  const iterate =
    /** @type {any} */ (calls)?.[Symbol.asyncIterator] ?? /** @type {any} */ (calls)?.[Symbol.iterator];
  if (typeof iterate !== "function")
    throw invalid([{ path: "calls", code: "type", text: "expected calls to iterate over" }]);
  const source = iterate.call(calls);
  const shared = share(options ?? {});
  // Each run has a signal of its own: one signal with a listener for each would be a leak in the eyes of Node.
  /** @type {Set<AbortController>} */
  const underWay = new Set();
  let stopped = false;
  const stop = () => {
    stopped = true;
    for (const controller of underWay) controller.abort();
    wake();
  };
  /** @type {any[]} */
  const ready = [];
  let wake = () => {};
  let index = 0;
  let pulling = false;
  let drained = false;
  /** @type {{ error: unknown } | undefined} */
  let broken;

  /** @param {Call} call */
  const start = async (call) => {
    const at = index++;
    const controller = new AbortController();
    underWay.add(controller);
    if (stopped) controller.abort();
    /** @type {any} */
    const item = { index: at, call };
    try {
      item.result = (await run(call, options, "end", shared, controller.signal)).result;
    } catch (thrown) {
      item.error = thrown instanceof CalloffError ? thrown : new CalloffError("A callback in options threw");
      if (item.error !== thrown) item.error.cause = thrown;
    }
    underWay.delete(controller);
    ready.push(item);
    wake();
  };

  const pull = async () => {
    pulling = true;
    try {
      const next = await source.next();
      if (next.done) drained = true;
      else start(next.value);
    } catch (error) {
      drained = true;
      broken = { error };
    }
    pulling = false;
    wake();
  };

  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  try {
    for (;;) {
      // Results that wait to be taken count, too: a slow reader slows the sending down.
      const isFree = underWay.size + ready.length < concurrency;
      if (isFree && !pulling && !drained && !stopped) pull();
      const item = ready.shift();
      if (item) yield item;
      else if (underWay.size === 0 && (stopped || (drained && !pulling))) break;
      else
        await new Promise((resolve) => {
          wake = /** @type {() => void} */ (resolve);
        });
    }
    if (broken) throw broken.error;
    // What was never taken from a list is known all the same.
    if (stopped && Array.isArray(calls)) {
      for (; index < calls.length; index += 1)
        yield/** @type {any} */ ({ index, call: calls[index], error: aborted(false) });
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
    if (!drained) Promise.resolve(source.return?.()).catch(() => {});
  }
}
