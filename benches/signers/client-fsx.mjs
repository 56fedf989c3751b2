import { CancelDataRepositoryTaskCommand, FSxClient } from "@aws-sdk/client-fsx";

/**
 * Ends where the SDK hands the signed request to its transport: the answer never comes.
 * @type {import("../types.js").MakeSigner}
 */
export const makeSigner =
  ({ credentials, region, taskId }) =>
  () =>
    new Promise((resolve) => {
      /** @param {import("../types.js").Signed} request */
      const handle = (request) => {
        resolve(request);
        return new Promise(() => {});
      };
      const client = new FSxClient({ credentials: { ...credentials }, region, requestHandler: { handle } });
      client.send(new CancelDataRepositoryTaskCommand({ TaskId: taskId }));
    });
