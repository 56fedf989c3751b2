// The other commands of `calloff`, and what it says to those who call it wrongly.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { awsKeys, calloff, cancelsOf, cells, fileSystemWith, there } from "./cli.mjs";

const TASK = "task-0123456789abcdef0";
const running = { state: "EXECUTING" };

describe("calloff list", { concurrency: true }, () => {
  it("shows all tasks of a file system, through all pages", async () => {
    const { fileSystem, ids } = fileSystemWith(Array.from({ length: 120 }, () => running));
    const { exitCode, lines } = await calloff(["list", fileSystem, ...there]);
    assert.equal(exitCode, 0);
    const [head, ...rows] = cells(lines);
    assert.deepEqual(head?.slice(0, 3), ["TASK", "STATE", "REPORTED"]);
    assert.deepEqual(
      rows.map((row) => row.slice(0, 3)),
      ids.map((id) => [id, "running", "EXECUTING"]),
    );
  });

  it("prints the tasks of a service as JSON, one a line", async () => {
    const { lines } = await calloff(["list", "fsx", "--json", ...there]);
    assert(lines.map((line) => JSON.parse(line)).some(({ id, state }) => id === TASK && state === "running"));
  });
});

describe("an operation by its id", { concurrency: true }, () => {
  it("takes numbers, texts with commas and objects as JSON", async () => {
    const { fileSystem, ids } = fileSystemWith([running, running, running]);
    const filter = JSON.stringify({ Name: "file-system-id", Values: [fileSystem] });
    const params = ["--TaskIds", `${ids[0]},${ids[1]}`, "--TaskIds", ids[2] ?? "", "--Filters", filter];
    const args = ["fsx:DescribeDataRepositoryTasks", ...params, "--MaxResults", "2", "--json", ...there];
    const { exitCode, lines, errors } = await calloff(args);
    assert.equal(exitCode, 0, errors);
    const { verdict, tasks, nextToken } = JSON.parse(lines[0] ?? "");
    assert.equal(verdict, "ok");
    assert.deepEqual(
      tasks.map((/** @type {{ id: string }} */ { id }) => id),
      ids.slice(0, 2),
    );
    assert.equal(typeof nextToken, "string");
  });

  it("asks before a cancel call, and does not wait for the end", async () => {
    const { ids } = fileSystemWith([running]);
    const args = ["fsx:CancelDataRepositoryTask", "--TaskId", ids[0] ?? "", ...there];
    const refused = await calloff(args);
    assert.deepEqual([refused.exitCode, cancelsOf(ids)], [2, [0]]);
    const { exitCode, lines } = await calloff([...args, "--yes"]);
    assert.equal(exitCode, 0);
    assert.match(lines[0] ?? "", /^accepted: HTTP 200/);
    assert.deepEqual(cancelsOf(ids), [1]);
  });

  it("shows its request with --dry-run", async () => {
    const args = [
      "fsx:CancelDataRepositoryTask",
      "--TaskId",
      TASK,
      "--region",
      "eu-west-1",
      "--variant",
      "fips",
    ];
    const { exitCode, lines } = await calloff([...args, "--dry-run"]);
    assert.deepEqual([exitCode, lines[0]], [0, "POST https://fsx-fips.eu-west-1.amazonaws.com/"]);
  });
});

describe("help", { concurrency: true }, () => {
  it("names every command, service and variable", async () => {
    const { exitCode, lines } = await calloff(["--help"], { env: {} });
    assert.equal(exitCode, 0);
    const text = lines.join("\n");
    for (const word of [
      "free FILE_SYSTEM",
      "cancel SERVICE",
      "sfsturbo",
      "ALIBABA_CLOUD_ACCESS_KEY_ID",
      "130",
    ])
      assert(text.includes(word), word);
  });

  it("of a command has the parameters of the operation that is meant", async () => {
    const { lines } = await calloff(["cancel", "oms", "--help"], { env: {} });
    const text = lines.join("\n");
    assert.match(text, /--deadline TIME/);
    assert.match(text, /--project_id +string +required, or HUAWEICLOUD_SDK_PROJECT_ID/);
  });

  it("is the catalogue, too", async () => {
    const { lines } = await calloff(["ops"], { env: {} });
    assert(cells(lines).some(([id, kind]) => id === "fsx:CancelDataRepositoryTask" && kind === "cancel"));
    const one = await calloff(["ops", "nas:CancelDataFlowTask"], { env: {} });
    assert(one.lines.some((line) => /^ +--DataFlowId +string +required/.test(line)));
    const json = await calloff(["ops", "--json"], { env: {} });
    assert.equal(json.lines.length, lines.length - 1);
    for (const line of json.lines) assert.equal(typeof JSON.parse(line).id, "string");
  });
});

