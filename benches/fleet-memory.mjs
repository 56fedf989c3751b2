// What callOffAll() holds and how long it works for very many tasks, in simulated time: the bytes of a task in flight,
// and the heap and the processor's time as a million tasks go by. `npm run bench -- fleet-memory`, or with fewer:
// node benches/fleet-memory.mjs 100000
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { runCalloff } from "./fleet/calloff.mjs";
import { Provider } from "./fleet/provider.mjs";
import { PaperTime, seeded } from "./fleet/time.mjs";
import { printTable } from "./lib/print.mjs";

/** @typedef {import("./fleet/types.d.ts").Host} Host */

const MANY = Number(process.argv[2] ?? 1_000_000);
const ROWS = 10;
/** As many as callOffAll() has in flight at most. */
const IN_FLIGHT = 10_000;
const START = Date.UTC(2026, 10, 28, 9);

setFlagsFromString("--expose-gc");
/** @type {() => void} */
const collect = runInNewContext("gc");

function heap() {
  collect();
  return process.memoryUsage().heapUsed;
}

const text = (/** @type {number} */ value, digits = 0) =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/**
 * @param {Host} host
 * @param {(progress: import("calloff").CallOffProgress) => void} onProgress
 */
async function run(host, onProgress) {
  const time = new PaperTime(START);
  const random = seeded(20261128);
  const world = { name: "", hosts: [host] };
  const provider = new Provider(host, time, random, 0);
  await time.pass(runCalloff(world, [provider], time, random, onProgress));
}

/** Bytes of a task in flight, with its call and what was last seen of it. @param {Host} host */
async function bytesInFlight(host) {
  let [before, bytes] = [0, 0];
  // The first time, code is compiled, too.
  for (const isWarm of [false, true]) {
    before = heap();
    let isTaken = false;
    await run(host, ({ canceling }) => {
      if (!isWarm || isTaken || canceling < 0.99 * IN_FLIGHT) return;
      isTaken = true;
      bytes = (heap() - before) / canceling;
    });
  }
  return bytes;
}

/** @type {Omit<Host, "service" | "region">} */
const slow = { count: IN_FLIGHT, rate: 1_000, windDownMs: 300_000 };
/** @type {Host[]} */
const hosts = [
  { ...slow, service: "fsx", region: "us-east-1" },
  { ...slow, service: "nas", region: "cn-wulanchabu" },
];
for (const host of hosts)
  console.log(
    `${host.service}: ${text(await bytesInFlight(host))} bytes a task, ${text(IN_FLIGHT)} in flight`,
  );

/** @type {[string, ...string[]][]} */
const rows = [];
let [next, last] = [MANY / ROWS, process.cpuUsage()];
await run({ service: "fsx", region: "us-east-1", count: MANY, rate: 500, windDownMs: 20_000 }, (progress) => {
  const { confirmed, requests, canceling } = progress;
  if (confirmed < next) return;
  const { user, system } = process.cpuUsage(last);
  rows.push([
    text(confirmed),
    text((user + system) / (MANY / ROWS)),
    text(heap() / 1e6, 1),
    text(canceling),
    text(requests / confirmed, 2),
  ]);
  next += MANY / ROWS;
  last = process.cpuUsage();
});
console.log();
printTable(["tasks confirmed", "µs of CPU each", "heap in MB", "in flight", "requests/task"], rows);
