// A Worker that is not for practice: it is signed in to, and a token is nowhere but in the page's memory.
import assert from "node:assert/strict";
import { after, afterEach, before, it } from "node:test";
import { practiceSettings } from "../../scripts/lib/practice.mjs";
import { callOff, choose, keptBy, question, rail, row, startConsole, text } from "./page.mjs";

/** @import { Page } from "playwright-core" */

const TASK = "task-0123456789abcdef7";
const TOKEN = "practice-operator";

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let served;
before(async () => {
  served = await startConsole({
    settings: (endpoint) => ({ ...practiceSettings(endpoint), CALLOFF_MODE: "production" }),
  });
});
after(() => served?.close());
afterEach(() => served.reset());

/** @param {Page} page @param {string} [token] */
async function signIn(page, token = TOKEN) {
  await page.getByLabel("Token", { exact: true }).fill(token);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

it("the first door is to sign in; a wrong token is told as such", async () => {
  const page = await served.open();
  await page.getByRole("button", { name: "Sign in…" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Start practice" }).count(), 0);
  await page.getByRole("button", { name: "Sign in…" }).click();
  await signIn(page, "nobody's");
  await page.getByRole("group", { name: "The token is not accepted", exact: true }).waitFor();
  await signIn(page, "näö€");
  await page.getByRole("group", { name: "The token is not accepted", exact: true }).waitFor();
  assert.doesNotMatch(await text(page.getByRole("main")), /fetch|ISO-8859/);
  await signIn(page);
  await rail(page, "Amazon FSx").waitFor();
  assert.match(await text(page.getByRole("banner")), /practice-operator/);
});

it("a run goes on while the page is loaded anew: it asks for the token again, and shows the run", async () => {
  const page = await served.open();
  await page.getByRole("button", { name: "Sign in…" }).click();
  await signIn(page);
  await rail(page, "Amazon FSx").click();
  await page.getByLabel("Region").selectOption("eu-west-1");
  await choose(page, [TASK]);
  await page.getByRole("button", { name: "Call off 1 task…" }).click();
  assert.match(await text(question(page)), /This is real\./);
  await page.keyboard.press("Escape");
  await callOff(page);
  await page.getByText(/1 (canceling|stopped)/).waitFor();
  const kept = await keptBy(page);
  assert.ok(!kept.includes(TOKEN) && kept.includes("way=worker"));
  await page.reload();
  await page.getByText("A run goes on at the service.").waitFor();
  await signIn(page);
  await page.getByText("None of them runs any more.").waitFor();
  assert.match(await text(row(page, TASK)), /stopped/);
  await rail(page, "Amazon FSx").click();
  assert.equal(await page.getByLabel("Region").inputValue(), "eu-west-1");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "What would you like to do?" }).waitFor();
  assert.equal(new URL(page.url()).hash, "");
});

it("half an idle hour signs out, but not while a run is watched", async () => {
  const page = await served.open();
  await page.clock.install();
  await page.getByRole("button", { name: "Sign in…" }).click();
  await signIn(page);
  await rail(page, "Amazon FSx").click();
  await page.getByLabel("Region").selectOption("eu-west-1");
  // It will be canceling for as long as anybody asks.
  await choose(page, ["task-0123456789abcdef3"]);
  await callOff(page);
  await page.getByText("1 canceling").waitFor();
  await page.clock.fastForward(31 * 60_000);
  // Each second looks whether half an hour is over.
  await page.clock.runFor(3_000);
  await page.getByRole("heading", { name: /Calling off 1 task 3\dm/ }).waitFor();

  const idle = await served.open();
  await idle.clock.install();
  await idle.getByRole("button", { name: "Sign in…" }).click();
  await signIn(idle);
  await rail(idle, "Amazon FSx").waitFor();
  await idle.clock.fastForward(31 * 60_000);
  await idle.getByRole("heading", { name: "What would you like to do?" }).waitFor();
});
