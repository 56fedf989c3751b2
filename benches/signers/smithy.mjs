import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

/** @type {import("../types.js").MakeSigner} */
export function makeSigner({ credentials, region, request: { hostname, service, headers, body } }) {
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  return () =>
    signer.sign({
      method: "POST",
      protocol: "https:",
      hostname,
      path: "/",
      headers: { host: hostname, ...headers },
      body,
    });
}
