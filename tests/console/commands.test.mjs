// Calls as commands: which tools there are for which calls, and what a shell, Node, Alibaba Cloud's CLI and KooCLI make of
// them. tests/clients has the AWS CLI and boto3, and curl.test.mjs has curl.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { startServer } from "../../sandbox/server.mjs";
import { fastClock } from "../sandbox/fast-clock.mjs";
import { callsTo, cases } from "./cases.mjs";
import { readAliyun, readHcloud, wordsOf } from "./grammar.mjs";
import { calloff, commandsFor, javascript, line, python } from "./model.mjs";
import { commandOf, received, sendAll, shell } from "./terminal.mjs";

/** @import { Call } from "calloff" */

/** @type {Record<string, string[]>} */
const tools = JSON.parse(readFileSync(new URL("tools.json", import.meta.url), "utf8"));
const serviceOf = (/** @type {string} */ operation) => operation.split(":")[0] ?? "";
const idsFor = (/** @type {Call[]} */ calls) => commandsFor(calls).map(({ id }) => id);

/** @type {Call} */
const cancel = {
  operation: "fsx:CancelDataRepositoryTask",
  region: "eu-west-1",
  params: { TaskId: "task-0123456789abcdef0" },
};
const flow = {
  operation: /** @type {const} */ ("nas:CancelDataFlowTask"),
  region: "cn-wulanchabu",
  params: { FileSystemId: "cpfs-099394bd928cabcd", DataFlowId: "df-344433a5be31abcd", TaskId: "task-1" },
};
/** @type {Call} */
const migration = {
  operation: "oms:ListTasks",
  region: "cn-north-4",
  params: { project_id: "0123456789abcdef0123456789abcdef", task_name: "nightly" },
};

describe("the tools for a call", () => {
  for (const { id } of calloff.operations())
    it(id, () => {
      const plain = /** @type {Call} */ ({
        ...migration,
        params: { ...migration.params, group_id: "7a9f8b2c-5d1e", limit: 100, offset: 0, status: 2 },
      });
      const own = [...cases, { name: "ListTasks: full, with plain values", call: plain }]
        .filter(({ call }) => call.operation === id)
        .flatMap(({ call }) => idsFor([call]));
      assert.deepEqual(new Set(own), new Set(tools[serviceOf(id)]));
    });

  it("none for no call, for a call with an error, and for calls of two providers", () => {
    const wrong = /** @type {Call} */ ({ ...cancel, params: { TaskId: "$(reboot)" } });
    assert.deepEqual(
      [idsFor([]), idsFor([wrong]), idsFor([cancel, wrong]), idsFor([cancel, flow])],
      [[], [], [], []],
    );
  });

  it("none of a tool that would drop the path of an endpoint, or that takes no such value", () => {
    const atPath = { endpoint: "https://gateway.example.com/cloud" };
    assert.deepEqual(idsFor([{ ...flow, ...atPath }]), ["node"]);
    assert.deepEqual(idsFor([{ ...migration, ...atPath }]), ["curl", "node"]);
    assert.deepEqual(idsFor([{ ...migration, endpoint: "http://127.0.0.1:8080" }]), ["curl", "node"]);
    const named = /** @type {Call} */ ({ ...migration, params: { ...migration.params, task_name: "a b" } });
    assert.deepEqual(idsFor([named]), ["curl", "node"]);
  });

  it("each has one line for each call, and leaves the secrets to the environment", () => {
    const calls = /** @type {Call[]} */ ([cancel, { ...cancel, region: "us-east-1" }]);
    const texts = Object.fromEntries(commandsFor(calls).map(({ id, text }) => [id, text]));
    assert.deepEqual(
      [texts.aws, texts.curl].map((text) => text?.split("\n").length),
      [2, 2],
    );
    for (const text of [texts.curl, texts.node]) {
      assert.match(text ?? "", /AWS_SECRET_ACCESS_KEY/);
      assert.match(text ?? "", /AWS_SESSION_TOKEN/);
    }
  });
});

describe("a shell and JavaScript", () => {
  const values = [
    "",
    " ",
    "-n",
    "'",
    '"',
    "a'b'c",
    "\\",
    "$HOME",
    "$(id)",
    "`id`",
    "!!",
    "*",
    "~",
    "#",
    ";|&<>",
    "é漢😀",
  ];
  const controls = ["\n", "a\nb\n", "\t", "\r", "\x1b[31m"];

  it("read words as they were", async () => {
    const all = [...values, ...controls];
    assert.deepEqual(await wordsOf("tool", line(["tool", ...all])), [all]);
  });

  it("read literals as they were", async () => {
    const value = { texts: [...values, ...controls, "\u2028"], yes: true, count: 5, none: undefined };
    const { stdout } = await shell(line(["node", "-p", `JSON.stringify(${javascript(value)})`]));
    assert.deepEqual(JSON.parse(stdout), JSON.parse(JSON.stringify(value)));
  });

  it("an interactive shell finds no history in a literal", () => {
    assert(![javascript("!!"), python("!!")].join("").includes("!"));
  });
});

