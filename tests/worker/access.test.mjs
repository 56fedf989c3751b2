// Who gets in: every route with every kind of token, and what a request must not be able to do.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { startService } from "./service.mjs";
import { until } from "./until.mjs";

const TEAM = "https://example-team.cloudflareaccess.com";
const AUDIENCE = "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2";

const own = await generateKeyPair("RS256", { extractable: true });
const next = await generateKeyPair("RS256", { extractable: true });
const foreign = await generateKeyPair("RS256", { extractable: true });

/** The keys that Access publishes. */
const published = { keys: [{ ...(await exportJWK(own.publicKey)), kid: "first", alg: "RS256" }] };
const certs = createServer((_, reply) => {
  reply.setHeader("content-type", "application/json").end(JSON.stringify(published));
});

/** @param {{ key?: any, alg?: string, kid?: string, iss?: string, aud?: string, exp?: number, email?: string }} [claims] */
const jwt = ({
  key = own.privateKey,
  alg = "RS256",
  kid = "first",
  iss = TEAM,
  aud = AUDIENCE,
  exp = Math.floor(Date.now() / 1000) + 600,
  email = "ann@example.com",
} = {}) =>
  new SignJWT({ email })
    .setProtectedHeader({ alg, kid })
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt(exp - 1_200)
    .setExpirationTime(exp)
    .sign(key);

const operator = await jwt();
const viewer = await jwt({ email: "eve@example.com" });
const publicPem = new TextEncoder().encode(await exportSPKI(own.publicKey));
const [, claims = ""] = operator.split(".");
const none = `${Buffer.from('{"alg":"none","kid":"first"}').toString("base64url")}.${claims}.`;

/** What comes with a request, and what becomes of it. @type {Record<string, { headers: Record<string, string>, status: number }>} */
const bad = Object.fromEntries(
  Object.entries({
    "no token": {},
    "an empty bearer token": { authorization: "Bearer " },
    "an unknown bearer token": { authorization: "Bearer practice-operato" },
    "a bearer token as a password": { authorization: "Basic cHJhY3RpY2Utb3BlcmF0b3I=" },
    garbage: { "cf-access-jwt-assertion": "garbage" },
    "a token that is cut": { "cf-access-jwt-assertion": operator.slice(0, -8) },
    "an expired token": { "cf-access-jwt-assertion": await jwt({ exp: Math.floor(Date.now() / 1000) - 60 }) },
    "another audience": { "cf-access-jwt-assertion": await jwt({ aud: "another" }) },
    "another issuer": { "cf-access-jwt-assertion": await jwt({ iss: "https://other.cloudflareaccess.com" }) },
    "another key": { "cf-access-jwt-assertion": await jwt({ key: foreign.privateKey }) },
    "alg none": { "cf-access-jwt-assertion": none },
    "HS256 with the public key": { "cf-access-jwt-assertion": await jwt({ alg: "HS256", key: publicPem }) },
    "a cookie": { cookie: `CF_Authorization=${operator}` },
  }).map(([name, headers]) => [name, { headers, status: 401 }]),
);

const call = {
  operation: "fsx:CancelDataRepositoryTask",
  region: "us-east-1",
  params: { TaskId: "task-0123456789abcdef0" },
};

/** Every route that is not open, and what it takes. @type {{ route: string, body?: object, role?: "operator" }[]} */
const routes = [
  { route: "GET /api/me" },
  { route: "GET /api/profiles" },
  { route: "GET /api/operations" },
  { route: "POST /api/validate", body: { call } },
  {
    route: "POST /api/list",
    body: {
      profile: "practice-aws",
      call: { operation: "fsx:DescribeDataRepositoryTasks", region: "us-east-1", params: {} },
    },
  },
  { route: "GET /api/jobs" },
  { route: "POST /api/jobs", body: { profile: "practice-aws", calls: [call] }, role: "operator" },
  { route: "GET /api/jobs/nowhere" },
  { route: "POST /api/jobs/nowhere/calls", body: { calls: [call] }, role: "operator" },
  { route: "DELETE /api/jobs/nowhere", role: "operator" },
  { route: "GET /api/jobs/nowhere/tasks" },
  { route: "GET /api/jobs/nowhere/events" },
  { route: "GET /api/history" },
  { route: "GET /api/history.csv" },
];

