import { AwsV4Signer } from "aws4fetch";

/** @type {import("../types.js").MakeSigner} */
export function makeSigner({ credentials, region, request: { hostname, service, headers, body } }) {
  const cache = new Map();
  return () =>
    new AwsV4Signer({
      method: "POST",
      url: `https://${hostname}/`,
      service,
      region,
      headers: { ...headers },
      body,
      cache,
      ...credentials,
    }).sign();
}
