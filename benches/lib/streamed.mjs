// A reply as the SDK's HTTP handler for Node delivers it.
import { Readable } from "node:stream";
import { HttpResponse } from "@smithy/protocol-http";

/** @param {{ status: number, headers: Record<string, string>, body: string }} reply */
export function streamed({ status, headers, body }) {
  const stream = new Readable({ read() {} });
  stream.push(Buffer.from(body));
  stream.push(null);
  return new HttpResponse({ statusCode: status, headers, body: stream });
}
