// From the list to the end of each task, with the Worker: jobs that outlive the page.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { formats } from "../../www/console/model/format.js";
import { recordOf } from "../worker/record.mjs";
import { over } from "../worker/service.mjs";
import { callOff, choose, practice, question, rail, row, startConsole, text } from "./page.mjs";

/** Five of each of four services, of three vendors, which run until they are called off. */
const seeds = {
  fsx: { TaskId: ["task-", 22], state: "EXECUTING" },
  nas: { TaskId: ["task-5", 16], state: "Executing" },
  sfsturbo: { task_id: ["", 32], state: "DOING" },
  oms: { task_id: ["5", 15], state: "2" },
};

/** @param {string} prefix @param {number} length @param {number} index */
const idOf = (prefix, length, index) => `${prefix}${String(index).padStart(length - prefix.length, "0")}`;

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let served;
before(async () => {
  served = await startConsole();
});
after(() => served?.close());
afterEach(() => served.reset());

/** @returns {Promise<string[]>} the ids */
async function seedTwenty() {
  const ids = [];
  for (const [service, { state, ...own }] of Object.entries(seeds)) {
    const [[name = "", form]] = /** @type {any} */ (Object.entries(own));
    const tasks = Array.from({ length: 5 }, (_, index) => ({
      ids: { [name]: idOf(form[0], form[1], index + 1) },
      state,
      endless: true,
    }));
    await served.service.control("seed", { service, tasks });
    ids.push(...tasks.map((task) => String(task.ids[name])));
  }
  return ids;
}

describe("twenty tasks of four services", () => {
  it("are found, chosen, asked about, called off together, and watched until none runs", async () => {
    const ids = await seedTwenty();
    const page = await served.open();
    await practice(page);
    await row(page, String(ids.at(-1))).waitFor();
    await choose(page, ids);
    await page.getByRole("button", { name: "Call off 20 tasks…" }).click();

    const asked = await text(question(page));
    assert.match(asked, /Call off 20 tasks\?/);
    assert.match(asked, /This is practice/);
    for (const effect of [
      "Files that FSx has already exported are not reverted.",
      "Data that was already transferred stays where it is.",
      "A stopped OMS task can be started again: delete it to be rid of it.",
    ])
      assert.ok(asked.includes(effect), effect);
    const yes = question(page).getByRole("button", { name: "Call off 20 tasks" });
    assert.ok(await yes.isDisabled(), "as many as that are called off by typing how many they are");
    await question(page).getByRole("textbox").fill("20");
    await yes.click();

    await page.getByRole("heading", { name: /Called off: 20 tasks/ }).waitFor();
    await page.getByText("None of them runs any more.").waitFor();
    for (const id of ids) assert.match(await text(row(page, id)), /stopped/);
    assert.match(await text(page.getByRole("status")), /20 of 20 confirmed/);
    const { services } = await (await fetch(`${served.service.origin}/cloud/_control/state`)).json();
    for (const service of Object.keys(seeds))
      for (const task of services[service].tasks)
        if (Object.values(task.ids).some((id) => ids.includes(id)))
          assert.equal(task.cancels, 1, JSON.stringify(task));
    assert.deepEqual(served.complaints, []);
  });

  it("go on when the page is loaded anew in the middle, and when it is closed and opened elsewhere", async () => {
    const ids = await seedTwenty();
    const page = await served.open();
    await practice(page);
    await row(page, String(ids.at(-1))).waitFor();
    await choose(page, ids);
    await callOff(page, 20);
    await page.getByText(/\d+ canceling/).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: /20 tasks/ }).waitFor();
    const address = page.url();
    await page.close();

    const elsewhere = await served.open({ hash: new URL(address).hash });
    await elsewhere.getByText("None of them runs any more.").waitFor();
    for (const id of ids) assert.match(await text(row(elsewhere, id)), /stopped/);
  });
});

