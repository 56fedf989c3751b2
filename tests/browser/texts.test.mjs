// The box for texts, and texts that mean harm.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { callOff, choose, practice, question, rail, row, startConsole, text } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let served;
before(async () => {
  served = await startConsole();
});
after(() => served?.close());
afterEach(() => served.reset());

const box = "A reply, an error, a log, an id, an ARN, a URL, a command";

/** @param {number} number */
const taskId = (number) => `task-${String(number).padStart(17, "0")}`;

describe("a pasted text", () => {
  it("is explained at once, without keys, and nothing is sent", async () => {
    const page = await served.open();
    await page.getByRole("button", { name: "Paste a text…" }).click();
    /** @type {string[]} */
    const sent = [];
    page.on("request", (request) => {
      if (!request.url().includes("/assets/")) sent.push(request.url());
    });
    await page
      .getByLabel(box)
      .fill(
        "An error occurred (DataRepositoryTaskEnded) when calling the CancelDataRepositoryTask operation: it has ended",
      );
    await page.getByText("It had ended before").waitFor();
    assert.match(await text(page.getByRole("main")), /fsx:CancelDataRepositoryTask/);
    assert.match(await text(page.getByRole("main")), /Sending the same call again will not help/);
    await page.getByLabel(box).fill("The quick brown fox");
    await page.getByRole("heading", { name: "No reply of a provider is in it, and no task" }).waitFor();
    assert.deepEqual(sent, []);
  });

  it("that lists tasks shows each with its state, without keys", async () => {
    const page = await served.open({ hash: "#view=explain" });
    const lines = ["EXECUTING", "PENDING"].map(
      (state, index) => `DATAREPOSITORYTASKS\t${state}\t${taskId(index)}`,
    );
    await page.getByLabel(box).fill(lines.join("\n"));
    await page.getByText("The provider answered", { exact: true }).waitFor();
    assert.match(await text(page.getByRole("main")), /running\s+task-0{16}0\s+queued\s+task-0{16}1/);
  });

  it("that names a task leads to its list, and to the question", async () => {
    const page = await served.open();
    await practice(page);
    await rail(page, "an id, ARN").click();
    await page
      .getByLabel(box)
      .fill("aws fsx cancel-data-repository-task --task-id task-0123456789abcdef7 --region eu-west-1");
    await page.getByRole("button", { name: "Show its list" }).click();
    await row(page, "task-0123456789abcdef7").waitFor();
    assert.equal(await page.getByRole("table").getByRole("row").count(), 2);
    await rail(page, "an id, ARN").click();
    await page.getByRole("button", { name: "Call it off…" }).click();
    assert.match(await text(question(page)), /Call off 1 task\?[\s\S]*task-0123456789abcdef7/);
    await question(page).getByRole("button", { name: "Call off the task" }).click();
    await page.getByRole("heading", { name: /Called off/ }).waitFor();
  });

  it("that names a region outside the profile's is said so, and nothing can be called off", async () => {
    const page = await served.open();
    await practice(page);
    await rail(page, "an id, ARN").click();
    await page
      .getByLabel(box)
      .fill("aws fsx cancel-data-repository-task --task-id task-0123456789abcdef9 --region xx-nowhere-9");
    await page.getByText(/names the region xx-nowhere-9/).waitFor();
    assert.equal(await page.getByRole("button", { name: "Call it off…" }).count(), 0);
  });

  it("is forgotten with everything else when somebody leaves", async () => {
    const page = await served.open();
    await practice(page);
    await rail(page, "an id, ARN").click();
    await page.getByLabel(box).fill("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    await page.getByRole("button", { name: "Leave practice" }).click();
    await page.getByRole("button", { name: "Paste a text…" }).click();
    assert.equal(await page.getByLabel(box).inputValue(), "");
  });

  it("a list that a tool printed becomes the list", async () => {
    const page = await served.open();
    await practice(page);
    await rail(page, "an id, ARN").click();
    const reply = {
      DataRepositoryTasks: [
        {
          TaskId: "task-00000000000000abc",
          Lifecycle: "EXECUTING",
          Type: "EXPORT_TO_REPOSITORY",
          CreationTime: 1795804265,
        },
      ],
    };
    await page.getByLabel(box).fill(JSON.stringify(reply));
    await page.getByRole("button", { name: "Show this task in the list" }).click();
    await row(page, "task-00000000000000abc").waitFor();
  });
});

describe("a text that means harm", () => {
  const harm = `<img src=x onerror="document.title='harmed'"><script>document.title='harmed'</script>\u202Egnp.exe\r\nX-Evil: 1`;

  it("is shown as it is, in the list, the details and a reply", async () => {
    await served.service.control("seed", {
      service: "fsx",
      tasks: [
        {
          ids: { TaskId: "task-0000000000000dead" },
          state: "EXECUTING",
          endless: true,
          details: { Paths: [harm], Type: harm, FailureDetails: { Message: harm } },
        },
      ],
    });
    const page = await served.open();
    await practice(page);
    const one = row(page, "task-0000000000000dead");
    await one.waitFor();
    assert.match(await text(one), /<img src=x/);
    await one.getByRole("button").click();
    const details = await text(page.getByRole("complementary"));
    assert.match(details, /<script>/);
    assert.ok(!/[\u202e\r]/.test(await page.content()));
    assert.match(details, /\\u\{202E\}/);

    const reply = {
      status: 400,
      headers: { "x-amzn-requestid": "x" },
      body: JSON.stringify({ __type: "BadRequest", Message: harm }),
    };
    await served.service.control("faults", {
      service: "fsx",
      faults: Array.from({ length: 8 }, () => reply),
    });
    await choose(page, ["task-0000000000000dead"]);
    await callOff(page);
    await page.getByText("1 refused").waitFor();
    await page.getByRole("row").getByRole("button").click();
    assert.match(await text(page.getByRole("complementary")), /<img src=x onerror/);
    assert.equal(await page.locator("main img, aside img, main script").count(), 0);
    assert.doesNotMatch(await page.title(), /harmed/);
    assert.deepEqual(served.complaints, []);
  });

  it("in the address changes nothing", async () => {
    const page = await served.open({
      hash: `#way=practice&shown=${encodeURIComponent(harm)}&q=${encodeURIComponent(harm)}&view=nowhere&at=a+b+c+d`,
    });
    await page.getByText("No task matches the search.").waitFor();
    assert.equal(await page.locator("main img").count(), 0);
    assert.deepEqual(served.complaints, []);
  });
});