describe("calloff explain", { concurrency: true }, () => {
  it("says what an error means, and what to do", async () => {
    const stdin =
      "An error occurred (DataRepositoryTaskEnded) when calling the CancelDataRepositoryTask operation: It ended.";
    const { exitCode, lines } = await calloff(["explain"], { env: {}, stdin });
    assert.equal(exitCode, 0);
    assert(lines.includes("already-ended: DataRepositoryTaskEnded: It ended."));
    const json = await calloff(["explain", "--json"], { env: {}, stdin });
    assert.equal(JSON.parse(json.lines.join("\n")).outcomes[0].verdict, "already-ended");
  });

  it("takes the operation that a bare reply answers", async () => {
    const args = ["explain", "sfsturbo:DeleteHpcCacheTask"];
    const { lines } = await calloff(args, { env: {}, stdin: "HTTP/1.1 202 Accepted\r\n\r\n" });
    assert(lines.some((line) => line.startsWith("accepted")));
  });

  it("gives the command that calls off the task that is named, wherever the text would have it sent", async () => {
    const stdin = `aws fsx cancel-data-repository-task --task-id ${TASK} --region eu-west-1 --endpoint-url https://a.example`;
    const { lines } = await calloff(["explain"], { env: {}, stdin });
    const command = `calloff cancel fsx:CancelDataRepositoryTask ${TASK} --region eu-west-1`;
    assert.equal(lines.at(-1), `To call it off: ${command}`);
  });

  it("ends with 1 when nothing is known", async () => {
    assert.equal((await calloff(["explain"], { env: {}, stdin: "Good morning" })).exitCode, 1);
  });
});

