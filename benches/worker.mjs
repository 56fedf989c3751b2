// The Worker with very many tasks in one job, on loopback against the practice cloud: time, memory, rows, requests.
// node benches/worker.mjs [tasks]
import { execFileSync } from "node:child_process";
import { over, startService } from "../tests/worker/service.mjs";

const count = Number(process.argv[2] ?? 10_000);
const PAGE = 1_000;

const service = await startService();
const ids = Array.from({ length: count }, (_, n) => ({ TaskId: `task-${String(n).padStart(17, "0")}` }));
await service.control("seed", {
  service: "fsx",
  tasks: ids.map((own) => ({ ids: own, state: "EXECUTING" })),
});
const calls = ids.map((params) => ({
  operation: "fsx:CancelDataRepositoryTask",
  region: "us-east-1",
  params,
}));

/** Of the runtime alone, in MiB. */
const memory = () => {
  try {
    return (
      Number(execFileSync("ps", ["-o", "rss=", "-p", String(service.worker.pid())], { encoding: "utf8" })) /
      1024
    );
  } catch {
    return 0;
  }
};
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, memory());
}, 500);

const start = Date.now();
const profile = "practice-aws";
let job = "";
for (let from = 0; from < count; from += PAGE) {
  const page = calls.slice(from, from + PAGE);
  const reply = job
    ? await service.ask(`POST /api/jobs/${job}/calls`, { body: { calls: page } })
    : await service.ask("POST /api/jobs", { body: { profile, calls: page } });
  if (reply.status !== 202) throw new Error(reply.text);
  job = reply.json.id;
}
const takenMs = Date.now() - start;
const done = await over(service, job, 400_000);
const ms = Date.now() - start;
clearInterval(watch);
await new Promise((resolve) => setTimeout(resolve, 3_000));
const cpu = execFileSync("ps", ["-o", "cputimes=", "-p", String(service.worker.pid())], {
  encoding: "utf8",
}).trim();
const db = await service.worker.db();
/** @param {string} sql */
const number = async (sql) => Object.values((await db.prepare(sql).first()) ?? {})[0];

console.log(
  `${count} tasks: taken in ${(takenMs / 1000).toFixed(1)} s, all over in ${(ms / 1000).toFixed(1)} s`,
);
console.log(
  `processor: ${cpu} s in the runtime, ${Math.round(process.cpuUsage().user / 1e6)} s in the practice cloud`,
);
console.log(`confirmed ${done.confirmed}, requests ${done.requests}, throttled ${done.throttled}`);
console.log(
  `memory of the runtime: at most ${Math.round(peak)} MiB; of all of it with the practice cloud, ${Math.round(peak + process.memoryUsage().rss / 2 ** 20)} MiB`,
);
console.log(
  `rows written by the lanes, as the database counts them: ${await number("SELECT sum(value) FROM metric WHERE name = 'rows'")}`,
);
console.log(`entries of the record: ${await number("SELECT count(*) FROM record")}`);
console.log(`bytes of a task in the end: ${await number("SELECT avg(length(state)) FROM task")}`);
await service.close();
