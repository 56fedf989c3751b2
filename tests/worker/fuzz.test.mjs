// The interface against its own document: schemathesis sends what the document allows and what it does not.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";
import { ensureSchemathesis } from "../../scripts/lib/setup.mjs";
import { startService } from "./service.mjs";

/** Not "unsupported_method": TRACE is refused by the server in front, which cannot hand it on. */
const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_schema_conformance",
  "ignored_auth",
];

const { program, missing } = ensureSchemathesis();

/** @type {import("./service.mjs").Service} */
let service;
before(async () => {
  if (program) service = await startService();
});
after(() => service?.close());

test("every reply is one that the document has", {
  skip: missing && `not possible here: ${missing}`,
}, async () => {
  const args = [
    "run",
    `${service.origin}/api/openapi.json`,
    "--header",
    "Authorization: Bearer practice-operator",
  ];
  args.push(
    "--checks",
    CHECKS.join(","),
    "--max-examples",
    "8",
    "--seed",
    "1",
    "--generation-database",
    "none",
  );
  args.push("--phases", "examples,coverage,fuzzing", "--no-color");
  const { error, said } = await new Promise((resolve) =>
    execFile(program ?? "", args, { cwd: tmpdir(), maxBuffer: 2 ** 26 }, (error, said) =>
      resolve({ error, said }),
    ),
  );
  assert.equal(error, null, said.slice(-6_000));
  assert.match(said, /generated/);
});
