// Tasks called off over the platform's own fetch and clock, in whatever runtime this runs.
import { callOffAll } from "calloff";

/** The task of this number. @param {number} number */
export const callOf = (number) => ({
  operation: /** @type {const} */ ("fsx:CancelDataRepositoryTask"),
  region: "us-east-1",
  params: { TaskId: `task-${String(number).padStart(17, "0")}` },
});

/**
 * @param {{ endpoint: string, count: number, credentials: import("calloff").Credentials }} options
 */
export async function callOffMany({ endpoint, count, credentials }) {
  function* calls() {
    for (let number = 0; number < count; number += 1) yield { ...callOf(number), endpoint };
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
  return {
    ms: Date.now() - start,
    confirmed,
    progress: /** @type {import("calloff").CallOffProgress} */ (last),
  };
}
