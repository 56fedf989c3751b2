// The page in a real Chromium against the real practice cloud: what a person sees, types and is told.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { chromium } from "playwright-core";
import { startServer } from "../../sandbox/server.mjs";
import { practiceCredentials } from "../../sandbox/vendors/credentials.mjs";
import { buildConsole } from "../../www/console/build.mjs";
import { serveConsole } from "../../www/console/serve.mjs";

/** @import { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core" */

const launchOptions = {
  executablePath: "/usr/bin/chromium",
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

/** Every operation that the page offers, on the task that the practice cloud has for a beginner. */
const cases = [
  {
    service: "fsx",
    operation: "fsx:CancelDataRepositoryTask",
    task: "task-0123456789abcdef0",
    from: "EXECUTING",
    to: "CANCELING",
    bad: {
      field: "TaskId",
      value: "task-0123456789ABCDEF0",
      good: "task-0123456789abcdef0",
      says: /TaskId: /,
    },
  },
  {
    service: "snow-device-management",
    operation: "snow-device-management:CancelTask",
    task: "abcdefghij0123456789",
    from: "QUEUED",
    to: "CANCELED",
    bad: { field: "taskId", value: "..", good: "abcdefghij0123456789", says: /taskId: / },
  },
  {
    service: "nas",
    operation: "nas:CancelDataFlowSubTask",
    task: "subTaskId-370kyfmyknxcyzwabcd",
    from: "RUNNING",
    to: "CANCELING",
    bad: { field: "ClientToken", value: "x".repeat(65), good: "x".repeat(64), says: /ClientToken.*64.*65/ },
  },
  {
    service: "nas",
    operation: "nas:CancelDataFlowTask",
    task: "task-16aa8e890f45abcd",
    from: "Executing",
    to: "Canceling",
    bad: { field: "TaskId", value: "..", good: "task-16aa8e890f45abcd", says: /TaskId: / },
  },
  {
    service: "sfsturbo",
    operation: "sfsturbo:DeleteHpcCacheTask",
    task: "11abef677ac40f46644d1d5cfc2424a4",
    from: "DOING",
    to: "DELETING",
    bad: {
      field: "share_id",
      value: "a/b",
      good: "77ba6f4b-6365-4895-8dda-bc7142af4dde",
      says: /share_id: /,
    },
  },
];

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
/** @type {string} */
let outdir;

before(async () => {
  outdir = await mkdtemp(join(tmpdir(), "calloff-console-"));
  await buildConsole({ outdir });
  server = await startServer({ serve: serveConsole(outdir) });
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await server?.close();
  await rm(outdir, { recursive: true, force: true });
});

/** @param {string} name @param {unknown} [input] */
const control = async (name, input) => {
  const url = `${server.endpoint}/_control/${name}`;
  const response = await fetch(
    url,
    name === "state" ? {} : { method: "POST", body: JSON.stringify(input ?? {}) },
  );
  assert.equal(response.status, 200);
  return response.json();
};

beforeEach(() => control("reset"));

/** @type {BrowserContext} */
let context;
/** What the page complained of: console errors, exceptions, violations of its policy. @type {string[]} */
let complaints;
afterEach(() => context?.close());

/** @param {BrowserContextOptions} [options] */
const open = async (options) => {
  context = await browser.newContext(options);
  complaints = [];
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(server.origin);
  return page;
};

/** @param {Page} page @param {string} operation */
const choose = (page, operation) => page.locator(`input[name=operation][value="${operation}"]`).check();
/** @param {Page} page @param {string} path */
const field = (page, path) => page.locator(`[name="${path}"]`);
/** @param {Page} page */
const practice = async (page) => {
  await page.getByRole("button", { name: "Use the practice cloud" }).click();
  await page.getByRole("button", { name: "Leave the practice cloud" }).waitFor();
};
/** @param {Page} page */
const ask = (page) => page.getByRole("button", { name: "Cancel this task…" }).click();
/** @param {Page} page */
const confirm = (page) => page.getByRole("button", { name: "Cancel the task" }).click();
/** @param {Page} page */
const sent = (page) => page.getByRole("region", { name: "What became of it" });
/** @param {Page} page */
const request = (page) => page.getByLabel("Request", { exact: true });

/** What is seen of it. @param {Locator} locator */
// biome-ignore lint/performance/useDomNodeTextContent: text that is in the DOM but not on the page does not count.
const text = (locator) => locator.innerText();

/** What a screen reader reads with a control. @param {Page} page @param {string} path */
const description = (page, path) =>
  field(page, path).evaluate((element) => {
    const ids = element.getAttribute("aria-describedby")?.split(" ") ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent?.replace(/\s+/g, " ").trim()).join(" ");
  });

/** The states that the practice cloud's books have for a task.
 *  @param {string} service @param {string} task @returns {Promise<string[]>} */