describe("Alibaba Cloud’s CLI", () => {
  for (const { name, call } of cases.filter(({ call: { operation } }) => serviceOf(operation) === "nas"))
    it(`${name}: is given what the request has`, async () => {
      const [args = []] = await wordsOf("aliyun", commandOf("aliyun", [call]));
      const { words, options } = readAliyun(args);
      const url = new URL(calloff.build(call).url);
      const isUsual = url.host === `nas.${call.region}.aliyuncs.com`;
      assert.deepEqual(words, call.operation.split(":"));
      assert.deepEqual(options, {
        region: call.region,
        ...Object.fromEntries(url.searchParams),
        ...(!isUsual && { endpoint: url.host }),
      });
    });

  it("a loopback endpoint, and values that look like something else, or like nothing", async () => {
    for (const ClientToken of ["-p", ""]) {
      const params = { ...flow.params, TaskId: "--force", DataFlowId: "a=b:c 'd'", ClientToken };
      const call = /** @type {Call} */ ({ ...flow, endpoint: "http://127.0.0.1:8045", params });
      const [args = []] = await wordsOf("aliyun", commandOf("aliyun", [call]));
      assert.deepEqual(readAliyun(args).options, {
        region: "cn-wulanchabu",
        ...params,
        endpoint: "127.0.0.1:8045",
        insecure: "",
      });
    }
  });
});

describe("KooCLI", () => {
  /** @type {Record<string, string>} */
  const services = { sfsturbo: "SFSTurbo", oms: "OMS" };
  const own = cases.filter(
    ({ call }) => serviceOf(call.operation) in services && idsFor([call]).includes("hcloud"),
  );

  for (const { name, call } of own)
    it(`${name}: is given the parameters of the call`, async () => {
      const [args = []] = await wordsOf("hcloud", commandOf("hcloud", [call]));
      const [service = "", operation] = call.operation.split(":");
      const params = Object.entries(call.params).map(([key, value]) => [key, String(value)]);
      assert.deepEqual(readHcloud(args), {
        words: [services[service], operation],
        options: {
          "cli-region": call.region,
          ...Object.fromEntries(params),
          ...(call.endpoint && { "cli-endpoint": new URL(call.endpoint).host }),
        },
      });
    });

  it("every operation is among them", () => {
    const wanted = calloff.operations().filter(({ provider }) => provider.id === "huawei");
    assert.deepEqual(
      [...new Set(own.map(({ call }) => call.operation))].sort(),
      wanted.map(({ id }) => id).sort(),
    );
  });
});

describe("Node", () => {
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  /**
   * At a cloud of which the time goes by faster: a canceled task takes seconds to be so. It is another for each run, so
   * that its clock is never far ahead of the one that calls are signed by.
   * @param {(endpoint: string) => Call[]} calls
   */
  async function canceledSoon(calls) {
    const cloud = await startServer(fastClock());
    try {
      return await shell(commandOf("node", calls(cloud.endpoint)));
    } finally {
      await cloud.close();
    }
  }

  const { aws, alibaba, huawei } = practiceCredentials;
  const kinds = new Map(calloff.operations().map(({ id, kind }) => [id, kind]));

  for (const { name, services, credentials } of [
    { name: "AWS", services: ["fsx", "datasync", "snow-device-management"], credentials: aws.session },
    { name: "Alibaba Cloud", services: ["nas"], credentials: alibaba.user },
    { name: "Huawei Cloud", services: ["sfsturbo", "oms"], credentials: huawei.session },
  ])
    it(`${name}: looks at tasks and lists them`, async () => {
      const { endpoint } = server;
      const calls = callsTo(services, endpoint).filter(({ operation }) => kinds.get(operation) !== "cancel");
      const expected = await received(endpoint, () => sendAll(calls, credentials));
      const found = await received(endpoint, () => shell(commandOf("node", calls)));
      assert.deepEqual([...new Set(found)], [...new Set(expected)]);
    });

  it("stays until a task has stopped", async () => {
    const { stdout } = await canceledSoon((endpoint) => [{ ...cancel, endpoint }]);
    assert.equal(stdout, "confirmed canceled\n");
  });

  it("stays until all of them have, one of which cannot be canceled", async () => {
    const ids = ["task-0123456789abcdef0", "task-0123456789abcdef1", "task-ffffffffffffffff0"];
    const { stdout } = await canceledSoon((endpoint) =>
      ids.map((TaskId) => ({ ...cancel, endpoint, params: { TaskId } })),
    );
    assert.deepEqual(stdout.match(/refused|confirmed canceled/g)?.sort(), [
      "confirmed canceled",
      "confirmed canceled",
      "refused",
    ]);
  });
});
