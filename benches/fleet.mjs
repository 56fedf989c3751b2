// Many tasks at providers that take so many requests a second and no more: how long until all have ended, with how many
// requests, beside a script with an AWS SDK. `npm run bench -- fleet`, or `node benches/fleet.mjs fsx-20` for one world.
import { runCalloff } from "./fleet/calloff.mjs";
import { runLoop } from "./fleet/loop.mjs";
import { Provider } from "./fleet/provider.mjs";
import { Adaptive, Standard } from "./fleet/sdk.mjs";
import { PaperTime, seeded } from "./fleet/time.mjs";
import { fewestRequests, idealMs, worlds } from "./fleet/worlds.mjs";
import { printTable } from "./lib/print.mjs";

/** @typedef {import("./fleet/types.d.ts").World} World */
/** @typedef {import("./fleet/types.d.ts").Run} Run */

const SEED = Number(process.env.SEED ?? 20261128);
const START = Date.UTC(2026, 10, 28, 9);

/** @type {Record<string, typeof runCalloff>} */
const runners = {
  calloff: (world, providers, time, random) => runCalloff(world, providers, time, random),
  "standard, 16 workers": loop(Standard, 16),
  "adaptive, 16 workers": loop(Adaptive, 16),
  "standard, 200 workers": loop(Standard, 200),
  "adaptive, 200 workers": loop(Adaptive, 200),
};

/** @param {typeof Standard} Client @param {number} workers @returns {typeof runCalloff} */
function loop(Client, workers) {
  return (world, providers, time, random) => runLoop(world, providers, time, random, { Client, workers });
}

/**
 * @param {World} world
 * @param {typeof runCalloff} runner
 * @returns {Promise<Run>}
 */
async function run(world, runner) {
  const time = new PaperTime(START);
  const random = seeded(SEED);
  const providers = world.hosts.map((host) => new Provider(host, time, random, world.faults ?? 0));
  const told = await time.pass(runner(world, providers, time, random));
  const sum = (/** @type {"requests" | "throttled" | "canceledTwice"} */ figure) =>
    providers.reduce((total, provider) => total + provider[figure], 0);
  return {
    ...told,
    ms: time.now - START,
    requests: sum("requests"),
    throttled: sum("throttled"),
    canceledTwice: sum("canceledTwice"),
  };
}

const number = (/** @type {number} */ value, digits = 2) =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

const [, , ...chosen] = process.argv;
for (const [key, world] of Object.entries(worlds)) {
  if (chosen.length > 0 && !chosen.includes(key)) continue;
  const tasks = world.hosts.reduce((sum, { count }) => sum + count, 0);
  const ideal = idealMs(world);
  /** @type {[string, ...string[]][]} */
  const rows = [["ideal", number(ideal / 1000, 0), "1.00", number(fewestRequests(world))]];
  for (const [name, runner] of Object.entries(runners)) {
    if (process.env.ONLY && name !== process.env.ONLY) continue;
    const { ms, requests, throttled, falselyConfirmed, canceledTwice, unconfirmed } = await run(
      world,
      runner,
    );
    rows.push([
      name,
      number(ms / 1000, 0),
      number(ms / ideal),
      number(requests / tasks),
      number((throttled / requests) * 100, 1),
      String(falselyConfirmed),
      String(canceledTwice),
      String(unconfirmed),
    ]);
  }
  printTable(
    [
      `${world.name}: ${tasks.toLocaleString("en")} tasks`,
      "seconds",
      "of the ideal",
      "requests/task",
      "% throttled",
      "false",
      "twice",
      "unconfirmed",
    ],
    rows,
  );
  console.log();
}