const statesOf = async (service, task) => {
  const { services } = await control("state");
  return services[service].tasks
    .filter((/** @type {{ ids: Record<string, string> }} */ { ids }) => Object.values(ids).includes(task))
    .map((/** @type {{ state: string }} */ { state }) => state);
};

describe("a newcomer cancels a practice task in three clicks", () => {
  for (const { service, operation, task, from, to } of cases) {
    it(operation, async () => {
      const page = await open();
      await choose(page, operation);
      assert.ok((await statesOf(service, task)).every((state) => state === from));

      await practice(page);
      await ask(page);
      await confirm(page);

      await sent(page).getByText("Accepted: the provider took the cancellation").waitFor();
      assert.match(await text(sent(page)), new RegExp(`What became of ${task}`));
      assert.match(await text(sent(page)), /Verdict\s+accepted/);
      assert.match(await text(sent(page)), /Request ID\s+\S+/);
      assert.match(
        await text(page.getByRole("status")),
        /^Accepted: the provider took the cancellation\. \S/,
      );
      assert.ok((await statesOf(service, task)).every((state) => state === to));
      const { calls } = await control("state");
      assert.equal(calls.length, 1);
      assert.deepEqual([calls[0].service, calls[0].user, calls[0].accepted], [service, "user", true]);
      // The practice panel shows the books after the call.
      assert.match(await text(page.locator(".practice")), new RegExp(`${task} ${to}`));
      assert.deepEqual(complaints, []);
    });
  }

  it("picks another task than the first", async () => {
    const page = await open();
    await practice(page);
    await page.getByLabel("task-0123456789abcdef4 SUCCEEDED").check();
    await ask(page);
    await confirm(page);
    await sent(page).getByText("It had ended already: nothing to cancel").waitFor();
    assert.match(await text(sent(page)), /Code\s+DataRepositoryTaskEnded/);
    assert.match(await text(sent(page)), /Sending the same call again will not help/);
  });
});

it("what became of a task stays until the next is sent, whatever is chosen meanwhile", async () => {
  const page = await open();
  await practice(page);
  await ask(page);
  await confirm(page);
  await sent(page).waitFor();
  const title = /^What became of task-0123456789abcdef0\s+fsx:CancelDataRepositoryTask at 127\.0\.0\.1:/;
  assert.match(await text(sent(page)), title);
  await choose(page, "nas:CancelDataFlowTask");
  await page.getByRole("button", { name: "Leave the practice cloud" }).click();
  assert.match(await text(sent(page)), title);
  await practice(page);
  await ask(page);
  await confirm(page);
  await sent(page).getByText("nas:CancelDataFlowTask").waitFor();
  assert.doesNotMatch(await text(sent(page)), /fsx/);
});

it("each card is known by its task, and what is unknown is left out", async () => {
  const page = await open();
  const titles = await page.locator(".cards strong").allInnerTexts();
  assert.ok(titles.length >= cases.length);
  assert.equal(new Set(titles).size, titles.length);
  await choose(page, "snow-device-management:CancelTask");
  await practice(page);
  await ask(page);
  await confirm(page);
  await sent(page).waitFor();
  assert.doesNotMatch(await text(sent(page)), /unknown/);
});

