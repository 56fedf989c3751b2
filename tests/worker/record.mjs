// The record of a job's tasks, as the API tells it.

/** @param {import("./service.mjs").Service} service @param {string} id the job's */
export async function recordOf(service, id) {
  /** @type {any[]} */
  const entries = [];
  for (let cursor; ; ) {
    const query = cursor ? `&cursor=${cursor}` : "";
    const { json } = await service.ask(`GET /api/history?limit=500&search=${id}${query}`);
    entries.push(...json.entries);
    cursor = json.cursor;
    if (!cursor) return entries.filter((entry) => entry.index !== undefined);
  }
}
