// For everybody: without a mouse, without sight, on a phone, in the dark, in each language.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before, describe, it } from "node:test";
import { choose, practice, question, rail, row, startConsole, text } from "./page.mjs";

/** @import { BrowserContextOptions, Page } from "playwright-core" */

// The rules of WCAG, as the field checks them.
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TASK = "task-0123456789abcdef7";

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let served;
before(async () => {
  served = await startConsole();
});
after(() => served?.close());
afterEach(() => served.reset());

/** @param {Page} page @param {string} state what the page shows */
async function check(page, state) {
  const { violations } = await page.evaluate(() =>
    /** @type {any} */ (globalThis).axe.run({ reporter: "v2" }),
  );
  const found = violations.map(
    (/** @type {any} */ { id, nodes }) =>
      `${id}: ${nodes.map((/** @type {any} */ { html }) => html).join("\n")}`,
  );
  assert.deepEqual(found, [], state);
}

/** @param {Page} page */
const hasNoSidewaysScroll = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** @type {Record<string, BrowserContextOptions>} */
const looks = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 375, height: 740 }, hasTouch: true },
  "narrow, zoomed to 400 %": { viewport: { width: 320, height: 256 } },
  "forced colors": { forcedColors: "active" },
};

describe("no rule of WCAG is broken, and nothing scrolls sideways, in any state", () => {
  for (const [look, options] of Object.entries(looks))
    it(look, async () => {
      const page = await served.open({ ...options, bypassCSP: true });
      await page.evaluate(axe);
      const isNarrow = (options.viewport?.width ?? 1440) < 760;
      const seen = async (/** @type {string} */ state) => {
        await check(page, state);
        assert.ok(await hasNoSidewaysScroll(page), state);
      };
      const go = async (/** @type {string} */ name) => {
        if (isNarrow) await page.getByRole("button", { name: "Places" }).click();
        await rail(page, name).click();
      };
      await page.getByRole("button", { name: "Start practice" }).waitFor();
      await seen("doors");
      await page.getByRole("button", { name: "Enter keys…" }).click();
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await seen("connect, with faults");
      await page.getByRole("button", { name: "Back" }).click();
      await page.getByRole("button", { name: "Sign in…" }).click();
      await seen("sign in");
      await page.getByRole("button", { name: "Back" }).click();
      await practice(page);
      await row(page, TASK).waitFor();
      await seen("everything");
      if (isNarrow) {
        await page.getByRole("button", { name: "Places" }).click();
        await seen("the rail");
        await page.keyboard.press("Escape");
      }
      await go("Amazon FSx");
      await row(page, TASK).getByRole("button").click();
      await seen("a place, with details");
      await page.getByRole("button", { name: "Close" }).click();
      await choose(page, [TASK]);
      await page.getByRole("button", { name: /^Call off 1 task/ }).click();
      await question(page).getByText("The calls, to run elsewhere").click();
      await seen("the question");
      await question(page).getByRole("button", { name: "Call off the task" }).click();
      await page.getByText("1 canceling").first().waitFor();
      await seen("a run");
      await row(page, TASK).getByRole("button").click();
      await seen("a run, with details");
      await page.getByRole("button", { name: "Close" }).click();
      await go("History");
      await page
        .getByRole("row", { name: new RegExp(TASK) })
        .first()
        .waitFor();
      await seen("history");
      await go("an id, ARN");
      await page.getByRole("button", { name: "An example" }).click();
      await page.getByText("It had ended before").waitFor();
      await seen("a text");
      await page.getByRole("button", { name: "Keyboard" }).click();
      await seen("the keyboard");
      await page.keyboard.press("Escape");
      await page.getByLabel("What shall go wrong?").selectOption({ label: "The keys have expired" });
      await go("Everything");
      await page.getByRole("group", { name: "The credentials were not accepted" }).first().waitFor();
      await seen("lists that could not be read");
    });
});