describe("findings are said beside their field, while one types", () => {
  for (const { operation, bad } of cases) {
    it(`${operation}: ${bad.field}`, async () => {
      const page = await open();
      await choose(page, operation);
      const path = `params.${bad.field}`;
      assert.equal(await field(page, path).getAttribute("aria-invalid"), "false");
      await field(page, path).fill(bad.value);
      assert.equal(await field(page, path).getAttribute("aria-invalid"), "true");
      assert.match(await description(page, path), new RegExp(`Error ${bad.says.source}`));
      await field(page, path).fill(bad.good);
      assert.equal(await field(page, path).getAttribute("aria-invalid"), "false");
      assert.doesNotMatch(await description(page, path), /Error/);
    });
  }

  it("a field with an error has a border that says so, too", async () => {
    const page = await open();
    const border = () =>
      field(page, "params.TaskId").evaluate((element) => {
        const { borderTopWidth, borderTopColor } = getComputedStyle(element);
        return `${borderTopWidth} ${borderTopColor}`;
      });
    const valid = await border();
    await field(page, "params.TaskId").fill("task-x");
    const danger = await page
      .locator("p.error")
      .first()
      .evaluate((element) => getComputedStyle(element).borderLeftColor);
    assert.notEqual(valid, `2px ${danger}`);
    assert.equal(await border(), `2px ${danger}`);
  });

  it("a warning is called a warning, and does not stop anybody", async () => {
    const page = await open();
    await practice(page);
    await field(page, "region").fill("eu-nowhere-9");
    assert.match(await description(page, "region"), /Warning region: /);
    assert.equal(await field(page, "region").getAttribute("aria-invalid"), "false");
    await ask(page);
    assert.match(await text(page.getByRole("dialog")), /Look again\s+region: /);
  });

  it("what is missing is not held against somebody who has not come to it, but sending says it", async () => {
    const page = await open();
    assert.equal(await page.getByText("Error", { exact: true }).count(), 0);
    await ask(page);
    assert.match(await description(page, "params.TaskId"), /Error TaskId: required/);
    assert.match(await description(page, "region"), /Error region: required/);
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.equal(
      await field(page, "params.TaskId").evaluate((element) => element === document.activeElement),
      true,
    );
  });

  it("what stands in the way gets the focus, also where it is a checkbox", async () => {
    const page = await open();
    await practice(page);
    await field(page, "variants.fips").check();
    await ask(page);
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "variants.fips");
    assert.match(await text(page.getByRole("group", { name: "Variants" })), /Error variants: /);
    await field(page, "variants.fips").uncheck();
    assert.equal(await field(page, "variants.fips").getAttribute("aria-invalid"), "false");
  });

  it("credentials are asked for in the same breath", async () => {
    const page = await open();
    await ask(page);
    for (const path of [
      "region",
      "params.TaskId",
      "credentials.accessKeyId",
      "credentials.secretAccessKey",
    ]) {
      const says = `Error ${path.replace("params.", "")}: required`;
      assert.ok((await description(page, path)).endsWith(says), says);
    }
    await choose(page, "sfsturbo:DeleteHpcCacheTask");
    await page.getByLabel("Auth token", { exact: true }).check();
    await ask(page);
    assert.match(await description(page, "credentials.authToken"), /Error credentials\.authToken: required$/);
    assert.doesNotMatch(await text(page.getByRole("form")), /accessKeyId/);
    assert.equal(await page.getByRole("dialog").count(), 0);
  });

  it("the request says why it is not signed", async () => {
    const page = await open();
    const request = page.getByRole("region", { name: "The exact request" });
    await field(page, "params.TaskId").fill("task-0123456789abcdef0");
    await field(page, "region").fill("eu-west-1");
    assert.match(await text(request), /Not signed yet: the credentials are missing/);
    await field(page, "credentials.accessKeyId").fill("AKIDEXAMPLE");
    await field(page, "credentials.secretAccessKey").fill("two words");
    assert.match(
      await description(page, "credentials.secretAccessKey"),
      /Error credentials\.secretAccessKey: holds a space/,
    );
    assert.match(await text(request), /Not signed yet: the credentials are not in order/);
    await field(page, "credentials.secretAccessKey").fill("secret");
    assert.match(await text(request), /Signed for /);
  });
});

describe("the form is the catalogue", () => {
  it("has a labeled control for every field, with help, example and required mark", async () => {
    const { operations } = await import("../../pkg/index.js");
    const page = await open();
    for (const spec of operations().filter(({ kind }) => kind === "cancel")) {
      await choose(page, spec.id);
      for (const { name, label, help, example, type, required, pattern } of spec.fields) {
        const input = field(page, `params.${name}`);
        assert.match(
          await input.evaluate(
            (element) => /** @type {HTMLInputElement} */ (element).labels?.[0]?.textContent?.trim() ?? "",
          ),
          new RegExp(`^${label}`),
        );
        const described = await description(page, `params.${name}`);
        assert.ok(described.includes(help.replace(/\s+/g, " ").trim()), `${name}: ${described}`);
        if (type === "string") assert.ok(described.includes(example), `${name}: ${described}`);
        if (pattern) assert.equal(await input.getAttribute("pattern"), pattern);
        if (required) assert.equal(await input.getAttribute("required"), "");
      }
      const regions = await page
        .locator("#region-list option")
        .evaluateAll((options) => options.map((option) => option.getAttribute("value")));
      assert.deepEqual(regions, spec.regions);
      assert.equal(await page.locator("[name^='variants.']").count(), spec.variants.length);
    }
    assert.deepEqual(complaints, []);
  });
});

describe("the request is shown as it will be sent", () => {
  it("equals what the practice cloud receives, but for the masked secrets", async () => {
    const page = await open();
    await practice(page);
    await ask(page);
    const received = page.waitForRequest((one) => one.method() === "POST");
    await confirm(page);
    await sent(page).waitFor();
    const shown = (await text(request(page))).split("\n");
    const wire = await received;
    assert.equal(shown[0], `POST ${wire.url()}`);
    const headers = await wire.allHeaders();
    for (const line of shown.slice(1, shown.indexOf(""))) {
      const [name = "", value] = line.split(/: (.*)/);
      assert.equal(value, headers[name]);
    }
    assert.equal(shown.at(-1), wire.postData());
  });

  it("with what was signed, stage by stage", async () => {
    const page = await open();
    await practice(page);
    await page.getByText("What was signed").click();
    assert.match(await text(page.getByLabel("Canonical request")), /^POST\n\/cloud\/\n/);
    assert.match(await text(page.getByLabel("String to sign")), /^AWS4-HMAC-SHA256\n\d{8}T\d{6}Z\n/);
    const signature = await text(page.getByLabel("Signature", { exact: true }));
    assert.match(signature, /^[0-9a-f]{64}$/);
    assert.ok((await text(request(page))).includes(`Signature=${signature}`));
  });

  it("and copied as it is shown", async () => {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await practice(page);
    await page.getByRole("button", { name: "Copy the request" }).click();
    const beside = page.locator(".beside").getByText("Copied", { exact: true });
    await beside.waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await text(request(page)));
    await field(page, "params.TaskId").fill("task-0123456789abcdef4");
    assert.equal(await beside.count(), 0);
  });

  it("and copied again, which is said again", async () => {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await practice(page);
    const copy = page.getByRole("button", { name: "Copy the request" });
    const announced = page.getByRole("status").getByText("Copied");
    await copy.click();
    const first = await announced.elementHandle();
    await copy.click();
    await page.waitForFunction((node) => !node?.isConnected, first);
    await announced.waitFor();
  });
});

