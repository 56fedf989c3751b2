// `calloff free` and `calloff cancel`: tasks to their end, and every way in which that can end.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { practiceCredentials } from "../../sandbox/index.mjs";
import { project } from "../package/project.mjs";
import { awsKeys, calloff, cancelsOf, cells, cloud, endpoint, fileSystemWith, there } from "./cli.mjs";

const HEAD = ["TASK", "END", "STATE", "TIME", "WHY"];
const { forbidden } = practiceCredentials.aws;
const running = { state: "EXECUTING" };
const stuck = { state: "EXECUTING", stuck: true };

describe("calloff free", { concurrency: true }, () => {
  it("asks, calls off every task that still runs, shows how far it is, and ends with 0", async () => {
    const tasks = [running, { state: "PENDING" }, { ...running, endsAtCancel: true }, { state: "SUCCEEDED" }];
    const { fileSystem, ids } = fileSystemWith(tasks);
    const args = ["free", fileSystem, ...there];
    const { exitCode, lines, errors } = await calloff(args, { isTerminal: true, stdin: "yes\n" });
    assert.equal(exitCode, 0, errors);
    const [head, ...rows] = cells(lines);
    assert.deepEqual(head, HEAD);
    for (const row of rows) assert.match(row.pop() ?? "", /^\d+ s$/);
    assert.deepEqual(rows.sort(), [
      [ids[0], "confirmed", "canceled"],
      [ids[1], "confirmed", "canceled"],
      [ids[2], "confirmed", "succeeded"],
    ]);
    assert.match(errors, /Files that FSx has already exported are not reverted/);
    assert.match(errors, /Call off these 3 tasks of Amazon FSx\? \[y\/N\] /);
    const frames = errors.split("\r\x1b[K").filter((frame) => frame.startsWith("["));
    const counts = frames.map((frame) => Number(/: (\d) of 3 ended/.exec(frame)?.[1]));
    assert.deepEqual([...new Set(counts)], [0, 1, 2, 3]);
    assert(frames.some((frame) => frame.includes(`waiting for ${ids[0]} (canceling), `)));
    assert(frames.at(-1)?.startsWith("[####################]"));
    assert.match(errors, /None of the 3 tasks runs any more\.\n$/);
  });

  it("cancels nothing when the answer is no, or none, and ends with 2", async () => {
    const { fileSystem, ids } = fileSystemWith([running]);
    for (const stdin of ["n\n", ""]) {
      const ending = await calloff(["free", fileSystem, ...there], { isTerminal: true, stdin });
      assert.deepEqual([ending.exitCode, ending.lines], [2, []]);
      assert.match(ending.errors, /Call off this task of Amazon FSx\?.*Nothing was canceled\./s);
    }
    assert.deepEqual(cancelsOf(ids), [0]);
  });

  it("says what is missing where nobody can be asked", async () => {
    const { fileSystem, ids } = fileSystemWith([running]);
    const { exitCode, errors } = await calloff(["free", fileSystem, ...there]);
    assert.equal(exitCode, 2);
    assert.match(errors, /standard input is no terminal.*add --yes/);
    assert.deepEqual(cancelsOf(ids), [0]);
  });

  it("writes plain lines where nobody looks on, and leaves other file systems alone", async () => {
    const { fileSystem, ids } = fileSystemWith([running]);
    const other = fileSystemWith([running]);
    const { exitCode, errors } = await calloff(["free", fileSystem, "--yes", ...there]);
    assert.equal(exitCode, 0);
    assert.match(errors, /^\[-{20}\] 0 s: 0 of 1 ended; waiting for task-\w+\nThe task no longer runs\.\n$/);
    assert.deepEqual([...cancelsOf(ids), ...cancelsOf(other.ids)], [1, 0]);
  });

  it("has nothing to do where nothing runs", async () => {
    const { fileSystem } = fileSystemWith([{ state: "FAILED" }]);
    const { exitCode, lines, errors } = await calloff(["free", fileSystem, "--yes", ...there]);
    assert.deepEqual([exitCode, lines, errors], [0, [], `No task runs on ${fileSystem}.\n`]);
  });

  it("ends with 1 when a task has not ended by the deadline, and says why", async () => {
    const { fileSystem, ids } = fileSystemWith([running, stuck]);
    const args = ["free", fileSystem, "--yes", "--deadline", "4.5s", ...there];
    const { exitCode, lines, errors } = await calloff(args);
    assert.equal(exitCode, 1);
    const row = cells(lines).find(([id]) => id === ids[1]);
    assert.deepEqual(row?.slice(0, 3), [ids[1], "unconfirmed", "canceling"]);
    assert.match(row?.[4] ?? "", /may still run/);
    assert.match(errors, /1 of 2 tasks no longer run; 1 unconfirmed\.\n$/);
  });

  it("ends with 2 when the list of tasks is refused, in the provider's words and ours", async () => {
    const { fileSystem } = fileSystemWith([running]);
    const env = {
      AWS_ACCESS_KEY_ID: forbidden.accessKeyId,
      AWS_SECRET_ACCESS_KEY: forbidden.secretAccessKey,
    };
    const { exitCode, errors } = await calloff(["free", fileSystem, "--yes", ...there], { env });
    assert.equal(exitCode, 2);
    assert.match(errors, /^calloff: .*AccessDeniedException.*permission/);
  });

  it("prints one object a task with --json, and nothing else", async () => {
    const { fileSystem, ids } = fileSystemWith([running, running]);
    const { exitCode, lines, errors } = await calloff(["free", fileSystem, "--yes", "--json", ...there]);
    assert.deepEqual([exitCode, errors], [0, ""]);
    const results = lines.map((line) => JSON.parse(line));
    const told = results.map(({ task, end, finalState, cancel }) => [task, end, finalState, cancel.verdict]);
    assert.deepEqual(
      told.sort(),
      ids.map((id) => [id, "confirmed", "canceled", "accepted"]),
    );
  });

  it("shows the requests with --dry-run, without what makes them work, and cancels nothing", async () => {
    const { fileSystem, ids } = fileSystemWith([running]);
    const args = ["free", fileSystem, "--dry-run", ...there];
    const text = await calloff(args);
    assert.equal(text.exitCode, 0);
    assert.equal(text.lines[0], `POST ${endpoint}/`);
    assert(text.lines.some((line) => /^authorization: .*Signature=\*+$/.test(line)));
    assert(text.lines.includes(JSON.stringify({ TaskId: ids[0] })));
    const json = await calloff([...args, "--json"]);
    const [{ task, request }] = json.lines.map((line) => JSON.parse(line));
    assert.deepEqual([task, request.method], [ids[0], "POST"]);
    assert.deepEqual(cancelsOf(ids), [0]);
  });

  it("frees a file system of Alibaba's, sub tasks before the tasks that they belong to", async () => {
    const ids = { FileSystemId: "bmcpfs-0000000000000001abcd", DataFlowId: "df-0000000000000001" };
    const parent = { ...ids, TaskId: "task-00000000000000a1" };
    const child = {
      ...ids,
      DataFlowTaskId: parent.TaskId,
      DataFlowSubTaskId: "subTaskId-000000000000000000a1",
    };
    cloud.books.seed("nas", [
      { ids: parent, state: "Executing", details: { TaskAction: "StreamImport" } },
      { ids: child, state: "RUNNING" },
    ]);
    const { user } = practiceCredentials.alibaba;
    // Before the time is up, there is a last look; without it, the first comes when the vendor advises it: after 30 s.
    const args = ["free", ids.FileSystemId, "--yes", "--deadline", "2s", "--endpoint", endpoint];
    const { exitCode, lines, errors } = await calloff(args, {
      env: {
        ALIBABA_CLOUD_ACCESS_KEY_ID: user.accessKeyId,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: user.secretAccessKey,
        ALIBABA_CLOUD_REGION_ID: "cn-wulanchabu",
      },
    });
    assert.equal(exitCode, 0, errors);
    const rows = cells(lines.slice(1)).map((row) => row.slice(0, 2));
    assert.deepEqual(rows, [
      [child.DataFlowSubTaskId, "confirmed"],
      [parent.TaskId, "confirmed"],
    ]);
  });

  it("frees a share of Huawei's, with a token and a project from the environment", async () => {
    const ids = {
      project_id: "0123456789abcdef0123456789abcdef",
      share_id: "00000000-0000-4000-8000-000000000001",
      task_id: "00000000000000000000000000000001",
    };
    cloud.books.seed("sfsturbo", [{ ids, state: "DOING" }]);
    const args = ["free", ids.share_id, "--yes", "--deadline", "2s", "--endpoint", endpoint];
    const { exitCode, lines, errors } = await calloff([...args, "--region", "cn-north-4"], {
      env: { OS_AUTH_TOKEN: practiceCredentials.huawei.token.authToken, OS_PROJECT_ID: ids.project_id },
    });
    assert.equal(exitCode, 0, errors);
    assert.deepEqual(cells(lines)[1]?.slice(0, 3), [ids.task_id, "confirmed", "canceled"]);
  });
});

