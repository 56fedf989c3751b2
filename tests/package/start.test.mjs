// The start of the package where the platform lacks something, and errors of more than one copy.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import vm from "node:vm";
import { project } from "./project.mjs";

const require = createRequire(join(project, "require.cjs"));
const folder = join(project, "node_modules", "calloff", "dist");
const wasm = readFileSync(join(folder, "calloff.wasm"));

const call = {
  operation: "fsx:CancelDataRepositoryTask",
  region: "eu-west-1",
  params: { TaskId: "task-0123456789abcdef0" },
};
const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

/**
 * Loads a file of the package in a realm of its own, which has nothing but the language, WebAssembly and these globals.
 * @param {string} file
 * @param {object} globals
 * @param {string} [before] code that runs there first
 * @returns {any}
 */
function loadInRealm(file, globals, before = "") {
  const module = { exports: {} };
  const realm = vm.createContext({ module, ...globals });
  vm.runInContext(before, realm);
  vm.runInContext(`((module) => {${readFileSync(join(folder, file), "utf8")}\n})(module)`, realm);
  return module.exports;
}

/** What Jest's jsdom leaves of Node. */
const jsdom = {
  Buffer,
  crypto: { getRandomValues: (/** @type {any} */ bytes) => crypto.getRandomValues(bytes) },
};

describe("in a realm without TextDecoder", () => {
  const calloff = loadInRealm("index.cjs", jsdom);

  it("requests and outcomes are the same as everywhere", () => {
    const options = { now: 0 };
    const plain = (/** @type {unknown} */ value) => JSON.parse(JSON.stringify(value));
    const here = /** @type {any} */ (require("calloff"));
    for (const TaskId of ["task-0123456789abcdef0", "täsk-😀"])
      assert.deepEqual(
        plain(calloff.validate({ ...call, params: { TaskId } })),
        here.validate({ ...call, params: { TaskId } }),
      );
    assert.deepEqual(plain(calloff.prepare(call, keys, options)), here.prepare(call, keys, options));
    const reply = { status: 400, body: '{"__type":"BadRequest","Message":"déjà vu 😀"}' };
    assert.deepEqual(plain(calloff.interpret(call, reply)), here.interpret(call, reply));
  });

  it("a body is read", async () => {
    const body = '{"__type":"BadRequest","Message":"déjà vu 😀"}';
    const { message } = await calloff.interpretResponse(call, new Response(body, { status: 400 }));
    assert.equal(message, "déjà vu 😀");
  });

  it("a Request that cannot be made is told, with what to do", () => {
    assert.throws(() => calloff.toRequest(call, keys), { name: "CalloffError", message: /use prepare\(\)/ });
  });

  it("a nonce is made without crypto.randomUUID, another one for each request", () => {
    const nas = {
      operation: "nas:CancelDataFlowTask",
      region: "cn-wulanchabu",
      params: {
        FileSystemId: "bmcpfs-370lx1ev9ss27o0abcd",
        DataFlowId: "df-194433a5be31abcd",
        TaskId: "task-38aa8e890f45abcd",
      },
    };
    const nonce = () => calloff.prepare(nas, keys).headers["x-acs-signature-nonce"];
    const [first, second] = [nonce(), nonce()];
    assert.match(first, /^[0-9a-f]{32}$/);
    assert.notEqual(first, second);
  });
});

describe("init", () => {
  it("takes bytes and modules, also of another realm", () => {
    const there = vm.createContext({});
    const module = () => vm.runInContext("(bytes) => new WebAssembly.Module(bytes)", there)(wasm);
    for (const source of [
      wasm,
      wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length),
      module(),
    ]) {
      const slim = loadInRealm("slim.cjs", jsdom);
      assert.throws(() => slim.build(call), { name: "CalloffError", message: /init/ });
      slim.init(source);
      assert.equal(slim.build(call).method, "POST");
    }
  });
});

/** How a platform refuses, and what is to be done. @type {[name: string, before: string, message: RegExp][]} */
const refusals = [
  ["has no WebAssembly", "delete globalThis.WebAssembly", /has no WebAssembly/],
  [
    "has a policy that forbids it",
    `WebAssembly.Module = function () {
      throw new WebAssembly.CompileError("WebAssembly.Module(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because 'unsafe-eval' is not an allowed source of script");
    }`,
    /add 'wasm-unsafe-eval' to its script-src/,
  ],
  [
    "has a policy that forbids it, in Firefox",
    'WebAssembly.Module = function () { throw new WebAssembly.CompileError("call to WebAssembly.Module() blocked by CSP"); }',
    /add 'wasm-unsafe-eval' to its script-src/,
  ],
  [
    "is Chrome before 115",
    'WebAssembly.Module = function () { throw new RangeError("WebAssembly.Compile is disallowed on the main thread, if the buffer size is larger than 4KB. Use WebAssembly.compile, or compile on a worker thread."); }',
    /use calloff in a worker/,
  ],
  [
    "compiles no bytes",
    'WebAssembly.Module = function () { throw new WebAssembly.CompileError("WebAssembly.Module(): Wasm code generation disallowed by embedder"); }',
    /use calloff\/slim, and init\(\) with a compiled module/,
  ],
];

describe("a platform that does not start it is told, with what to do, where it", () => {
  for (const [name, before, message] of refusals)
    it(name, () => {
      assert.throws(
        () => loadInRealm("index.cjs", jsdom, before),
        (/** @type {any} */ error) => {
          assert.equal(error.name, "CalloffError");
          assert.match(error.message, /^calloff cannot start: /);
          assert.match(error.message, message);
          assert(error.cause, "no cause");
          return true;
        },
      );
    });
});

describe("errors of two copies", () => {
  const [one, other] = [loadInRealm("index.cjs", jsdom), require("calloff")];
  const errorOf = (/** @type {any} */ calloff) => {
    try {
      calloff.build({});
    } catch (error) {
      return error;
    }
    return assert.fail("nothing thrown");
  };

  it("are known by the class of each", () => {
    for (const error of [errorOf(one), errorOf(other)])
      for (const { CalloffError } of [one, other]) assert(error instanceof CalloffError);
  });

  it("are told from other errors, and from those of a class that extends it", () => {
    /** @type {any} */
    const CalloffError = other.CalloffError;
    for (const value of [new Error("x"), null, undefined, "CalloffError", 5, {}, () => {}])
      assert(!(value instanceof CalloffError), String(value));
    class Own extends CalloffError {}
    const own = Reflect.construct(Own, ["x"]);
    assert(own instanceof Own && own instanceof CalloffError);
    assert(!(errorOf(other) instanceof Own));
    assert(!(errorOf(one) instanceof Own));
  });
});