describe("a cancel is confirmed in words", () => {
  for (const { operation, task } of cases) {
    it(operation, async () => {
      const { operations } = await import("../../pkg/index.js");
      const spec = operations().find(({ id }) => id === operation);
      const page = await open();
      await choose(page, operation);
      await practice(page);
      await ask(page);
      const words = await text(page.getByRole("dialog", { name: `Cancel ${task}?` }));
      const promised = [...(spec?.effects ?? []), ...(spec?.requirements ?? [])];
      assert.ok(promised.length > 0);
      for (const line of promised) assert.ok(words.includes(line), line);
      // The region shows also where the host does not tell it, and each state is named once.
      assert.match(words, new RegExp(`Region\\s+${spec?.regions[0]}`));
      const before = promised.reduce((rest, line) => rest.replace(line, ""), words);
      for (const state of spec?.cancelableStates ?? [])
        assert.equal(before.includes(state), !spec?.requirements?.join().includes(state), state);
    });
  }

  it("a dry run as the check that it is", async () => {
    const page = await open();
    await choose(page, "nas:CancelDataFlowTask");
    await practice(page);
    await field(page, "params.DryRun").check();
    assert.equal(await page.getByRole("button", { name: "Cancel this task…" }).count(), 0);
    await page.getByRole("button", { name: "Check this task…" }).click();
    const dialog = page.getByRole("dialog", { name: "Check task-16aa8e890f45abcd? Nothing is changed." });
    assert.doesNotMatch(await text(dialog), /Cancel |not undo|stays where it is/);
    assert.match(await text(dialog), /What it needs/);
    assert.equal(await dialog.locator(".danger").count(), 0);
    await page.getByRole("button", { name: "Run the check" }).click();
    await sent(page).getByText("The dry run passed: nothing was changed").waitFor();
    assert.deepEqual(await statesOf("nas", "task-16aa8e890f45abcd"), ["Executing"]);
  });

  it("nothing is sent when it is left running", async () => {
    const page = await open();
    await practice(page);
    await ask(page);
    await page.getByRole("button", { name: "Leave it running" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await ask(page);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.deepEqual((await control("state")).calls, []);
  });
});

describe("a double tap is one press", () => {
  for (const width of [360, 412]) {
    it(`at ${width} px, where the second tap meets the confirmation`, async () => {
      const page = await open({ viewport: { width, height: 740 }, hasTouch: true, isMobile: true });
      await practice(page);
      await ask(page);
      const answer = page.getByRole("button", { name: "Cancel the task" });
      const at = (await answer.boundingBox())?.y ?? 0;
      await page.getByRole("button", { name: "Leave it running" }).click();

      const button = page.getByRole("button", { name: "Cancel this task…" });
      await button.evaluate((element, y) => scrollBy(0, element.getBoundingClientRect().y - y), at);
      const box = await button.boundingBox();
      assert.equal(Math.round(box?.y ?? 0), Math.round(at));
      const tap = () => page.touchscreen.tap((box?.x ?? 0) + 60, at + 20);
      await tap();
      await page.waitForTimeout(120);
      await tap();

      // The question still stands, and a press that was meant answers it.
      await confirm(page);
      await sent(page).waitFor();
      assert.equal((await control("state")).calls.length, 1);
      await sent(page).getByText("Accepted:").waitFor();
    });
  }
});

describe("a reply that is no success is put in plain words", () => {
  /** @param {Page} page @param {unknown} fault */
  const cancelInto = async (page, fault) => {
    await control("faults", { service: "fsx", faults: [fault] });
    await practice(page);
    await ask(page);
    await confirm(page);
    await sent(page).waitFor();
    return text(sent(page));
  };

  it("the provider refuses", async () => {
    const words = await cancelInto(await open(), "DataRepositoryTaskNotFound");
    assert.match(words, /No such task/);
    assert.match(words, /Code\s+DataRepositoryTaskNotFound/);
  });

  it("the clocks differ: it says what time it is there", async () => {
    await control("clock", { aheadSeconds: 3600 });
    const page = await open();
    await practice(page);
    await ask(page);
    await confirm(page);
    await sent(page).getByText("The clock here is too far off").waitFor();
    const there = /Provider’s clock\s+(\S+)/.exec(await text(sent(page)))?.[1] ?? "";
    assert.ok(Date.parse(there) > Date.now() + 3_000_000, there);
  });

  it("the clocks differ: it can be sent again with the provider’s time, once", async () => {
    await control("clock", { aheadSeconds: 600 });
    const page = await open();
    await practice(page);
    await ask(page);
    await confirm(page);
    const again = page.getByRole("button", { name: "Send again with the provider’s time" });
    await again.waitFor();

    // Only the call that was sent, not what is in the form meanwhile.
    const task = await field(page, "params.TaskId").inputValue();
    await field(page, "params.TaskId").fill("task-0fedcba9876543210");
    assert.equal(await again.count(), 0);
    await field(page, "params.TaskId").fill(task);

    await control("clock", { aheadSeconds: 0 });
    await again.click();
    await page.waitForFunction(() => document.activeElement?.className === "sent");
    assert.match(await text(sent(page)), /The clock here is too far off/);
    assert.equal(await again.count(), 0);

    await control("clock", { aheadSeconds: 600 });
    await ask(page);
    await confirm(page);
    await again.click();
    await sent(page).getByText("Accepted:").waitFor();
    assert.deepEqual(await statesOf("fsx", task), ["CANCELING"]);
  });

  it("a proxy answers in its place", async () => {
    const page = await open();
    assert.match(await cancelInto(page, "html-502"), /whether the task is canceled is unknown/);
    await page.getByText("The reply as it came").click();
    assert.match(await text(page.getByLabel("Raw reply")), /^HTTP 502\n.*<html>/s);
  });

  it("a redirection is not followed: what is signed for one place goes nowhere else", async () => {
    const page = await open();
    /** @type {string[]} */
    const asked = [];
    page.on("request", (one) => asked.push(new URL(one.url()).pathname));
    await cancelInto(page, { status: 307, headers: { location: "/elsewhere" } });
    await sent(page).getByText("No reply: whether the task is canceled is unknown").waitFor();
    assert.ok(!asked.includes("/elsewhere"));
  });

  it("the page may not send there: it says that nothing was sent", async () => {
    const page = await open();
    await practice(page);
    await field(page, "endpoint").fill("http://[::1]:9/");
    await ask(page);
    await confirm(page);
    await sent(page).getByText("Not sent: the task was not touched").waitFor();
    assert.match(await text(sent(page)), /may not send to http:\/\/\[::1\]:9, only to/);
    assert.match(await text(page.getByRole("status")), /^Not sent/);
    assert.deepEqual((await control("state")).calls, []);
  });

  it("nobody answers: the result is unknown, and why is explained", async () => {
    const page = await open();
    await practice(page);
    await page.route("**/cloud/", (route) => route.abort());
    await ask(page);
    await confirm(page);
    await sent(page).getByText("No reply: whether the task is canceled is unknown").waitFor();
    assert.match(await text(sent(page)), /CORS/);
    assert.match(await text(page.getByRole("status")), /^No reply/);
  });
});

describe("a reply pasted from a log is read for the chosen operation", () => {
  const ended = '{"__type":"DataRepositoryTaskEnded","Message":"It has ended."}';
  /** @type {{ name: string, reply: string, status?: string, says: RegExp }[]} */
  const pastes = [
    {
      name: "curl -i",
      reply: `HTTP/1.1 400 Bad Request\r\nx-amzn-RequestId: 6e93fe2c-e64b\r\nContent-Type: application/x-amz-json-1.1\r\n\r\n${ended}`,
      says: /had ended already.*400.*DataRepositoryTaskEnded.*It has ended\..*6e93fe2c-e64b/s,
    },
    {
      name: "curl -i through a proxy, HTTP/2",
      reply: `HTTP/1.1 200 Connection established\n\nHTTP/2 400 \nx-amzn-requestid: 6e93fe2c-e64b\n\n${ended}\n`,
      says: /had ended already.*400.*6e93fe2c-e64b/s,
    },
    {
      name: "curl -v",
      reply: `* Connected\n> POST / HTTP/1.1\n> Host: fsx.eu-west-1.amazonaws.com\n>\n< HTTP/1.1 400 Bad Request\n< x-amzn-RequestId: 6e93fe2c-e64b\n<\n* done\n${ended}`,
      says: /had ended already.*400.*6e93fe2c-e64b/s,
    },
    { name: "status and body", reply: `400\n${ended}`, says: /had ended already.*DataRepositoryTaskEnded/s },
    { name: "body, and the status beside it", reply: ended, status: "400", says: /had ended already/ },
    {
      name: "body, and the status with its words",
      reply: ended,
      status: "400 Bad Request",
      says: /had ended already/,
    },
    {
      name: "another status beside it",
      reply: `HTTP/1.1 400 Bad Request\n\n${ended}`,
      status: "500",
      says: /The text says 400, the field 500: .* the status in the text.*had ended already/s,
    },
    {
      name: "a status that is none",
      reply: ended,
      status: "4.5e2",
      says: /Error HTTP status: expected 100 to 599, such as 400 Bad Request; found "4\.5e2".*give it in the field/s,
    },
    {
      name: "of another operation",
      reply: 'HTTP/1.1 400 Bad Request\n\n{"errCode":"SFS.TURBO.0106","errMsg":"no such task"}',
      says: /Is it a reply to another operation\? .* fsx:CancelDataRepositoryTask/,
    },
    { name: "body alone", reply: ended, says: /give it in the field “HTTP status”/ },
    {
      name: "a page of a proxy",
      reply: "HTTP/1.1 502 Bad Gateway\n\n<html>",
      says: /is canceled is unknown/,
    },
  ];
  for (const { name, reply, status = "", says } of pastes) {
    it(name, async () => {
      const page = await open();
      await page.getByLabel("Reply", { exact: true }).fill(reply);
      await page.getByLabel("HTTP status").fill(status);
      assert.match(await text(page.getByRole("region", { name: "Read a reply" })), says);
    });
  }
});

it("the box for replies names the operation that they are read for", async () => {
  const page = await open();
  await choose(page, "sfsturbo:DeleteHpcCacheTask");
  const box = page.getByRole("region", { name: "Read a reply" });
  assert.match(await text(box), /a reply to sfsturbo:DeleteHpcCacheTask:/);
});

describe("everybody can use it", () => {
  it("by keyboard alone", async () => {
    const page = await open();
    /** Presses Tab until the focus is on something of that name. @param {string} name */
    const tabTo = async (name) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press("Tab");
        const { label, outline } = await page.evaluate(() => {
          const element = /** @type {HTMLInputElement} */ (document.activeElement);
          const { outlineStyle } = getComputedStyle(element);
          return { label: (element.labels?.[0] ?? element).textContent?.trim() ?? "", outline: outlineStyle };
        });
        assert.notEqual(outline, "none", `the focus is visible on ${label}`);
        if (label.startsWith(name)) return;
      }
      assert.fail(`no way to ${name} by keyboard`);
    };
    await tabTo("Cancel a data repository task");
    for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press("ArrowDown");
    await tabTo("Use the practice cloud");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Leave the practice cloud" }).waitFor();
    await tabTo("Cancel this task…");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    // The safe answer has the focus first.
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Leave it running");
    await page.locator("dialog .danger:enabled").waitFor();
    await tabTo("Cancel the task");
    await page.keyboard.press("Enter");
    await sent(page).getByText("Accepted:").waitFor();
    assert.deepEqual(await statesOf("sfsturbo", "11abef677ac40f46644d1d5cfc2424a4"), ["DELETING"]);
    assert.deepEqual(complaints, []);
  });

  it("the focus goes along into the practice cloud and out of it, and both are said", async () => {
    const page = await open();
    const focused = () =>
      page.evaluate(() => {
        const element = /** @type {HTMLInputElement} */ (document.activeElement);
        return (element.labels?.[0] ?? element).textContent?.trim().replace(/\s+/g, " ");
      });
    await practice(page);
    assert.equal(await focused(), "task-0123456789abcdef0 EXECUTING");
    assert.match(await text(page.getByRole("status")), /^In the practice cloud/);
    await page.getByRole("button", { name: "Leave the practice cloud" }).click();
    assert.equal(await focused(), "Use the practice cloud");
    assert.match(await text(page.getByRole("status")), /^Left the practice cloud/);
  });

  it("what has a name has a role, too", async () => {
    const page = await open();
    await practice(page);
    await page.getByText("What was signed").click();
    await ask(page);
    await confirm(page);
    await page.getByText("The reply as it came").click();
    for (const name of ["Request", "Canonical request", "String to sign", "Signature", "Raw reply"])
      assert.equal(await page.getByRole("group", { name, exact: true }).count(), 1, name);
    const unnamable = ":is(div, p, pre, span):is([aria-label], [aria-labelledby]):not([role])";
    assert.equal(await page.locator(unnamable).count(), 0);
  });

  it("on a phone: nothing scrolls sideways, at any step", async () => {
    const page = await open({ viewport: { width: 360, height: 480 } });
    const fits = async () => {
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.equal(excess, 0);
    };
    for (const { operation, bad } of cases) {
      await choose(page, operation);
      await field(page, `params.${bad.field}`).fill(bad.value.repeat(9));
      await fits();
    }
    await practice(page);
    await page.getByText("What was signed").click();
    await fits();
    await ask(page);
    await fits();
    const dialog = await page
      .getByRole("dialog")
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    assert.equal(dialog, 0);
    const question = await page.getByRole("heading", { name: /^Cancel .*\?$/ }).boundingBox();
    assert.ok(question && question.y > 0, "the question is in sight, not only the answers");
    await confirm(page);
    await sent(page).waitFor();
    await page.getByText("The reply as it came").click();
    await page.getByLabel("Reply", { exact: true }).fill(`HTTP/1.1 500 x\nx: ${"y".repeat(500)}\n\n{}`);
    await fits();
  });

  for (const size of ["100%", "200%"]) {
    it(`on a phone, with text of ${size}, the longest host and id fit`, async () => {
      const page = await open({ viewport: { width: 375, height: 667 } });
      await page.evaluate((fontSize) => Object.assign(document.documentElement.style, { fontSize }), size);
      /** What sticks out, if anything does. @param {string} within */
      const excess = (within) =>
        page.locator(within).evaluate((outer) => {
          const { right } = outer.getBoundingClientRect();
          return [...outer.querySelectorAll(":not(.visually-hidden, option)")]
            .filter((inner) => inner.checkVisibility() && inner.getBoundingClientRect().right > right + 1)
            .map((inner) => inner.outerHTML.slice(0, 80));
        });
      const host = `${"a".repeat(60)}.${"b".repeat(60)}.example`;
      await page.route(`https://${host}/`, (route) => route.abort());
      await practice(page);
      await field(page, "endpoint").fill(`https://${host}/`);
      await field(page, "params.TaskId").fill(`task-${"0".repeat(100)}`);
      assert.deepEqual(await excess("body"), []);
      await ask(page);
      assert.deepEqual(await excess("dialog"), []);
      await confirm(page);
      await sent(page).waitFor();
      await page.getByLabel("Reply", { exact: true }).fill(`HTTP/1.1 500 x\nx: ${"y".repeat(500)}\n\n{}`);
      assert.deepEqual(await excess("body"), []);
    });
  }

  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    it(`in ${colorScheme} colors, every text has the contrast of WCAG AA`, async () => {
      const page = await open({ colorScheme });
      await practice(page);
      await field(page, "params.TaskId").fill("task-x");
      await field(page, "region").fill("eu-nowhere-9");
      await page.getByLabel("Reply", { exact: true }).fill("HTTP/1.1 502 x\n\n<html>");
      assert.deepEqual(await page.evaluate(lowContrasts), []);
      await page.getByLabel("task-0123456789abcdef0 EXECUTING").check();
      await ask(page);
      assert.deepEqual(await page.evaluate(lowContrasts), []);
      await confirm(page);
      await sent(page).waitFor();
      assert.deepEqual(await page.evaluate(lowContrasts), []);
      const background = await page.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor,
      );
      const [red = 0] = (background.match(/\d+/g) ?? []).map(Number);
      assert.equal(red < 128, colorScheme === "dark");
    });
  }

  it("without motion, for who asked for none", async () => {
    const page = await open({ reducedMotion: "reduce" });
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter(
          (element) => getComputedStyle(element).transitionDuration !== "0s",
        ).length,
    );
    assert.equal(moving, 0);
  });
});

