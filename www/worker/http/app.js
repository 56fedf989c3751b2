// The way of a request: its route, who sends it, what it holds, and what is added to every reply.
import { CalloffError } from "calloff";
// The router that Workers use, in its smallest form.
import { Hono } from "hono/tiny";
import { securityHeaders } from "../../headers.mjs";
import { log } from "../log.js";
import { document } from "./document.js";
import { admit } from "./guard.js";
import { health } from "./handlers.js";
import { bodies, checked, jsonOf, queries, queryOf } from "./input.js";
import { invalid, Refusal } from "./refusal.js";
import { routes } from "./routes.js";

/** @type {Hono<{ Bindings: Env }>} */
const app = new Hono();

app.get("/api/health", ({ env }) => health(env));
app.get("/api/openapi.json", () => Response.json(document()));

for (const { method, path, role, query = "none", body, handle } of routes) {
  app.on(method, path, async (context) => {
    const { env } = context;
    const request = context.req.raw;
    const identity = await admit(request, env, role);
    return handle({
      request,
      env,
      identity,
      params: context.req.param(),
      query: checked(queries[query], queryOf(request)),
      body: body && checked(bodies[body], await jsonOf(request)),
    });
  });
}

// A path that is known, by a method that is not.
/** @type {Map<string, string[]>} */
const methods = new Map(["/api/health", "/api/openapi.json"].map((path) => [path, ["GET", "HEAD"]]));
for (const { path, method } of routes)
  methods.set(path, [...(methods.get(path) ?? []), ...(method === "GET" ? ["GET", "HEAD"] : [method])]);
for (const [path, known] of methods) {
  const allow = known.join(", ");
  app.all(path, ({ req }) => {
    const message = `${req.method} is not possible here; expected one of ${allow}`;
    throw new Refusal(405, "method", message, { headers: { allow } });
  });
}

app.notFound(() =>
  new Refusal(404, "not-found", "There is nothing at this path: see /api/openapi.json").toResponse(),
);

app.onError((error, { req }) => {
  if (error instanceof Refusal) return error.toResponse();
  if (error instanceof CalloffError && error.code === "invalid")
    return invalid([...error.findings]).toResponse();
  if (error instanceof CalloffError && error.code === "credentials")
    return new Refusal(
      503,
      "not-configured",
      `The profile's keys cannot sign: ${error.message}`,
    ).toResponse();
  log("error", "request failed", { path: req.path, error: String(error) });
  return new Refusal(500, "internal", "Something went wrong here; it was written down").toResponse();
});

/**
 * @param {Request} request
 * @param {Env} env
 */
export async function answer(request, env) {
  const { method, url } = request;
  const { pathname } = new URL(url);
  const start = Date.now();
  const id = crypto.randomUUID();
  const response = await app.fetch(request, env);
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  headers.set("x-request-id", id);
  log("info", "request", { id, method, path: pathname, status: response.status, ms: Date.now() - start });
  return new Response(response.body, { status: response.status, headers });
}
