// The worlds, and the shortest time in which anybody could be through with them.
import { burstOf, rateAt } from "./provider.mjs";
import { services } from "./services.mjs";

/** @typedef {import("./types.d.ts").World} World */
/** @typedef {import("./types.d.ts").Host} Host */

/** @type {Omit<Host, "rate">} */
const fsx = { service: "fsx", region: "us-east-1", count: 1_000, windDownMs: 20_000 };
/** @type {Omit<Host, "rate">} */
const nas = { service: "nas", region: "cn-wulanchabu", count: 1_000, windDownMs: 20_000 };
/** @type {Omit<Host, "rate">} */
const huawei = { service: "sfsturbo", region: "cn-north-4", count: 1_000, windDownMs: 20_000 };
/** @type {Omit<Host, "rate">} */
const snow = { service: "snow", region: "us-west-2", count: 1_000, windDownMs: 20_000 };

/** @type {Record<string, World>} */
export const worlds = {
  "fsx-20": { name: "FSx, 20/s", hosts: [{ ...fsx, rate: 20 }] },
  "fsx-4": { name: "FSx, 4/s", hosts: [{ ...fsx, rate: 4 }] },
  "nas-25": { name: "NAS, 25/s", hosts: [{ ...nas, rate: 25 }], maxRequests: 1.5 },
  huawei: { name: "SFS Turbo, 20/s", hosts: [{ ...huawei, rate: 20 }] },
  snow: { name: "Snow, 20/s", hosts: [{ ...snow, rate: 20 }] },
  mixed: {
    name: "five hosts",
    hosts: [
      { ...fsx, rate: 20 },
      { ...fsx, region: "eu-west-1", rate: 8, count: 400 },
      { ...nas, rate: 25 },
      { ...huawei, rate: 10, count: 400 },
      { ...snow, rate: 10, count: 200 },
    ],
    maxRequests: 1.5,
  },
  bursts: {
    name: "calls in bursts",
    hosts: [{ ...fsx, rate: 20 }],
    arrivals: { count: 250, everyMs: 20_000 },
  },
  burst: { name: "20/s and bursts of 100", hosts: [{ ...fsx, rate: 20, burst: 100 }] },
  change: {
    name: "20, 5, then 40/s",
    hosts: [
      {
        ...fsx,
        count: 2_000,
        rate: [
          [0, 20],
          [30, 5],
          [90, 40],
        ],
      },
    ],
  },
  faults: { name: "10 % faults", hosts: [{ ...fsx, rate: 20 }], faults: 0.1 },
  many: { name: "100,000 tasks", hosts: [{ ...fsx, rate: 100, count: 100_000 }] },
};

const STEP_MS = 10;

/**
 * When a host has taken so many requests for each of its tasks, all of them as soon as its limit and their coming allow.
 * @param {World} world
 * @param {Host} host
 * @param {number} each
 */
function sentMs({ arrivals }, host, each) {
  const burst = burstOf(host);
  let tokens = host.burst === undefined ? 0 : burst;
  let ms = 0;
  for (let left = host.count * each; left > 1e-6; ms += STEP_MS) {
    const batches = arrivals ? Math.floor(ms / arrivals.everyMs) + 1 : Number.POSITIVE_INFINITY;
    const toCome = Math.max(host.count - batches * (arrivals?.count ?? 1), 0) * each;
    tokens = Math.min(tokens + (rateAt(host, ms / 1000) * STEP_MS) / 1000, burst);
    const sent = Math.min(tokens, Math.max(left - toCome, 0));
    tokens -= sent;
    left -= sent;
  }
  return ms;
}

/**
 * The time in which a host could be through: until the last cancel call is taken and its task has wound down, or until
 * every request that the protocol needs is taken.
 * @param {World} world
 * @param {Host} host
 */
const idealOf = (world, host) =>
  Math.max(sentMs(world, host, 1) + host.windDownMs, sentMs(world, host, services[host.service].requests));

/** @param {World} world */
export const idealMs = (world) => Math.max(...world.hosts.map((host) => idealOf(world, host)));

/** The fewest requests a task, on average. @param {World} world */
export function fewestRequests({ hosts }) {
  const sum = (/** @type {(host: Host) => number} */ of) =>
    hosts.reduce((total, host) => total + of(host), 0);
  return sum((host) => host.count * services[host.service].requests) / sum(({ count }) => count);
}
