// The same work as a script does it: so many workers, each of which cancels a task, then looks at it now and then until
// it has ended. The SDK sends again what it takes for worth it; when it gives up, the script goes on a little later.
import { arriving, tasksOf } from "./calloff.mjs";
import { services } from "./services.mjs";

/** How long a script waits after an error of the SDK. */
const AFTER_ERROR_MS = 1_000;

/**
 * @param {import("./types.d.ts").World} world
 * @param {import("./provider.mjs").Provider[]} providers
 * @param {import("./time.mjs").PaperTime} time
 * @param {() => number} random
 * @param {{ Client: typeof import("./sdk.mjs").Standard, workers: number }} how
 */
export async function runLoop(world, providers, time, random, { Client, workers }) {
  // A client for each region, as the SDKs have it.
  const clients = providers.map(() => new Client(time, random));
  const source = arriving(world, tasksOf(world), time);
  const run = { falselyConfirmed: 0, unconfirmed: 0 };

  const work = async () => {
    for await (const { at, task } of source) {
      const [provider, client] = [providers[at], clients[at]];
      if (!provider || !client) continue;
      const { pollMs, hasParts } = services[provider.host.service];
      /** @param {import("./types.d.ts").Ask} ask @returns {Promise<any>} */
      const send = async (ask) => {
        for (;;) {
          try {
            return await client.send(() => provider.ask(ask));
          } catch {
            await time.sleep(AFTER_ERROR_MS);
          }
        }
      };
      await send({ kind: "cancel", task, token: String(task) });
      for (let isOver = false; !isOver; ) {
        await time.sleep(pollMs);
        isOver = (await send({ kind: "look", tasks: [task] })).tasks[0].isOver;
        if (isOver && hasParts) await send({ kind: "parts", task });
      }
      if (!provider.isOver(task)) run.falselyConfirmed += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return run;
}