describe("the question", () => {
  it("names what is left out, and why; the safe button has the focus, and a double click answers nothing", async () => {
    const page = await served.open();
    await practice(page);
    await rail(page, "Amazon FSx").click();
    await page.getByRole("button", { name: /^All/ }).click();
    await choose(page, ["task-0123456789abcdef0", "task-0123456789abcdef2", "task-0123456789abcdef4"]);
    assert.match(
      await text(page.getByRole("group", { name: "3 selected" })),
      /1 can be called off · 2 cannot/,
    );
    await page.getByRole("button", { name: "Call off 1 task…" }).click();
    assert.ok(await question(page).getByRole("button", { name: "Call off the task" }).isDisabled());
    const asked = await text(question(page));
    assert.match(asked, /task-0123456789abcdef2 CANCELING: is ending already/);
    assert.match(asked, /task-0123456789abcdef4 SUCCEEDED: has ended already/);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Leave it running");
    await page.keyboard.press("Enter");
    await question(page).waitFor({ state: "detached" });
    assert.equal(
      await page.getByRole("checkbox", { name: "Select task-0123456789abcdef0" }).isChecked(),
      true,
    );
  });
});

describe("a run", () => {
  it("gives each task its own end, with the provider's words and what happened when", async () => {
    const page = await served.open();
    await practice(page);
    await choose(page, ["abcdefghij0123456789", "subTaskId-370kyfmyknxcyzwabcl"]);
    await callOff(page);
    await page.getByRole("heading", { name: /Called off/ }).waitFor();
    assert.match(await text(row(page, "abcdefghij0123456789")), /stopped/);
    const other = row(page, "subTaskId-370kyfmyknxcyzwabcl");
    assert.match(await text(other), /refused/);
    await other.getByRole("button").click();
    const details = page.getByRole("complementary", { name: "Task" });
    assert.match(await text(details), /What happened/);
    assert.match(await text(details), /Request id/);
  });

  it("begins once, also where the replies to its beginning are lost, and says so where none ever comes", async () => {
    const { json: earlier } = await served.service.ask("GET /api/jobs");
    const known = new Set(earlier.jobs.map((/** @type {any} */ { id }) => id));
    const page = await served.open();
    await practice(page);
    let [lost, isDown] = [0, false];
    await page.route("**/api/jobs", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      if (lost > 0 && !isDown) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    });
    await choose(page, ["128984723742754"]);
    await callOff(page);
    await page.getByRole("heading", { name: "Calling off 1 task" }).waitFor();

    await rail(page, "Amazon FSx").click();
    isDown = true;
    await choose(page, ["task-0123456789abcdef7"]);
    await page.getByRole("button", { name: "Call off 1 task…" }).click();
    const yes = question(page).getByRole("button", { name: "Call off the task" });
    await yes.click();
    await question(page).getByText("it may have begun").waitFor();
    [lost, isDown] = [1, false];
    await yes.click();
    await question(page).waitFor({ state: "detached" });
    const { json } = await served.service.ask("GET /api/jobs");
    const begun = json.jobs.filter((/** @type {any} */ { id }) => !known.has(id));
    assert.deepEqual(begun.map((/** @type {any} */ { taken }) => taken).sort(), [1, 1]);
  });

  it("is watched as far as it began, where a part of it got no answer, and becomes whole by asking again", async () => {
    const page = await served.open();
    await practice(page);
    let isDown = true;
    await page.route("**/api/jobs", async (route) => {
      const body = route.request().postData() ?? "";
      if (isDown && body.includes("practice-huawei")) await route.abort("connectionreset");
      else await route.continue();
    });
    await choose(page, ["task-0123456789abcdef7", "128984723742754"]);
    await page.getByRole("button", { name: "Call off 2 tasks…" }).click();
    const yes = question(page).getByRole("button", { name: "Call off 2 tasks" });
    await yes.click();
    await question(page).getByText("it may have begun").waitFor();
    await page.getByText("Calling off 1 task", { exact: false }).first().waitFor();
    isDown = false;
    await yes.click();
    await page.getByRole("heading", { name: "Called off: 2 tasks" }).waitFor();
  });

  it("that was begun elsewhere has the times of its record, and none that are made up", async () => {
    const { json } = await served.service.ask("POST /api/jobs", {
      body: {
        profile: "practice-huawei",
        calls: [
          {
            operation: "oms:StopTask",
            region: "cn-north-4",
            params: { project_id: "0123456789abcdef0123456789abcdef", task_id: "128984723742754" },
          },
        ],
      },
    });
    const job = await over(served.service, json.id);
    const [last] = await recordOf(served.service, json.id);
    const time = formats("en").duration(Date.parse(last.at) - Date.parse(job.createdAt));
    const page = await served.open({ hash: `#way=practice&view=run&run=${json.id}` });
    await page.getByRole("heading", { name: `Called off: 1 task after ${time}`, exact: true }).waitFor();
    const one = row(page, "128984723742754");
    assert.match(await text(one), new RegExp(`stopped[\\s\\S]*\\b${time}`));
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy the report" }).click();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(report.startsWith(`calloff ${job.createdAt} ${job.id}`), report);
  });

  it("that nobody answers to is not said to be canceling", async () => {
    const page = await served.open();
    await practice(page);
    await choose(page, ["128984723742754"]);
    await page.getByLabel("What shall go wrong?").selectOption("down");
    await callOff(page);
    await page.getByText("1 trying").waitFor();
    assert.equal(await page.getByText("1 canceling").count(), 0);
  });

  it("that does not exist is said not to, and what is no run's id asks for nothing", async () => {
    const unknown = await served.open({ hash: `#way=practice&view=run&run=${"0".repeat(32)}` });
    await unknown.getByRole("heading", { name: "No such run" }).waitFor();
    for (const run of ["x,x,x,", "../me"]) {
      /** @type {string[]} */
      const asked = [];
      const page = await served.open();
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(`${served.service.origin}/#way=practice&view=run&run=${encodeURIComponent(run)}`);
      await page.reload();
      await page.getByRole("heading", { name: "No such run" }).waitFor();
      assert.deepEqual(
        asked.filter((path) => path.startsWith("/api/jobs/")),
        [],
      );
    }
    assert.deepEqual(served.complaints, []);
  });

  it("stops sending when it is told to, and says so", async () => {
    const page = await served.open();
    await practice(page);
    await choose(page, [
      "task-0123456789abcdef0",
      "task-0123456789abcdef1",
      "task-0123456789abcdef7",
      "task-0123456789abcdef8",
    ]);
    // One is sent, and none after it for a long time.
    await served.service.control("limit", { perSecond: 0.01, burst: 1, services: ["fsx"] });
    await callOff(page);
    await page.getByRole("button", { name: "Stop sending" }).click();
    await page.getByText("not sent").first().waitFor();
  });

  it("is in the history, with every step, and as a file", async () => {
    const page = await served.open();
    await practice(page);
    await choose(page, ["128984723742754"]);
    await callOff(page);
    await page.getByRole("heading", { name: /Called off/ }).waitFor();
    await rail(page, "History").click();
    await page.getByPlaceholder("Search ids, codes").fill("128984723742754");
    await page
      .getByRole("row", { name: /called off.*128984723742754/ })
      .first()
      .waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as CSV" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "calloff-history.csv");
  });
});

describe("somebody who may only look", () => {
  it("is told so, and finds no button that calls off", async () => {
    const page = await served.open();
    await page.getByRole("button", { name: "Sign in…" }).click();
    await page.getByLabel("Token").fill("practice-viewer");
    await page.getByRole("button", { name: "Sign in" }).click();
    await rail(page, "Amazon FSx").click();
    await choose(page, ["task-0123456789abcdef0"]);
    await page.getByText("You may look, but not call off.").waitFor();
    assert.equal(await page.getByRole("button", { name: /^Call off/ }).count(), 0);
  });
});
