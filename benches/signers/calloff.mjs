import { prepare } from "calloff";

/** @type {import("../types.js").MakeSigner} */
export const makeSigner =
  ({ credentials, region, taskId }) =>
  () =>
    prepare({ operation: "fsx:CancelDataRepositoryTask", region, params: { TaskId: taskId } }, credentials);