describe("credentials", { concurrency: true }, () => {
  const { session, user } = practiceCredentials.aws;
  const list = ["list", "fsx", "--json", "--credentials", "-", ...there];

  it("come from standard input as `aws configure export-credentials` prints them", async () => {
    const stdin = JSON.stringify({
      Version: 1,
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const { exitCode, lines } = await calloff(list, { env: {}, stdin });
    assert.equal(exitCode, 0);
    assert(lines.length > 0);
  });

  it("come from standard input as a service for temporary keys answers", async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = practiceCredentials.alibaba.session;
    const stdin = JSON.stringify({
      Credentials: {
        AccessKeyId: accessKeyId,
        AccessKeySecret: secretAccessKey,
        SecurityToken: sessionToken,
      },
    });
    const args = ["list", "cpfs-099394bd928cabcd", "--credentials", "-", ...there];
    assert.equal((await calloff(args, { env: {}, stdin })).exitCode, 0);
  });

  /** @type {Record<string, [problem: RegExp, stdin: string]>} */
  const unusable = {
    "no JSON": [/expected JSON on standard input; what came is none/, `key ${user.secretAccessKey}`],
    "no keys": [/expected an object with AccessKeyId and SecretAccessKey/, '{"AccessKeyId":"AKIDEXAMPLE"}'],
    "keys that have expired": [
      /these expired at 2024-01-02T03:04:05\.000Z; get new ones/,
      JSON.stringify({
        AccessKeyId: user.accessKeyId,
        SecretAccessKey: user.secretAccessKey,
        Expiration: "2024-01-02T03:04:05Z",
      }),
    ],
  };
  for (const [name, [problem, stdin]] of Object.entries(unusable))
    it(`are told to be unusable: ${name}`, async () => {
      const { exitCode, errors } = await calloff(list, { env: {}, stdin });
      assert.equal(exitCode, 2);
      assert.match(errors, problem);
    });
});

describe("what goes wrong is said in a sentence, ends with 2, and nothing is sent", {
  concurrency: true,
}, () => {
  const region = ["--region", "eu-west-1"];
  const secret = practiceCredentials.aws.user.secretAccessKey;
  /** @type {Record<string, [args: string[], problem: RegExp, env?: Record<string, string>]>} */
  const misuses = {
    "no command": [[], /expected a command: free, cancel, /],
    "an unknown command": [["halt"], /^calloff: halt: there is no such command/],
    "no file system": [["free", ...region], /expected the id of one file system: fs-/],
    "a wildcard for a file system": [["free", "fs-*", ...region], /^calloff: fs-\*: expected the id/],
    "no region": [
      ["free", "fs-0123456789abcdef0", "--yes"],
      /give --region, or set AWS_REGION or AWS_DEFAULT_REGION/,
    ],
    "plain http to another host": [
      ["cancel", "fsx", TASK, "--yes", ...region, "--endpoint", "http://example.com"],
      /endpoint: /,
    ],
    "no credentials of AWS": [
      ["cancel", "fsx", TASK, "--yes", ...region],
      /set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY \(temporary keys: AWS_SESSION_TOKEN, too\).*\n.*aws configure export-credentials/,
      {},
    ],
    "no credentials of Huawei": [
      ["cancel", "oms", "1", "--project_id", "0123456789abcdef", "--yes", "--region", "cn-north-4"],
      /HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or .*OS_AUTH_TOKEN/,
      {},
    ],
    "half of the credentials": [
      ["cancel", "fsx", TASK, "--yes", ...region],
      /AWS_SECRET_ACCESS_KEY is not set, and AWS_ACCESS_KEY_ID is/,
      { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE" },
    ],
    "a secret as an argument": [
      ["cancel", "fsx", TASK, "--secret-access-key", secret],
      /^calloff: --secret-access-key: credentials are not taken as arguments/,
    ],
    "a secret as an argument, joined": [
      ["cancel", "fsx", TASK, `--SecretAccessKey=${secret}`],
      /^calloff: --SecretAccessKey: credentials are not taken as arguments/,
    ],
    "a secret where an id belongs": [["cancel", "fsx", secret, "--yes", ...region], /TaskId: expected/],
    "a file for the credentials": [
      ["list", "fsx", "--credentials", "keys.json", ...region],
      /--credentials: expected -/,
    ],
    "ids and credentials on one standard input": [
      ["cancel", "fsx", "-", "--credentials", "-", "--yes", ...region],
      /standard input cannot hold both the ids \(-\) and the credentials/,
    ],
    "no ids on standard input": [["cancel", "fsx", "-", "--yes", ...region], /there were none/],
    "wrong ids, all of them told": [
      ["cancel", "fsx", "task-1", TASK, "..", "--yes", ...region],
      /"task-1"\n.*TaskId: "\.\." is a path/s,
    ],
    "a missing parent": [
      ["cancel", "sfsturbo", "11abef677ac40f46644d1d5cfc2424a4", "--yes", "--region", "cn-north-4"],
      /project_id: required: give --project_id, or set HUAWEICLOUD_SDK_PROJECT_ID.*share_id: required: give --share_id/s,
    ],
    "a service with several operations": [
      ["cancel", "nas", "x"],
      /nas:CancelDataFlowSubTask, nas:CancelDataFlowTask; name one/,
    ],
    "an unknown service": [["list", "efs"], /efs: there is no such service; expected one of fsx, datasync, /],
    "an operation of another kind": [
      ["cancel", "fsx:DescribeDataRepositoryTasks", "x"],
      /is no cancel operation/,
    ],
    "an operation in other letters": [
      ["fsx:canceldatarepositorytask"],
      /did you mean fsx:CancelDataRepositoryTask\?/,
    ],
    "an option in other letters": [
      ["cancel", "fsx", TASK, "--taskid", "x"],
      /did you mean --TaskId\?|--taskId\?/,
    ],
    "an option that another command has": [["list", "fsx", "--yes"], /--yes: this command does not take it/],
    "an option without its value": [
      ["free", "fs-0123456789abcdef0", "--region", "--yes"],
      /--region needs a value/,
    ],
    "a value where none belongs": [["free", "fs-0123456789abcdef0", "--yes=no"], /--yes takes no value/],
    "a time that is none": [
      ["free", "fs-0123456789abcdef0", ...region, "--yes", "--deadline", "soon"],
      /--deadline: expected a time such as 90s, 15m or 2h, found "soon"/,
    ],
    "a rate that is none": [
      ["cancel", "fsx", TASK, ...region, "--yes", "--rate", "-1"],
      /--rate: expected a number above 0, found "-1"/,
    ],
    "a parameter that is no JSON": [
      ["fsx:DescribeDataRepositoryTasks", ...region, "--Filters", "Name=x"],
      /--Filters: expected JSON, such as/,
    ],
    "a parameter of another type": [
      ["fsx:DescribeDataRepositoryTasks", ...region, "--MaxResults", "many"],
      /MaxResults: expected a whole number/,
    ],
  };
  for (const [name, [args, problem, env = awsKeys]] of Object.entries(misuses))
    it(name, async () => {
      const { exitCode, lines, errors } = await calloff(args, { env });
      assert.deepEqual([exitCode, lines], [2, []]);
      assert.match(errors, problem);
      assert.match(errors, /^Try `calloff .*--help`\.$/m);
    });
});