describe("Ctrl-C", { concurrency: true }, () => {
  it("stops sending, says what is known of each task and how to go on, and ends with 130", async () => {
    const { fileSystem, ids } = fileSystemWith([stuck, stuck]);
    const args = ["free", fileSystem, "--yes", ...there];
    let isInterrupted = false;
    const { exitCode, lines, errors } = await calloff(args, {
      isTerminal: true,
      onErrors: (text, child) => {
        if (isInterrupted || !text.includes(`${ids[1]} (canceling)`)) return;
        isInterrupted = true;
        child.kill("SIGINT");
      },
    });
    assert.equal(exitCode, 130);
    const rows = cells(lines.slice(1)).map(([id, end, state, , why]) => [id, end, state, why]);
    const why = "The cancel call was answered (accepted); its end was not waited for.";
    assert.deepEqual(
      rows.sort(),
      ids.map((id) => [id, "unknown", "canceling", why]),
    );
    const again = `calloff free ${fileSystem} --yes --endpoint ${endpoint} --region eu-west-1`;
    assert.match(
      errors,
      /0 of 2 tasks no longer run; 2 unknown\.\nInterrupted\. To go on, run this again:\n/,
    );
    assert(errors.endsWith(`  ${again}\n`), errors);
  });

  it("ends at once the second time", async () => {
    const module = pathToFileURL(join(project, "node_modules", "calloff", "bin", "interrupt.js")).href;
    const code = `
      import { catchInterrupts } from "${module}";
      catchInterrupts().signal.addEventListener("abort", () => process.kill(process.pid, "SIGINT"));
      process.kill(process.pid, "SIGINT");
      setInterval(() => {}, 1_000);`;
    const exitCode = await new Promise((resolve) => {
      const child = execFile(process.execPath, ["--input-type=module", "--eval", code], () =>
        resolve(child.exitCode),
      );
    });
    assert.equal(exitCode, 130);
  });
});

