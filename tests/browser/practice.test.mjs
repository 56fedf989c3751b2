// Practice practices failure: what shall go wrong is chosen on the page, and the page says what it means.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { callOff, choose, practice, question, rail, row, startConsole, text } from "./page.mjs";

/** @import { Page } from "playwright-core" */

const FSX = "task-0123456789abcdef7";
const OMS = "128984723742754";

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let served;
before(async () => {
  served = await startConsole();
});
after(() => served?.close());
afterEach(() => served.reset());

/** @param {Page} page @param {string} name */
async function letGoWrong(page, name) {
  await page.getByLabel("What shall go wrong?").selectOption({ label: name });
  await page.locator("select[name=fault]:enabled").waitFor();
}

/** @param {string} name */
async function inPractice(name) {
  const page = await served.open();
  await practice(page);
  await row(page, OMS).waitFor();
  await letGoWrong(page, name);
  return page;
}

/** The strip that says so stays in sight. @param {Page} page */
const strip = (page) => page.getByRole("region", { name: "PRACTICE: nothing here is real" });

it("practice is in sight wherever one is, and the question says it as well", async () => {
  const page = await served.open();
  await practice(page);
  for (const name of ["Everything", "Amazon FSx", "History"]) {
    await rail(page, name).click();
    assert.ok(await strip(page).isVisible(), name);
  }
});

describe("lists", () => {
  for (const [fault = "", title = ""] of [
    ["The keys have expired", "The credentials were not accepted"],
    ["The provider is down", "The provider failed"],
  ])
    it(`${fault}: each vendor's words, once, and the old rows stay`, async () => {
      const page = await inPractice(fault);
      const problem = page.getByRole("group", { name: title }).first();
      await problem.waitFor();
      await page.getByRole("group", { name: title }).nth(2).waitFor();
      assert.ok(await row(page, OMS).isVisible());
      await letGoWrong(page, "Nothing");
      await problem.waitFor({ state: "detached" });
    });
});

it("a long list goes on where it stopped, also when that is asked for twice", async () => {
  const tasks = Array.from({ length: 1_100 }, (_, n) => ({
    ids: { TaskId: `task-${String(n).padStart(17, "0")}` },
    state: "EXECUTING",
  }));
  await served.service.control("seed", { service: "fsx", tasks });
  const page = await served.open();
  await practice(page);
  await rail(page, "Amazon FSx").click();
  await page.getByRole("button", { name: "Go on reading" }).dblclick();
  await page.getByRole("button", { name: "Go on reading" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "All 1,109" }).waitFor();
});

describe("runs", () => {
  it("not allowed: refused, with the provider's words and the permission that is missing", async () => {
    const page = await inPractice("Calling off is not allowed");
    await choose(page, [FSX, OMS]);
    await callOff(page);
    await page.getByText("2 refused").waitFor();
    await row(page, FSX).getByRole("button").click();
    const details = page.getByRole("complementary", { name: "Task" });
    assert.match(await text(details), /No permission/);
    await details.getByText("The permission that is missing").click();
    assert.match(await text(details), /fsx:CancelDataRepositoryTask/);
  });

  for (const fault of [
    "Replies are lost",
    "Replies break off",
    "A proxy answers instead",
    "The provider is busy (throttles)",
    "The clocks are an hour apart",
  ])
    it(`${fault}: confirmed all the same, for each task is asked for`, async () => {
      const page = await inPractice(fault);
      await choose(page, [FSX, OMS]);
      await callOff(page);
      await page.getByText("None of them runs any more.").waitFor();
    });
});

it("what goes wrong is over once somebody leaves, comes in again or loads the page anew", async () => {
  const page = await inPractice("The provider is down");
  await page.reload();
  await row(page, OMS).waitFor();
  assert.equal(await page.getByRole("group", { name: "The provider failed" }).count(), 0);
  await letGoWrong(page, "The provider is down");
  await page.getByRole("group", { name: "The provider failed" }).first().waitFor();
  await page.getByRole("button", { name: "Leave practice" }).click();
  await practice(page);
  await row(page, OMS).waitFor();
  assert.equal(await page.getByRole("group", { name: "The provider failed" }).count(), 0);
});

it("clocks an hour apart age no task", async () => {
  const page = await inPractice("The clocks are an hour apart");
  await page.getByRole("button", { name: "Refresh" }).click();
  await rail(page, "Amazon FSx").click();
  assert.match(await text(row(page, FSX)), /running/);
});

describe("a place that changes", () => {
  it("takes what was chosen in it along: the question names what is sent", async () => {
    const page = await served.open();
    await practice(page);
    await rail(page, "Amazon FSx").click();
    await choose(page, [FSX]);
    await page.getByRole("group", { name: "1 selected" }).waitFor();
    await page.getByLabel("Region").selectOption("us-east-1");
    await page.getByRole("group", { name: "1 selected" }).waitFor({ state: "detached" });
  });

  it("follows an address that is pasted into the open page", async () => {
    const page = await served.open();
    await practice(page);
    await rail(page, "Amazon FSx").click();
    const { hash } = new URL(page.url());
    await page.evaluate(
      (next) => {
        location.hash = next;
      },
      hash.replace("eu-west-1", "us-east-1"),
    );
    await page.waitForFunction(
      () =>
        /** @type {HTMLSelectElement} */ (document.querySelector("select[name=region]")).value ===
        "us-east-1",
    );
  });
});

it("going back closes the question, and nothing else", async () => {
  const page = await served.open();
  await practice(page);
  await rail(page, "Amazon FSx").click();
  await choose(page, [FSX]);
  await page.getByRole("button", { name: "Call off 1 task…" }).click();
  await question(page).waitFor();
  await page.goBack();
  await question(page).waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "Amazon FSx" }).waitFor();
});

it("starting over gives all tasks back", async () => {
  const page = await inPractice("Nothing");
  await choose(page, [FSX]);
  await callOff(page);
  await page.getByText(/1 (canceling|stopped)/).waitFor();
  await page.getByRole("button", { name: "Start over" }).click();
  await rail(page, "Amazon FSx").click();
  await row(page, FSX).waitFor();
  assert.match(await text(row(page, FSX)), /running/);
});
