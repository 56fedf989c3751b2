// Settings that are wrong: they let nobody in, and say what to mend without what was found, which may be a secret.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as v from "valibot";
import { bearerIdentity } from "../../www/worker/access/bearer.js";
import { setting } from "../../www/worker/access/settings.js";

const sha256 = "a".repeat(64);
const token = { name: "ann", role: "viewer", sha256 };

/** @type {Record<string, [tokens: unknown, told: RegExp]>} */
const wrong = {
  "no list": [token, /^CALLOFF_TOKENS is not what it must be: it: expected Array: see docs\/worker\.md$/],
  "a role that is none": [
    [token, { ...token, role: "admin" }],
    /: 1\.role: expected \("viewer" \| "operator"\):/,
  ],
  "the token itself in place of its digest": [[{ ...token, sha256: "my-token" }], /: 0\.sha256: expected /],
  "profiles that are no list": [[{ ...token, profiles: "prod-aws" }], /: 0\.profiles: expected Array:/],
  "a member that is not known": [[{ ...token, roles: [] }], /: 0\.roles: is not known:/],
};

describe("CALLOFF_TOKENS", () => {
  for (const [what, [tokens, told]] of Object.entries(wrong))
    it(what, async () => {
      const env = /** @type {any} */ ({ CALLOFF_TOKENS: JSON.stringify(tokens) });
      await assert.rejects(
        bearerIdentity(env, "my-token"),
        (/** @type {any} */ { status, code, message }) => {
          assert.deepEqual([status, code], [503, "not-configured"]);
          assert.match(message, told);
          assert.ok(!/admin|my-token/.test(message), message);
          return true;
        },
      );
    });

  it("that is not JSON", async () => {
    await assert.rejects(
      bearerIdentity(/** @type {any} */ ({ CALLOFF_TOKENS: "[" }), "my-token"),
      /is not JSON/,
    );
  });
});

it("one name is no list of names: part of it would be a name as well", () => {
  assert.throws(
    () => setting(v.array(v.string()), "ACCESS_OPERATORS", '"ann@example.com"'),
    /expected Array/,
  );
});
