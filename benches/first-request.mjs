// One process of cold-start.mjs: prints the milliseconds from just before import() to the first signed request.
import assert from "node:assert/strict";
import * as subject from "./subject.mjs";

const [, , module = ""] = process.argv;

const start = performance.now();
const { makeSigner } = await import(module);
const signed = await makeSigner?.(subject)();
const end = performance.now();

if (makeSigner)
  assert.match(new Headers(signed.headers).get("authorization") ?? "", /Signature=[0-9a-f]{64}$/);
console.log(end - start);
