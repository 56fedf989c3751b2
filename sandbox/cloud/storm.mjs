// A storm: every call has the same chance of a fault. What a call draws depends on the seed, on what the call is for
// and on how many like it came before, but not on calls for other tasks that come at the same time: a run that failed
// can be run again.

import { createHash } from "node:crypto";
import { Refusal } from "./refusal.mjs";

/**
 * @param {object} wanted
 * @param {number | string} wanted.seed
 * @param {number} wanted.share from 0 to 1, of the calls
 * @param {Map<string, import("./types.d.ts").NamedFault[]>} faults by service; one that is missing is spared
 */
export function brewStorm({ seed, share }, faults) {
  /** How many calls there were, by what they were for. @type {Map<string, number>} */
  const counts = new Map();
  /** How many calls have met with each fault. @type {Record<string, number>} */
  const met = {};
  return {
    seed,
    share,
    met,
    /**
     * @param {import("./types.d.ts").Service} service
     * @param {import("./types.d.ts").Call} call
     */
    draw(service, call) {
      const candidates = faults.get(service.id) ?? [];
      if (candidates.length === 0) return undefined;
      const purpose = `${service.id} ${purposeOf(service, call)}`;
      const count = (counts.get(purpose) ?? 0) + 1;
      counts.set(purpose, count);
      const dice = createHash("sha256").update(`${seed} ${count} ${purpose}`).digest();
      if (dice.readUInt32BE(0) / 2 ** 32 >= share) return undefined;
      const drawn = candidates[dice.readUInt32BE(4) % candidates.length];
      if (drawn) met[drawn.name] = (met[drawn.name] ?? 0) + 1;
      return drawn;
    },
  };
}

/**
 * The operation and its parameters, but for a token that is new with each run.
 *
 * @param {import("./types.d.ts").Service} service
 * @param {import("./types.d.ts").Call} call
 */
function purposeOf(service, call) {
  try {
    const { operation, params: { ClientToken: _, ...params } = {} } = service.route(call) ?? {};
    return JSON.stringify([operation, params]);
  } catch (error) {
    // What cannot be read is for nothing in particular.
    if (error instanceof Refusal || error instanceof URIError) return error.message;
    throw error;
  }
}
