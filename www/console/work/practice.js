// Practice: the way in, where its tasks are, and what shall go wrong.
import { groupBy } from "../model/group.js";
import { serviceOf } from "../model/place.js";
import { Trouble } from "../model/problem.js";
import { workWithWorker } from "./worker.js";

/** @import { CancelCall, OperationSpec } from "calloff" */
/** @import { Engine, Place, Work } from "../types.d.ts" */

const MOUNT = "/cloud";
/** Known to everybody who starts the Worker for practice, and to no other Worker. */
const TOKEN = "practice-operator";
/** Where its tasks seem to be: any region will do. */
const REGIONS = ["cn-wulanchabu", "cn-north-4", "eu-west-1"];

/** @param {string} call such as "POST reset" @param {object} [input] @returns {Promise<any>} */
async function control(call, input) {
  const [method = "GET", name] = call.split(" ");
  const response = await fetch(`${MOUNT}/_control/${name}`, {
    method,
    ...(input && { body: JSON.stringify(input) }),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Trouble({ code: "practice", message: answer.error ?? "", httpStatus: response.status });
}

/** @param {Engine} engine @returns {Promise<Work>} */
export const enterPractice = (engine) => workWithWorker({ token: TOKEN, catalogue: engine.operations() });

/** Fills in where the tasks for practice are. @param {Place[]} places */
export async function findPlaces(places) {
  const { services } = await control("GET state");
  for (const place of places) {
    place.region ||=
      REGIONS.find((region) => place.list.regions.includes(region)) ?? place.list.regions[0] ?? "";
    const tasks = services[place.list.id.split(":")[0] ?? ""]?.tasks ?? [];
    for (const name of Object.keys(place.params))
      place.params[name] ||= tasks.find((/** @type {any} */ { ids }) => ids[name])?.ids[name] ?? "";
  }
}

/**
 * @typedef {object} Fault
 * @property {string[]} [always] these faults, each time that anything is called
 * @property {number} [perSecond] no more calls than that
 * @property {number} [skewSeconds] how far the clock that the cloud shows is ahead of the true one
 * @property {string[]} [once] this fault, for the first call of each service in a run
 * @property {string} [verdict] for each task of a run, the provider's code of this meaning
 */

/** What can be made to go wrong. @type {Record<string, Fault>} */
export const faults = {
  nothing: {},
  expired: { always: ["expired-token"] },
  forbidden: { verdict: "forbidden" },
  throttled: { perSecond: 1 },
  lost: { once: ["lost-reply"] },
  broken: { once: ["cut-body"] },
  proxy: { once: ["html-502"] },
  clock: { skewSeconds: 3600 },
  down: { always: ["unavailable"] },
};

/** From now on, this goes wrong. @param {string} name */
export async function setFault(name) {
  const { always, perSecond = 0, skewSeconds = 0 } = faults[name] ?? {};
  await control("POST storm", { seed: 1, share: always ? 1 : 0, ...(always && { faults: always }) });
  await control("POST limit", { perSecond });
  await control("POST clock", { aheadSeconds: 0, skewSeconds });
}

/** The first of these codes that the cloud knows, for so many calls. @param {string} service @param {string[]} codes @param {number} count */
async function queueOne(service, codes, count) {
  for (const code of codes) {
    const faults = Array.from({ length: count }, () => code);
    const isKnown = await control("POST faults", { service, faults }).then(
      () => true,
      () => false,
    );
    if (isKnown) return;
  }
}

/** Before a run: what goes wrong in it. @param {string} name @param {CancelCall[]} calls @param {OperationSpec[]} catalogue */
export async function setRunFault(name, calls, catalogue) {
  const { once, verdict } = faults[name] ?? {};
  for (const [service, own] of groupBy(calls, ({ operation }) => serviceOf(operation))) {
    if (once) await control("POST faults", { service, faults: once });
    const errors = catalogue.find(({ id }) => id === own[0]?.operation)?.errors ?? [];
    const codes = errors.filter((error) => verdict && error.verdict === verdict).map(({ code }) => code);
    await queueOne(service, codes, own.length);
  }
}

export const resetPractice = () => control("POST reset");