/** @type {import("./service.mjs").Service} */
let service;
before(async () => {
  await new Promise((resolve) => certs.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (certs.address());
  const endpoint = `http://127.0.0.1:${port}`;
  service = await startService({
    settings: {
      CALLOFF_PROFILES: JSON.stringify({
        "practice-aws": { keys: "KEYS", services: ["fsx"], regions: ["us-east-1"], endpoint },
      }),
      KEYS: "{}",
      ACCESS_TEAM: "example-team",
      ACCESS_AUD: AUDIENCE,
      ACCESS_OPERATORS: '["ann@example.com"]',
      ACCESS_CERTS: `http://127.0.0.1:${port}/cdn-cgi/access/certs`,
    },
  });
});
after(async () => {
  await service.close();
  certs.closeAllConnections();
  certs.close();
});

/** @param {{ route: string, body?: object }} route @param {Record<string, string>} headers */
const ask = ({ route, body }, headers) => service.ask(route, { token: null, headers, ...(body && { body }) });

describe("a token", { concurrency: true }, () => {
  describe("every route, with", () => {
    for (const [name, { headers, status }] of Object.entries(bad)) {
      it(`${name}: ${status}`, async () => {
        for (const route of routes) {
          const reply = await ask(route, headers);
          assert.equal(reply.status, status, `${route.route}: ${reply.text}`);
          assert.equal(reply.json.error.code, "unauthenticated");
          assert.ok(reply.json.error.message);
        }
      });
    }
    it("a viewer: reads, and may not call off", async () => {
      for (const route of routes) {
        const reply = await ask(route, { "cf-access-jwt-assertion": viewer });
        if (route.role) assert.equal(reply.status, 403, `${route.route}: ${reply.text}`);
        // No keys are set for the one that would ask the provider.
        else assert.ok([200, 404, 503].includes(reply.status), `${route.route}: ${reply.text}`);
      }
    });
    it("an operator: all of it", async () => {
      for (const route of routes) {
        const reply = await ask(route, { "cf-access-jwt-assertion": operator });
        assert.ok([200, 202, 404, 503].includes(reply.status), `${route.route}: ${reply.text}`);
      }
    });
  });

  describe("what is open", () => {
    for (const path of ["/api/health", "/api/openapi.json"])
      it(path, async () => assert.equal((await service.ask(`GET ${path}`, { token: null })).status, 200));
  });

  it("a key that Access has rotated in is fetched", async () => {
    assert.equal((await ask({ route: "GET /api/me" }, { "cf-access-jwt-assertion": operator })).status, 200);
    published.keys.push({ ...(await exportJWK(next.publicKey)), kid: "second", alg: "RS256" });
    const headers = { "cf-access-jwt-assertion": await jwt({ key: next.privateKey, kid: "second" }) };
    // An unknown key is looked for at most every 30 seconds.
    const isLetIn = async () => (await ask({ route: "GET /api/me" }, headers)).status === 200;
    await until(isLetIn, { everyMs: 1_000 });
  });
});

it("a page from elsewhere cannot act for somebody who is signed in", async () => {
  const body = { profile: "practice-aws", calls: [call] };
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ]) {
    const reply = await ask(
      { route: "POST /api/jobs", body },
      { "cf-access-jwt-assertion": operator, ...headers },
    );
    assert.equal(reply.status, 403, JSON.stringify(headers));
  }
  const form = await service.ask("POST /api/jobs", {
    token: null,
    body: "{}",
    headers: { "cf-access-jwt-assertion": operator, "content-type": "text/plain" },
  });
  assert.equal(form.status, 415);
});

it("where nothing is configured, it says what to set; without a database, that it has none", async () => {
  const bare = await startService({ settings: {} });
  try {
    const { status, json } = await bare.ask("GET /api/me");
    assert.equal(status, 503);
    assert.match(json.error.message, /ACCESS_TEAM.*CALLOFF_TOKENS/);

    const db = await bare.worker.db();
    await db.exec("DROP TABLE task");
    const health = await bare.ask("GET /api/health");
    assert.deepEqual([health.status, health.json.error.code], [503, "database"], "no database");
  } finally {
    await bare.close();
  }
});
