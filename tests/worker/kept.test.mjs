// What a lane keeps of a reply: no secret, and no text that is too long to be written down.
import assert from "node:assert/strict";
import { it } from "node:test";
import { brief } from "../../www/worker/engine/brief.js";
import { masked, secretsOf } from "../../www/worker/engine/secrets.js";

const keys = { secretAccessKey: 'se"cret/Key', sessionToken: "Token+1" };
const headers = { authorization: "AWS4-HMAC-SHA256 Credential=AKID, Signature=0123abcd" };

it("masks keys, tokens and the signature, also where they are escaped or encoded", () => {
  const said = `${keys.secretAccessKey} ${encodeURIComponent(keys.sessionToken)} 0123abcd of AKID`;
  assert.deepEqual(masked({ outcome: { message: said } }, secretsOf(keys, headers)), {
    outcome: { message: "******** ******** ******** of AKID" },
  });
});

it("gives what holds no secret as it is", () => {
  const value = { message: "no such task" };
  assert.equal(masked(value, secretsOf(keys, headers)), value);
});

it("cuts long texts, and leaves the rest as it is", () => {
  const value = { status: 400, code: "Busy", message: "x".repeat(3_000_000), tasks: [{ id: "1" }] };
  const { message, ...rest } = brief(value);
  assert.deepEqual(rest, { status: 400, code: "Busy", tasks: [{ id: "1" }] });
  assert.ok(message.length < 25_000 && message.endsWith("x…"));
  const short = { message: "no such task" };
  assert.equal(brief(short), short);
});
