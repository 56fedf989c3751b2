// The console in Firefox: from the door to the end of a task, and a text that is read.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
// Firefox speaks WebDriver BiDi, which Playwright does not.
import puppeteer from "puppeteer-core";
import { findFirefox } from "../../scripts/lib/setup.mjs";
import { startService } from "../worker/service.mjs";
import { NEVER_MS } from "../worker/until.mjs";

const TASK = "task-0123456789abcdef7";

/** @type {Awaited<ReturnType<typeof startService>>} */
let service;
/** @type {import("puppeteer-core").Browser} */
let browser;
before(async () => {
  const { path = "" } = findFirefox();
  service = await startService();
  browser = await puppeteer.launch({ browser: "firefox", executablePath: path, headless: true });
});
after(async () => {
  await browser?.close();
  await service?.close();
});

/** @param {string} text of a button */
const button = (text) => `::-p-xpath(//button[contains(normalize-space(), "${text}")])`;

/** A page, and what it complains of. */
async function open() {
  const page = await browser.newPage();
  page.setDefaultTimeout(NEVER_MS);
  /** @type {string[]} */
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  return { page, complaints };
}

it("finds a task, calls it off, and watches it to its end, also when the page is loaded anew", async () => {
  const { page, complaints } = await open();
  await page.goto(service.origin);
  await page.locator(button("Start practice")).click();
  await page.locator(`input[aria-label="Select ${TASK}"]`).click();
  await page.locator(button("Call off 1 task…")).click();
  await page.locator(button("Call off the task")).click();
  await page.waitForSelector("::-p-text(1 canceling)");
  await page.reload();
  await page.waitForSelector("::-p-text(None of them runs any more.)");
  assert.deepEqual(complaints, []);
});

it("reads a text", async () => {
  const { page, complaints } = await open();
  await page.goto(`${service.origin}/#view=explain`);
  await page.locator(button("An example")).click();
  await page.waitForSelector("::-p-text(It had ended before)");
  assert.deepEqual(complaints, []);
});
