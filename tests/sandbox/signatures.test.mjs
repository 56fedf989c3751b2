// The practice cloud accepts what the vendors' SDKs sign, and nothing that differs from it by one bit.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { createPracticeCloud } from "../../sandbox/index.mjs";

/**
 * @typedef {{ method: string, url: string, headers: Record<string, string>, body: string | null }} Capture
 * @typedef {{ name: string, user: string, signedHeaders: string[], now: number, capture: Capture }} Case
 */

/** @param {string} file */
const read = (file) =>
  JSON.parse(readFileSync(new URL(`../vectors/sdk/${file}.json`, import.meta.url), "utf8"));
const botocore = read("botocore");
const datasync = read("datasync");
const alibaba = read("alibaba");
const huawei = read("huawei");
const oms = read("huawei-oms");

/** @param {string} basic */
const basicTime = (basic) => Date.parse(basic.replace(/^(....)(..)(..T..)(..)/, "$1-$2-$3:$4:"));

/** @param {string} sdk @returns {Case[]} */
const alibabaCases = (sdk) =>
  alibaba.captures
    .filter((/** @type {any} */ one) => one.sdk === sdk)
    .map((/** @type {any} */ one) => ({
      name: `${one.case} ${one.config}`,
      user: one.config === "v3-sts" ? "session" : "user",
      signedHeaders: one.signed_headers,
      now: Date.parse(alibaba.frozen.date),
      capture: one,
    }));

/** Those of one vendor's captures that a standard request can carry as they are. @type {Record<string, Case[]>} */
const captures = {
  "botocore, SigV4": [botocore, datasync].flatMap(({ requests, frozen_time }) =>
    requests
      .filter((/** @type {any} */ one) => one.request)
      .map((/** @type {any} */ one) => ({
        name: one.name,
        user: one.session_token ? "session" : "user",
        signedHeaders: one.signed_headers,
        now: Date.parse(frozen_time),
        // A GET has no body, not even an empty one.
        capture: { ...one.request, body: one.request.body || null },
      })),
  ),
  "Alibaba's npm SDK, ACS3-HMAC-SHA256": alibabaCases("npm"),
  "Alibaba's Python SDK, which also signs accept and user-agent": alibabaCases("python"),
  "Huawei's Python SDK, SDK-HMAC-SHA256": [huawei, oms].flatMap(({ cases, frozen_time }) =>
    cases
      // What it sent here is not what it signed: ".." was taken out of the path on the way.
      .filter((/** @type {any} */ one) => one.name !== "delete/task-dotdot")
      .map((/** @type {any} */ one) => ({
        name: one.name,
        user: one.headers["X-Security-Token"] ? "session" : "user",
        signedHeaders: one.signed_headers.split(";"),
        now: basicTime(frozen_time),
        capture: one,
      })),
  ),
};

/**
 * The user as whom a request is taken, by a practice cloud that has seen no other; undefined when it is refused.
 *
 * @param {Capture} capture
 * @param {number} now
 */
async function userOf({ method, url, headers, body }, now) {
  const cloud = createPracticeCloud({ mount: "", now: () => now });
  await cloud.fetch(new Request(url, { method, headers, body }));
  const state = await (await cloud.fetch(new Request("http://127.0.0.1/_control/state"))).json();
  return state.calls.at(-1)?.user;
}

/**
 * Every text that differs from this one by one bit of one character, of those that `each` picks.
 *
 * @param {string} text
 * @param {(position: number, bit: number) => boolean} [each]
 */
function* flipped(text, each = () => true) {
  for (let position = 0; position < text.length; position++) {
    for (let bit = 0; bit < 7; bit++) {
      const flippedCode = text.charCodeAt(position) ^ (1 << bit);
      if (flippedCode < 0x20 || flippedCode === 0x7f || !each(position, bit)) continue;
      yield text.slice(0, position) + String.fromCharCode(flippedCode) + text.slice(position + 1);
    }
  }
}

/**
 * @param {Capture} capture
 * @param {string} lowerName
 */
const spelled = (capture, lowerName) =>
  Object.keys(capture.headers).find((name) => name.toLowerCase() === lowerName) ?? lowerName;

for (const [signer, cases] of Object.entries(captures)) {
  describe(`signed by ${signer}`, () => {
    for (const { name, user, now, capture } of cases) {
      test(`${name}: accepted, and refused with another signature`, async () => {
        assert.equal(await userOf(capture, now), user);
        const authorization = capture.headers.Authorization ?? "";
        // A bit of each character, another one from character to character.
        for (const other of flipped(authorization, (position, bit) => bit === position % 7)) {
          const headers = { ...capture.headers, Authorization: other };
          assert.equal(await userOf({ ...capture, headers }, now), undefined, other);
        }
      });
    }

    const [{ capture, now, signedHeaders }] = /** @type {[Case]} */ (cases);

    test("refused with any bit of the signature changed", async () => {
      const authorization = capture.headers.Authorization ?? "";
      for (const other of flipped(authorization, (position) => position >= authorization.length - 64)) {
        const headers = { ...capture.headers, Authorization: other };
        assert.equal(await userOf({ ...capture, headers }, now), undefined, other);
      }
    });

    test("refused with any bit of a signed header changed", async () => {
      for (const header of signedHeaders.filter((one) => one !== "host")) {
        const name = spelled(capture, header);
        for (const other of flipped(capture.headers[name] ?? "")) {
          const headers = { ...capture.headers, [name]: other };
          if (other.trim() !== other) continue;
          assert.equal(await userOf({ ...capture, headers }, now), undefined, `${name}: ${other}`);
        }
      }
    });

    test("refused with a signed header left out", async () => {
      for (const header of signedHeaders.filter((one) => one !== "host")) {
        const { [spelled(capture, header)]: _, ...headers } = capture.headers;
        assert.equal(await userOf({ ...capture, headers }, now), undefined, header);
      }
    });

    test("refused with any bit of the host, path or query changed", async () => {
      const url = new URL(capture.url).href;
      for (const other of flipped(url, (position) => position >= "https://".length)) {
        // Some say the same: a host in capitals, %2a for %2A, an empty query.
        if (!URL.canParse(other) || isSameRequestUrl(other, url)) continue;
        assert.equal(await userOf({ ...capture, url: other }, now), undefined, other);
      }
    });

    test("refused with any bit of the body changed, or with a body where there was none", async () => {
      for (const body of [...flipped(capture.body ?? ""), `${capture.body ?? ""} `]) {
        assert.equal(await userOf({ ...capture, body }, now), undefined, body);
      }
    });

    test("refused with another method", async () => {
      assert.equal(await userOf({ ...capture, method: "PUT" }, now), undefined);
    });
  });
}

/**
 * @param {string} a
 * @param {string} b
 */
function isSameRequestUrl(a, b) {
  const [one, other] = [new URL(a), new URL(b)].map(({ host, pathname, search }) =>
    `${host}${pathname}${search}`.replace(/%../g, (code) => code.toUpperCase()),
  );
  return one === other;
}
