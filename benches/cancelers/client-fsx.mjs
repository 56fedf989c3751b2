import {
  CancelDataRepositoryTaskCommand,
  DescribeDataRepositoryTasksCommand,
  FSxClient,
} from "@aws-sdk/client-fsx";
import { streamed } from "../lib/streamed.mjs";

/**
 * As written by hand for tasks of which none refuses and none takes long.
 * @type {import("../types.js").CallOffTasks}
 */
export async function callOffTasks(calls, { credentials, region, concurrency, answer, wait }, ended) {
  /** @param {{ headers: Record<string, string>, body: Uint8Array }} request */
  const handle = async ({ headers, body }) => {
    const reply = answer(headers["x-amz-target"] ?? "", new TextDecoder().decode(body));
    return { response: streamed(reply) };
  };
  const client = new FSxClient({ credentials: { ...credentials }, region, requestHandler: { handle } });

  const work = async () => {
    for await (const { params } of calls) {
      await client.send(new CancelDataRepositoryTaskCommand(params));
      await wait();
      const asked = await client.send(new DescribeDataRepositoryTasksCommand({ TaskIds: [params.TaskId] }));
      ended(asked.DataRepositoryTasks?.[0]?.Lifecycle);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}
