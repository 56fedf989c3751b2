// @ts-expect-error: it has no types
import aws4 from "aws4";

/** @type {import("../types.js").MakeSigner} */
export const makeSigner =
  ({ credentials, region, request: { hostname, service, headers, body } }) =>
  () =>
    aws4.sign(
      { method: "POST", host: hostname, path: "/", service, region, headers: { ...headers }, body },
      credentials,
    );
