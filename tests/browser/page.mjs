// The console in a real Chromium, in front of the Worker and the practice cloud as `npm start` has them.
import { chromium } from "playwright-core";
import { startService } from "../worker/service.mjs";
import { NEVER_MS } from "../worker/until.mjs";

/** @import { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core" */

const launchOptions = {
  executablePath: "/usr/bin/chromium",
  timeout: NEVER_MS,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** A reply that is no success is written to a browser's console by the browser itself. */
const isOwnComplaint = (/** @type {string} */ text) => !/Failed to load resource/.test(text);

/** The service, a browser, and pages in it. @param {Parameters<typeof startService>[0]} [options] of the service */
export async function startConsole(options) {
  const [service, browser] = await Promise.all([startService(options), chromium.launch(launchOptions)]);
  /** What pages complained of: errors, and violations of their policy. @type {string[]} */
  const complaints = [];
  /** @type {BrowserContext[]} */
  const contexts = [];

  /** @param {Page} page */
  function watch(page) {
    page.setDefaultTimeout(NEVER_MS);
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && isOwnComplaint(message.text()))
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    return page;
  }

  return {
    service,
    complaints,
    /** A page of its own. @param {{ hash?: string } & BrowserContextOptions} [options] */
    async open({ hash = "", ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: "en",
        ...options,
      });
      contexts.push(context);
      const page = watch(await context.newPage());
      await page.goto(`${service.origin}/${hash}`);
      return page;
    },
    /** The practice cloud as freshly started, and no page left. */
    async reset() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      complaints.length = 0;
      await service.control("reset", {});
    },
    async close() {
      await browser.close();
      await service.close();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startConsole>>} Console */

/** Through the door to practice. @param {Page} page */
export async function practice(page) {
  await page.getByRole("button", { name: "Start practice" }).click();
  await page.getByRole("table").waitFor();
}

/** @param {Page} page @param {string} name of an entry of the rail */
export const rail = (page, name) => page.getByRole("navigation").getByRole("button", { name }).first();

/** A task's row. @param {Page} page @param {string} id */
export const row = (page, id) =>
  page.getByRole("row").filter({ has: page.getByRole("button", { name: id }) });

/** @param {Page} page @param {string[]} ids */
export async function choose(page, ids) {
  for (const id of ids) await page.getByRole("checkbox", { name: `Select ${id}`, exact: true }).check();
}

/** The question. @param {Page} page */
export const question = (page) => page.getByRole("dialog");

/** From the selection through the question. @param {Page} page @param {number} [count] to be typed, where that is asked for */
export async function callOff(page, count) {
  await page.getByRole("button", { name: /^Call off \d+ tasks?…$/ }).click();
  await question(page).waitFor();
  const [, host] = /Type (\S+:\d+) to confirm/.exec(await text(question(page))) ?? [];
  const typed = count ? String(count) : host;
  if (typed) await question(page).getByRole("textbox").fill(typed);
  await question(page)
    .getByRole("button", { name: /^Call off (the task|\d+ tasks)$/ })
    .click();
  await question(page).waitFor({ state: "detached" });
}

/** What is seen of it. @param {Locator} locator */
// biome-ignore lint/performance/useDomNodeTextContent: text that is in the DOM but not on the page does not count.
export const text = (locator) => locator.innerText();

/** All that a page keeps: storage of every kind, cookies, the address, the tab's history. @param {Page} page */
export async function keptBy(page) {
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    cookies: document.cookie,
    address: location.href,
    state: history.state,
  }));
  return JSON.stringify(kept);
}
