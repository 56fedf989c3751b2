// The Worker: the API, and at everything else the console. Its engine is in engine/lane.js.
import { sweep } from "./engine/lanes.js";
import { answer } from "./http/app.js";
import { log } from "./log.js";
import { thin } from "./store/record.js";

export { Lane } from "./engine/lane.js";

const DAY_MS = 86_400_000;
const KEEP_DAYS = 90;

export default {
  /** @param {Request} request @param {Env} env */
  fetch: (request, env) => answer(request, env),

  /** Every minute. @param {unknown} _ @param {Env} env */
  async scheduled(_, env) {
    await sweep(env);
    const days = Number(env.CALLOFF_KEEP_DAYS);
    const removed = await thin(env, Date.now() - (days > 0 ? days : KEEP_DAYS) * DAY_MS);
    if (removed > 0) log("info", "thinned", { jobs: removed });
  },
};