describe("calloff cancel", { concurrency: true }, () => {
  it("calls off tasks by their ids, each of them once", async () => {
    const { ids } = fileSystemWith([running, running]);
    const args = [
      "cancel",
      "fsx",
      ...ids,
      ids[0] ?? "",
      "--yes",
      "--rate",
      "50",
      "--concurrency",
      "1",
      ...there,
    ];
    const { exitCode, lines } = await calloff(args);
    assert.equal(exitCode, 0);
    const ends = cells(lines.slice(1)).map(([id, end]) => [id, end]);
    assert.deepEqual(
      ends.sort(),
      ids.map((id) => [id, "confirmed"]),
    );
    assert.deepEqual(cancelsOf(ids), [1, 1]);
  });

  it("takes ids from standard input", async () => {
    const { ids } = fileSystemWith(Array.from({ length: 500 }, () => ({ ...running, endsAtCancel: true })));
    const args = ["cancel", "fsx", "-", "--yes", "--json", ...there];
    const { exitCode, lines, errors } = await calloff(args, { stdin: ids.join("\n") });
    assert.equal(exitCode, 0, errors);
    const ended = lines.map((line) => JSON.parse(line)).filter(({ end }) => end === "confirmed");
    assert.deepEqual(ended.map(({ task }) => task).sort(), ids);
  });

  it("expects them to be piped in", async () => {
    const { exitCode, errors } = await calloff(["cancel", "fsx", "-", ...there], { isTerminal: true });
    assert.equal(exitCode, 2);
    assert.match(errors, /^calloff: -: expected ids on standard input, which is a terminal; pipe them in/);
  });

  it("takes ten thousand of them", async () => {
    const ids = Array.from({ length: 10_000 }, (_, number) => `task-${String(number).padStart(17, "0")}`);
    const args = ["cancel", "fsx", "-", "--dry-run", "--json", ...there];
    const { exitCode, lines } = await calloff(args, { stdin: ids.join("\n") });
    assert.equal(exitCode, 0);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).task),
      ids,
    );
  });

  it("ends with 1 and the reason when a task is refused", async () => {
    const id = "task-ffffffffffffffff0";
    const { exitCode, lines } = await calloff(["cancel", "fsx", id, "--yes", ...there]);
    assert.equal(exitCode, 1);
    const [task, end, , , why] = cells(lines)[1] ?? [];
    assert.deepEqual([task, end], [id, "refused"]);
    assert.match(why ?? "", /^DataRepositoryTaskNotFound: .*No such task/);
  });

  it("takes what a task belongs to by the vendor's names", async () => {
    const ids = { FileSystemId: "cpfs-000000000000abcd", DataFlowId: "df-0000000000000002" };
    const TaskId = "task-00000000000000a2";
    cloud.books.seed("nas", [{ ids: { ...ids, TaskId }, state: "Executing" }]);
    const { user } = practiceCredentials.alibaba;
    const parents = ["--FileSystemId", ids.FileSystemId, "--DataFlowId", ids.DataFlowId];
    const args = ["cancel", "nas:CancelDataFlowTask", TaskId, ...parents, "--yes", "--deadline", "2s"];
    const at = ["--endpoint", endpoint, "--region", "cn-wulanchabu"];
    const { exitCode, errors } = await calloff([...args, ...at], {
      env: {
        ALIBABA_CLOUD_ACCESS_KEY_ID: user.accessKeyId,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: user.secretAccessKey,
      },
    });
    assert.equal(exitCode, 0, errors);
  });

  it("takes the region of an ARN before the environment's", async () => {
    const arn =
      "arn:aws:datasync:us-east-1:111222333444:task/task-0208075f79cedf4a2/execution/exec-08ef1e88ec491019b";
    const env = { ...awsKeys, AWS_REGION: "eu-west-1" };
    const { exitCode, lines } = await calloff(["cancel", "datasync", arn, "--dry-run"], { env });
    assert.deepEqual([exitCode, lines[0]], [0, "POST https://datasync.us-east-1.amazonaws.com/"]);
  });
});
