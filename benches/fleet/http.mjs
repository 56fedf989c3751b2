// Tasks called off over the platform's own fetch and clock, in whatever runtime this runs.
import { callOffAll } from "calloff";

/**
 * @param {{ endpoint: string, count: number, credentials: import("calloff").Credentials }} options
 */
export async function callOffMany({ endpoint, count, credentials }) {
  function* calls() {
    for (let number = 0; number < count; number += 1) {
      const TaskId = `task-${String(number).padStart(17, "0")}`;
      yield {
        operation: /** @type {const} */ ("fsx:CancelDataRepositoryTask"),
        region: "us-east-1",
        endpoint,
        params: { TaskId },
      };
    }
  }
  /** @type {import("calloff").CallOffProgress | undefined} */
  let last;
  let confirmed = 0;
  const start = Date.now();
  const options = {
    credentials,
    /** @param {import("calloff").CallOffProgress} progress */
    onProgress: (progress) => {
      last = progress;
    },
  };
  for await (const { result } of callOffAll(calls(), options))
    if (result?.end === "confirmed") confirmed += 1;
  return { ms: Date.now() - start, confirmed, progress: last };
}