describe("the keyboard", () => {
  it("does all of it: find, choose, call off, inspect, and back", async () => {
    const page = await served.open();
    await page.getByRole("button", { name: "Start practice", disabled: false }).focus();
    await page.keyboard.press("Enter");
    await row(page, TASK).waitFor();
    await page.keyboard.press("1");
    await page.getByRole("heading", { name: "Amazon FSx" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(TASK);
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.getByRole("group", { name: "1 selected" }).waitFor();
    await page.keyboard.press("c");
    await question(page).waitFor();
    await page.keyboard.press("Escape");
    await question(page).waitFor({ state: "detached" });
    await page.keyboard.press("c");
    await question(page).getByRole("button", { name: "Call off the task", disabled: false }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page
      .getByText(/1 (canceling|stopped)/)
      .first()
      .waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    assert.match(await text(page.getByRole("complementary")), /What happened/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.getByRole("heading", { name: "History" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("every");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Everything" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  });

  it("is where the focus is: the row that a key goes to has it, and the row that has it is acted on", async () => {
    const page = await served.open();
    await practice(page);
    await rail(page, "Amazon FSx").click();
    await row(page, TASK).waitFor();
    await page.keyboard.press("j");
    await page.waitForFunction(() => document.activeElement?.matches("tr[data-cursor] input"));
    await row(page, TASK).getByRole("button").focus();
    await page.keyboard.press("c");
    await question(page).getByText(TASK).first().waitFor();
  });

  it("never falls back to the beginning: where a button vanishes, the focus goes on", async () => {
    const page = await served.open();
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    /** @param {string} name */
    const press = async (name) => {
      await page.getByRole("button", { name, exact: name !== "Refresh", disabled: false }).focus();
      await page.keyboard.press("Enter");
    };
    await press("Enter keys…");
    await page.getByRole("heading", { name: "Connect with keys" }).waitFor();
    assert.equal(await focused(), "H1");
    await press("Back");
    await page.getByRole("heading", { name: "What would you like to do?" }).waitFor();
    assert.equal(await focused(), "H1");
    await press("Start practice");
    await row(page, TASK).waitFor();
    assert.equal(await focused(), "H1");
    await press("Refresh");
    assert.equal(await focused(), "BUTTON");
    await choose(page, [TASK]);
    await press("Clear");
    await page.getByRole("group", { name: "1 selected" }).waitFor({ state: "detached" });
    assert.equal(await focused(), "INPUT");
    await row(page, TASK).getByRole("button").press("Enter");
    await press("Close");
    await page.getByRole("complementary").waitFor({ state: "detached" });
    assert.notEqual(await focused(), "BODY");
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.getByRole("heading", { name: "History" }).waitFor();
    assert.equal(await focused(), "H1");
    await press("Leave practice");
    await page.getByRole("heading", { name: "What would you like to do?" }).waitFor();
    assert.equal(await focused(), "H1");
  });

  it("leaves arrow keys to radio buttons", async () => {
    const page = await served.open();
    await page.getByRole("button", { name: "Enter keys…" }).click();
    await page.getByLabel("Amazon Web Services").focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.getByLabel("Amazon Web Services").isChecked(), false);
  });

  it("has no single letters once they are switched off, and remembers that", async () => {
    const page = await served.open();
    await practice(page);
    await page.keyboard.press("?");
    await page.getByLabel("Single letters act").uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await row(page, TASK).waitFor();
    for (const key of ["j", "x", "a", "c", "?", "1"]) await page.keyboard.press(key);
    assert.equal(await page.getByRole("group", { name: /selected/ }).count(), 0);
    assert.equal(await page.getByRole("dialog").count(), 0);
    await page.getByRole("heading", { name: "Everything" }).waitFor();
  });

  it("is not taken from a button, a field or a link", async () => {
    const page = await served.open();
    await practice(page);
    await row(page, TASK).waitFor();
    await page.getByRole("checkbox", { name: `Select ${TASK}` }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("group", { name: "1 selected" }).waitFor();
    await page.locator("#search").focus();
    await page.keyboard.type("ajx");
    assert.equal(await page.locator("#search").inputValue(), "ajx");
  });
});

describe("a language", () => {
  for (const [locale, heading, door] of [
    ["zh-CN", "您想做什么？", "开始练习"],
    ["de-AT", "Was möchten Sie tun?", "Übung beginnen"],
  ])
    it(`${locale}: the browser's own, with its dates and numbers; another is chosen and kept`, async () => {
      const page = await served.open({ ...(locale && { locale }) });
      await page.getByRole("heading", { name: heading ?? "" }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), locale?.slice(0, 2));
      await page.getByRole("button", { name: door ?? "" }).click();
      await row(page, TASK).waitFor();
      assert.doesNotMatch(await text(page.locator("body")), /undefined|\[object/);
      await page.locator("header select").selectOption("en");
      await page.reload();
      await page.getByRole("button", { name: "Leave practice" }).waitFor();
    });
});