describe("secrets stay in the form", () => {
  const { aws, huawei } = practiceCredentials;

  /** Everywhere that a page can leave something. @param {Page} page */
  const traces = async (page) => {
    // The practice cloud tells its keys to whoever asks; what it keeps of the calls is another matter.
    const { keys: _, ...kept } = await control("state");
    return [
      await page.content(),
      await text(page.locator("body")),
      page.url(),
      JSON.stringify(await context.storageState({ indexedDB: true })),
      await page.evaluate(() =>
        JSON.stringify([history.state, document.cookie, { ...sessionStorage }, name]),
      ),
      JSON.stringify(kept),
      ...complaints,
    ];
  };

  /** @param {Page} page @param {Record<string, string>} credentials */
  const cancelWith = async (page, credentials) => {
    await practice(page);
    for (const [name, value] of Object.entries(credentials))
      await field(page, `credentials.${name}`).fill(value);
    await page.getByText("What was signed").click();
    await ask(page);
    await confirm(page);
    await sent(page).getByText("Accepted:").waitFor();
  };

  it("an access key with a session token", async () => {
    const page = await open();
    await cancelWith(page, aws.session);
    assert.match(await text(request(page)), /x-amz-security-token: •+\n/);
    for (const trace of await traces(page)) {
      assert.ok(!trace.includes(aws.session.secretAccessKey));
      assert.ok(!trace.includes(aws.session.sessionToken));
    }
    assert.deepEqual(complaints, []);
  });

  it("a token in place of keys", async () => {
    const page = await open();
    await choose(page, "sfsturbo:DeleteHpcCacheTask");
    await practice(page);
    await page.getByLabel("Auth token", { exact: true }).check();
    await field(page, "credentials.authToken").fill(huawei.token.authToken);
    assert.match(await text(request(page)), /x-auth-token: •+(\n|$)/);
    await ask(page);
    await confirm(page);
    await sent(page).getByText("Accepted:").waitFor();
    for (const trace of await traces(page)) assert.ok(!trace.includes(huawei.token.authToken));
    assert.deepEqual(complaints, []);
  });

  it("a reply that echoes one is masked", async () => {
    const page = await open();
    const { sessionToken } = aws.session;
    const body = JSON.stringify({ __type: "BadRequest", Message: `You sent ${sessionToken}` });
    await control("faults", { service: "fsx", faults: [{ status: 400, body }] });
    await practice(page);
    await field(page, "credentials.sessionToken").fill(sessionToken);
    await ask(page);
    await confirm(page);
    await sent(page).waitFor();
    assert.match(await text(sent(page)), /You sent /);
    assert.ok(!(await page.content()).includes(sessionToken));
  });

  it("practice keys and one’s own never meet", async () => {
    const page = await open();
    await field(page, "credentials.accessKeyId").fill("AKIAIOSFODNN7EXAMPLE");
    await field(page, "params.TaskId").fill("task-0fedcba9876543210");
    await practice(page);
    assert.equal(await field(page, "credentials.accessKeyId").inputValue(), aws.user.accessKeyId);
    await page.getByRole("button", { name: "Leave the practice cloud" }).click();
    assert.equal(await field(page, "credentials.accessKeyId").inputValue(), "AKIAIOSFODNN7EXAMPLE");
    assert.equal(await field(page, "params.TaskId").inputValue(), "task-0fedcba9876543210");
    assert.equal(await field(page, "endpoint").inputValue(), "");
  });

  it("secrets are typed into masked fields that remember nothing", async () => {
    const page = await open();
    for (const name of ["secretAccessKey", "sessionToken"]) {
      const input = field(page, `credentials.${name}`);
      assert.equal(await input.getAttribute("type"), "password");
      assert.equal(await input.getAttribute("autocomplete"), "off");
    }
  });
});

