// The practice cloud on two loopback ports: Node's HTTP server around the fetch handler, under /cloud and at the root.
// As a program: node sandbox/server.mjs [--port N] [--root-port N]

import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { isLoopback, notLoopback } from "./cloud/access.mjs";
import { ConnectionCut } from "./cloud/connection.mjs";
import { createPracticeCloud } from "./index.mjs";

const HOST = "127.0.0.1";
/** Enough to seed very many tasks at once. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] 0 for any that is free
 * @property {number} [rootPort] of the second listener, at whose root the cloud lies; 0 for any that is free
 * @property {(request: Request) => Response | Promise<Response>} [serve] answers what is not under the mount
 */

/** @param {ServerOptions & NonNullable<Parameters<typeof createPracticeCloud>[0]>} [options] */
export async function startServer({
  port = 0,
  rootPort = 0,
  serve = () => new Response(null, { status: 404 }),
  ...options
} = {}) {
  const cloud = createPracticeCloud(options);
  const main = await listen(port, (request) => {
    const { pathname } = new URL(request.url);
    const isCloud = pathname === cloud.mount || pathname.startsWith(`${cloud.mount}/`);
    return isCloud ? cloud.fetch(request) : serve(request);
  });
  try {
    const root = await listen(rootPort, cloud.fetchAtRoot);
    return {
      origin: main.origin,
      /** What to give as `endpoint` of a call. */
      endpoint: main.origin + cloud.mount,
      /** The same cloud, for clients that drop the path of an endpoint. */
      rootEndpoint: root.origin,
      cloud,
      close: async () => {
        await Promise.all([main.close(), root.close()]);
      },
    };
  } catch (error) {
    await main.close();
    throw error;
  }
}

/**
 * @param {number} port
 * @param {(request: Request) => Response | Promise<Response>} handle
 */
async function listen(port, handle) {
  const server = createServer(async (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    try {
      await send(await handle(await toRequest(incoming, gone.signal)), outgoing);
    } catch (error) {
      const isCut = error instanceof ConnectionCut || gone.signal.aborted;
      if (!isCut && !(error instanceof Unservable)) console.error(error);
      if (isCut || outgoing.headersSent) outgoing.socket?.destroySoon();
      else {
        const { status, message } = error instanceof Unservable ? error : { status: 500, message: "" };
        outgoing.writeHead(status, { connection: "close" }).end(message);
      }
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => resolve(undefined));
  });
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://${HOST}:${address.port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A request that cannot be handed on as it came. */
class Unservable extends Error {
  /**
   * @param {number} status
   * @param {string} [message] for whoever called
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {import("node:http").IncomingMessage} incoming
 * @param {AbortSignal} signal
 */
async function toRequest(incoming, signal) {
  const {
    method = "GET",
    url = "/",
    headers: { host = HOST },
  } = incoming;
  const absolute = `http://${host}${url}`;
  // A path such as /task/../cancel would be rewritten, and its signature checked for what was not sent.
  if (!URL.canParse(absolute) || new URL(absolute).pathname !== url.split("?")[0]) throw new Unservable(400);
  if (!isLoopback(new URL(absolute))) throw new Unservable(421, notLoopback);

  const headers = new Headers();
  const { rawHeaders } = incoming;
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i] ?? "", rawHeaders[i + 1] ?? "");

  const chunks = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  // Not before all of it has come: a client that is cut off while it sends does not see the reply.
  if (size > MAX_BODY_BYTES) throw new Unservable(413);
  try {
    return new Request(absolute, { method, headers, body: size > 0 ? Buffer.concat(chunks) : null, signal });
  } catch {
    // A GET with a body, say.
    throw new Unservable(400);
  }
}

/**
 * @param {Response} response
 * @param {import("node:http").ServerResponse} outgoing
 */
async function send(response, outgoing) {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  // Who does not say how long it gets may take a while.
  if (!response.headers.has("content-length")) outgoing.flushHeaders();
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    outgoing.write(part.value);
  }
  outgoing.end();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8787" },
      "root-port": { type: "string", default: "8788" },
    },
  });
  const { endpoint, rootEndpoint } = await startServer({
    port: Number(values.port),
    rootPort: Number(values["root-port"]),
  });
  console.log(`The practice cloud is at ${endpoint}, and for clients that drop a path at ${rootEndpoint}`);
}
