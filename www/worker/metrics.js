// Numbers by the hour. D1 keeps them; another place to keep them would take the place of this file alone.

const ADD = `INSERT INTO metric (hour, name, value) SELECT ?, key, value FROM json_each(?) WHERE value <> 0
  ON CONFLICT DO UPDATE SET value = value + excluded.value`;

const HOUR_MS = 3_600_000;

/** @param {Env} env @param {Record<string, number>} numbers */
export async function count(env, numbers) {
  await env.DB.prepare(ADD)
    .bind(Math.floor(Date.now() / HOUR_MS) * HOUR_MS, JSON.stringify(numbers))
    .run();
}
