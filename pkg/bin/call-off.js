// Tasks to their end: asks, calls them off, shows how far it is and how each ended.
import { callOffAll } from "calloff";
import { readLimits } from "./args.js";
import { taskOf } from "./catalogue.js";
import { catchInterrupts } from "./interrupt.js";
import { progressLine } from "./progress.js";
import { requestText, shownRequest } from "./requests.js";
import { commandLine } from "./shell.js";
import { row } from "./table.js";

/**
 * @typedef {import("calloff").CancelCall} CancelCall
 * @typedef {import("calloff").CallOffItem} Item
 * @typedef {object} Context
 * @property {import("./args.js").Arguments} args
 * @property {string[]} argv
 * @property {import("calloff").Credentials} credentials
 * @property {import("./screen.js").Screen} screen
 */

const HEAD = ["TASK", "END", "STATE", "TIME", "WHY"];
const WIDTHS = [11, 9, 7];
const COLORS = /** @type {const} */ ({ confirmed: "green", refused: "red", unconfirmed: "yellow" });

/**
 * @param {CancelCall[][]} stages each is begun when all before have ended
 * @param {Context} context
 * @returns {Promise<number>} the exit code
 */
export async function callOffTasks(stages, { args, argv, credentials, screen }) {
  const calls = stages.flat();
  const asJson = args.options.json !== undefined;
  if (args.options["dry-run"] !== undefined) return showRequests(calls, { asJson, credentials, screen });

  const limits = readLimits(args);
  const start = Date.now();
  const seconds = () => Math.floor((Date.now() - start) / 1000);
  const waiting = new Set(calls.map(taskOf));
  const widths = [Math.max(...[...waiting].map(({ length }) => length)), ...WIDTHS];
  /** What was last seen of the tasks. @type {Map<string, string>} */
  const states = new Map();
  const ends = { confirmed: 0, refused: 0, unconfirmed: 0, unknown: 0 };
  const interrupt = catchInterrupts();

  const draw = () => {
    const { length: total } = calls;
    const ended = total - waiting.size;
    const progress = { total, ended, failed: ended - ends.confirmed, seconds: seconds(), waiting, states };
    if (!asJson) screen.status((columns) => progressLine(progress, columns));
  };
  const ticking = setInterval(draw, 1_000);
  if (!asJson) screen.print(row(HEAD, widths));
  draw();
  try {
    for (const stage of stages)
      for await (const item of callOffAll(stage, {
        ...limits,
        credentials,
        signal: interrupt.signal,
        onUpdate: ({ task, tasks = task ? [task] : [] }) => {
          for (const { id, state } of tasks) if (waiting.has(id)) states.set(id, state);
        },
        onProgress: draw,
      })) {
        const id = taskOf(item.call);
        waiting.delete(id);
        ends[item.result?.end ?? "unknown"] += 1;
        screen.print(
          asJson ? jsonLine(item) : resultLine(item, { seconds: seconds(), states, widths, screen }),
        );
        draw();
      }
  } finally {
    clearInterval(ticking);
    interrupt.release();
    screen.endStatus();
  }
  if (!asJson) screen.note(summary(calls.length, ends));
  const interrupted = interrupt.exitCode();
  if (interrupted === undefined) return ends.confirmed === calls.length ? 0 : 1;
  screen.note(
    `Interrupted. To go on, run this again${args.words.includes("-") ? ", with the same standard input" : ""}:`,
  );
  screen.note(`  ${commandLine(argv)}`);
  return interrupted;
}

/** @param {Item} item */
function jsonLine({ call, result, error }) {
  const told = error && { error: { code: error.code, message: error.message }, cancel: error.outcome };
  return JSON.stringify({ task: taskOf(call), call, ...result, ...told });
}

/**
 * @param {Item} item
 * @param {{ seconds: number, states: Map<string, string>, widths: number[], screen: import("./screen.js").Screen }} view
 */
function resultLine({ call, result, error }, { seconds, states, widths, screen }) {
  const id = taskOf(call);
  const seen = result?.last?.task ?? result?.cancel.task;
  const state = result?.finalState ?? seen?.state ?? states.get(id) ?? "unknown";
  const end = result?.end ?? "unknown";
  const cells = [id, end, state, `${seconds} s`, end === "confirmed" ? "" : reason(result, error)];
  return row(cells, widths, (text, column) =>
    column === 1 && end !== "unknown" ? screen.paint(text, COLORS[end]) : text,
  );
}

/** @param {Item["result"]} result @param {Item["error"]} error */
function reason(result, error) {
  if (result) {
    const { code, message, advice } = (result.end === "refused" ? undefined : result.last) ?? result.cancel;
    const said = [code, message].filter(Boolean).join(": ");
    return said ? `${said.replace(/\.?$/, ".")} ${advice}` : advice;
  }
  if (!error?.outcome) return error?.message ?? "";
  return `The cancel call was answered (${error.outcome.verdict}); its end was not waited for.`;
}

/** @param {number} total @param {Record<string, number>} ends */
function summary(total, { confirmed, ...others }) {
  if (confirmed === total)
    return `${total === 1 ? "The task no longer runs" : `None of the ${total} tasks runs any more`}.`;
  const rest = Object.entries(others).filter(([, count]) => count > 0);
  return `${confirmed} of ${total} tasks no longer run; ${rest.map(([end, count]) => `${count} ${end}`).join(", ")}.`;
}

/**
 * @param {CancelCall[]} calls
 * @param {{ asJson: boolean, credentials: Context["credentials"], screen: Context["screen"] }} view
 */
function showRequests(calls, { asJson, credentials, screen }) {
  for (const call of calls) {
    const request = shownRequest(call, credentials);
    screen.print(asJson ? JSON.stringify({ task: taskOf(call), request }) : requestText(request));
  }
  screen.note(
    `Dry run: ${calls.length === 1 ? "this request was" : `these ${calls.length} requests were`} not sent.`,
  );
  return 0;
}