describe("the page is served confined", () => {
  it("by headers that allow no inline script, no form target, no frame and no script out of text", async () => {
    const { headers } = await fetch(server.origin);
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of [
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      assert.ok(policy.split("; ").includes(rule), rule);
    }
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
    assert.match(headers.get("permissions-policy") ?? "", /geolocation=\(\)/);
  });

  it("by a policy of its own, too, where a host adds no headers", async () => {
    const response = await fetch(server.origin);
    const policy = response.headers.get("content-security-policy")?.replace("; frame-ancestors 'none'", "");
    const page = await response.text();
    assert.ok(page.includes(`<meta http-equiv="content-security-policy" content="${policy}" />`));
    assert.ok(page.indexOf("content-security-policy") < page.indexOf("<script"));
  });

  it("without any key of the practice cloud, which tells them itself", async () => {
    const page = await (await fetch(`${server.origin}/main.js`)).text();
    for (const { user } of Object.values(practiceCredentials)) {
      assert.ok(!page.includes(user.secretAccessKey));
    }
  });

  it("and nothing but its own files", async () => {
    for (const path of ["/nothing", "/main.js.map", "/%2e%2e/package.json", "/serve.mjs"]) {
      assert.equal((await fetch(server.origin + path)).status, 404, path);
    }
    assert.equal((await fetch(server.origin, { method: "POST" })).status, 405);
  });

  it("it asks nobody else for anything", async () => {
    const page = await open();
    /** @type {string[]} */
    const elsewhere = [];
    page.on("request", (one) => {
      if (!one.url().startsWith(server.origin) && !one.url().startsWith("data:")) elsewhere.push(one.url());
    });
    await page.reload();
    await practice(page);
    await ask(page);
    assert.deepEqual(elsewhere, []);
  });
});

/** Runs in the page: the texts whose contrast with what is behind them is below 4.5. */
function lowContrasts() {
  /** @param {string} color */
  const parse = (color) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    if (!canvas) throw new Error("no canvas");
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  /** @param {number[]} color */
  const luminance = (color) => {
    const [red = 0, green = 0, blue = 0] = color.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  /** @param {Element | null} element @returns {number[]} */
  const behind = (element) => {
    if (!element) return [255, 255, 255, 255];
    const color = parse(getComputedStyle(element).backgroundColor);
    return color[3] === 255 ? color : behind(element.parentElement);
  };
  return [...document.querySelectorAll("body *")]
    .filter(
      (element) =>
        element.checkVisibility() &&
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
    )
    .map((element) => {
      const [light = 0, dark = 0] = [
        luminance(parse(getComputedStyle(element).color)),
        luminance(behind(element)),
      ].sort((a, b) => b - a);
      return { text: element.textContent?.trim().slice(0, 40), ratio: (light + 0.05) / (dark + 0.05) };
    })
    .filter(({ ratio }) => ratio < 4.5);
}
