// Leaving, by a button, by going back or by being idle: what was typed is forgotten, and no run is ended unasked.
import assert from "node:assert/strict";
import { after, afterEach, before, it } from "node:test";
import { practiceCredentials } from "../../sandbox/vendors/credentials.mjs";
import { callOff, choose, practice, question, startConsole, text } from "./page.mjs";

/** @import { Page } from "playwright-core" */

const TASK = "task-0123456789abcdef7";
/** It will be canceling for as long as anybody asks. */
const STUCK = "task-0123456789abcdef3";
const { user } = practiceCredentials.aws;
const doors = "What would you like to do?";

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let served;
before(async () => {
  served = await startConsole();
});
after(() => served?.close());
afterEach(() => served.reset());

/** @param {Page} page */
async function typeKeys(page) {
  await page.getByRole("button", { name: "Enter keys…" }).click();
  await page.getByLabel("Access key ID").fill(user.accessKeyId);
  await page.getByLabel("Secret access key").fill(`AWS_SECRET_ACCESS_KEY="${user.secretAccessKey}"\u200B`);
}

/** @param {Page} page */
async function connect(page) {
  await page.getByText("Another endpoint").click();
  await page.getByLabel("Endpoint", { exact: true }).fill(`${served.service.origin}/cloud`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByLabel("Region").selectOption("eu-west-1");
}

it("asks before the keys are forgotten while they are needed for a run", async () => {
  const page = await served.open();
  await typeKeys(page);
  await connect(page);
  await choose(page, [STUCK]);
  await callOff(page);
  await page.getByText(/1 canceling/).waitFor();
  await page.getByRole("button", { name: "Forget the keys" }).click();
  const asked = page.getByRole("dialog", { name: "Leave while a run is under way?" });
  await asked.getByRole("button", { name: "Stay" }).click();
  await page.getByText("Keep this page open").waitFor();
  await page.getByRole("button", { name: "Forget the keys" }).click();
  await asked.getByRole("button", { name: "Forget the keys" }).click();
  await page.getByRole("heading", { name: doors }).waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
});

it("keys that were typed and not used are gone after going back, and after half an idle hour", async () => {
  const page = await served.open();
  await page.clock.install();
  await typeKeys(page);
  await page.getByRole("button", { name: "Back" }).click();
  await typeKeys(page);
  await page.clock.fastForward(31 * 60_000);
  await page.getByRole("heading", { name: doors }).waitFor();
  await page.getByRole("button", { name: "Enter keys…" }).click();
  assert.equal(await page.getByLabel("Access key ID").inputValue(), "");
  assert.equal(await page.locator('[aria-invalid="true"]').count(), 0);
});

it("another vendor's token is not used in place of keys", async () => {
  const page = await served.open();
  await page.getByRole("button", { name: "Enter keys…" }).click();
  await page.getByLabel("Huawei Cloud").check();
  await page.getByLabel("IAM or OAuth token").fill("MIIExample");
  await page.getByLabel("Amazon Web Services").check();
  await page.getByLabel("Access key ID").fill(user.accessKeyId);
  await page.getByLabel("Secret access key").fill(user.secretAccessKey);
  await connect(page);
  await page.getByRole("checkbox", { name: `Select ${TASK}` }).waitFor();
});

it("the question names the host that the calls go to, and wants it typed where it is not the vendor's", async () => {
  const page = await served.open();
  await typeKeys(page);
  await connect(page);
  await choose(page, [TASK]);
  await page.getByRole("button", { name: "Call off 1 task…" }).click();
  const { host } = new URL(served.service.origin);
  const yes = question(page).getByRole("button", { name: "Call off the task" });
  await page.waitForTimeout(700);
  assert.ok(await yes.isDisabled());
  await question(page).getByLabel(`Type ${host} to confirm`).fill(host);
  assert.ok(await yes.isEnabled());

  const other = await served.open();
  await practice(other);
  await choose(other, [TASK]);
  await other.getByRole("button", { name: "Call off 1 task…" }).click();
  assert.doesNotMatch(await text(question(other)), /amazonaws/);
});
