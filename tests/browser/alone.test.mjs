// Working alone: keys that somebody types or pastes, in the page's memory and nowhere else.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, afterEach, before, describe, it } from "node:test";
import { practiceCredentials } from "../../sandbox/vendors/credentials.mjs";
import { callOff, choose, keptBy, question, rail, row, startConsole, text } from "./page.mjs";

/** @import { Page } from "playwright-core" */

const TASK = "task-0123456789abcdef7";
/** It will be canceling for as long as anybody asks. */
const STUCK = "task-0123456789abcdef3";
const { user, session, expired } = practiceCredentials.aws;

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let served;
before(async () => {
  served = await startConsole();
});
after(() => served?.close());
afterEach(() => served.reset());

/** @param {Page} page @param {string} [endpoint] */
async function fillEndpoint(page, endpoint = `${served.service.origin}/cloud`) {
  await page.getByText("Another endpoint").click();
  await page.getByLabel("Endpoint", { exact: true }).fill(endpoint);
}

/** @param {Page} page */
const press = (page) => page.getByRole("button", { name: "Connect", exact: true }).click();

/** At Amazon FSx. @param {{ accessKeyId: string, secretAccessKey: string, sessionToken?: string }} keys @param {{ endpoint?: string }} [options] */
async function connected(keys, { endpoint } = {}) {
  const page = await served.open();
  await page.getByRole("button", { name: "Enter keys…" }).click();
  await page.getByLabel("Amazon Web Services").check();
  await page.getByLabel("Access key ID").fill(keys.accessKeyId);
  await page.getByLabel("Secret access key").fill(keys.secretAccessKey);
  if (keys.sessionToken) await page.getByLabel("Session token").fill(keys.sessionToken);
  await fillEndpoint(page, endpoint);
  await press(page);
  await page.getByLabel("Region").selectOption("eu-west-1");
  return page;
}

it("finds, calls off and confirms with keys of one's own, and keeps a history without them", async () => {
  const page = await connected(session);
  await choose(page, [TASK]);
  await page.getByRole("button", { name: "Call off 1 task…" }).click();
  assert.match(
    await text(question(page)),
    new RegExp(`This is real.*AKID…MPLE[\\s\\S]*${new URL(served.service.origin).host}`),
  );
  await page.keyboard.press("Escape");
  await callOff(page);
  await page.getByText("Keep this page open").waitFor();
  await page.getByText("None of them runs any more.").waitFor();
  await rail(page, "History").click();
  await page
    .getByRole("row", { name: new RegExp(TASK) })
    .first()
    .waitFor();
  const kept = await keptBy(page);
  assert.ok(kept.includes(TASK));
  for (const secret of [
    session.secretAccessKey,
    session.sessionToken,
    encodeURIComponent(session.secretAccessKey),
  ])
    assert.ok(!kept.includes(secret));
  assert.deepEqual(served.complaints, []);
});

it("forgets the keys when it is told to, and after half an idle hour", async () => {
  const page = await connected(user);
  await row(page, TASK).waitFor();
  await page.getByRole("button", { name: "Forget the keys" }).click();
  await page.getByRole("heading", { name: "What would you like to do?" }).waitFor();
  await page.getByRole("button", { name: "Enter keys…" }).click();
  assert.equal(await page.getByLabel("Secret access key").inputValue(), "");

  const idle = await served.open();
  await idle.clock.install();
  await idle.getByRole("button", { name: "Enter keys…" }).click();
  await idle.getByLabel("Access key ID").fill(user.accessKeyId);
  await idle.getByLabel("Secret access key").fill(user.secretAccessKey);
  await fillEndpoint(idle);
  await press(idle);
  await idle.getByRole("button", { name: "Forget the keys" }).waitFor();
  await idle.clock.fastForward(31 * 60_000);
  await idle.getByRole("heading", { name: "What would you like to do?" }).waitFor();
});

it("takes a pasted block of keys apart, and shows none of it", async () => {
  const page = await served.open();
  await page.getByRole("button", { name: "Enter keys…" }).click();
  const block = `export AWS_ACCESS_KEY_ID=${session.accessKeyId}\nexport AWS_SECRET_ACCESS_KEY=${session.secretAccessKey}\nexport AWS_SESSION_TOKEN=${session.sessionToken}\nexport AWS_REGION=eu-west-1\n`;
  await page.getByLabel("Paste what you have").fill(block);
  await page.getByText("Found: Access key ID, Secret access key, Session token").waitFor();
  assert.equal(await page.getByLabel("Paste what you have").inputValue(), "");
  await fillEndpoint(page);
  await press(page);
  await row(page, TASK).waitFor();
});

describe("what is wrong with keys", () => {
  it("is said at the field, before anything is sent", async () => {
    const page = await served.open();
    await page.getByRole("button", { name: "Enter keys…" }).click();
    await press(page);
    await page.getByText("Access key ID: is missing").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "accessKeyId");
    await page.getByLabel("Access key ID").fill(user.secretAccessKey);
    await page.getByLabel("Secret access key").fill(user.accessKeyId);
    await page.getByText(/look swapped/).waitFor();
    await page.getByLabel("Secret access key").fill("****************");
    await page.getByText("Secret access key: is a mask").waitFor();
    await page.getByText("Another endpoint").click();
    await page.getByLabel("Endpoint", { exact: true }).fill("https://evil.example/");
    await page.getByText("Only an endpoint on this machine").first().waitFor();
  });

  it("is told by the provider's reply, with the way to new ones", async () => {
    const page = await connected(expired);
    await page.getByRole("group", { name: "The credentials were not accepted" }).waitFor();
    assert.match(await text(page.getByRole("main")), /expired/i);
    await page.getByRole("button", { name: "Enter new keys…" }).click();
    await page.getByLabel("Access key ID").waitFor();
  });
});

it("learns the provider's time, says so, and signs by it from then on", async () => {
  await served.service.control("clock", { aheadSeconds: 3600 });
  const page = await connected(user);
  await row(page, TASK).waitFor();
  await page.getByText(/This machine is (1h|1h \d+s|59m \d+s) slow/).waitFor();
  const before = await (await fetch(`${served.service.origin}/cloud/_control/state`)).json();
  await Promise.all([page.waitForResponse(/\/cloud/), page.getByRole("button", { name: "Refresh" }).click()]);
  const after_ = await (await fetch(`${served.service.origin}/cloud/_control/state`)).json();
  const refused = (/** @type {any} */ { calls }) =>
    calls.filter((/** @type {any} */ { accepted }) => !accepted).length;
  assert.equal(refused(after_), refused(before));
});

it("asks before the page is left while something is under way", async () => {
  const page = await connected(user);
  await choose(page, [STUCK]);
  await callOff(page);
  await page.getByText(/1 canceling/).waitFor();
  const asked = page.waitForEvent("dialog");
  page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.accept();
});

describe("a run that is left before its end", () => {
  /** The tasks as the practice cloud has them. */
  const tasks = async () => {
    const response = await fetch(`${served.service.origin}/cloud/_control/state?service=fsx`);
    return (await response.json()).services.fsx.tasks;
  };

  it("is unknown where its cancel call was sent, on the page and in the history", async () => {
    const page = await connected(user);
    await choose(page, [STUCK]);
    await callOff(page);
    await page.getByText(/1 canceling/).waitFor();
    await page.getByRole("button", { name: "Stop asking" }).click();
    await page.getByText("1 unknown").waitFor();
    assert.match(await text(row(page, STUCK)), /It was sent; then nobody asked any more/);
    assert.equal(await page.getByText("not sent", { exact: true }).count(), 0);
    const called = (await tasks()).find((/** @type {any} */ { ids }) => ids.TaskId === STUCK);
    assert.equal(called.cancels, 1);
    await rail(page, "History").click();
    await page.getByRole("row", { name: new RegExp(`unknown.*${STUCK}.*Accepted`) }).waitFor();
  });

  it("is in the record from its first moment on", async () => {
    const page = await connected(user);
    await choose(page, [TASK]);
    page.on("dialog", (dialog) => dialog.accept());
    await callOff(page);
    await page.reload();
    assert.match(await keptBy(page), new RegExp(TASK));
  });

  it("says that there is no connection", async () => {
    const page = await connected(user);
    await choose(page, [TASK]);
    await page.context().setOffline(true);
    await callOff(page);
    await page.getByText("This machine is offline.").waitFor();
    await page.context().setOffline(false);
  });
});

describe("a vendor that lets no page call it", () => {
  it("is told before, with the command to run instead", async () => {
    const page = await served.open();
    await page.getByRole("button", { name: "Enter keys…" }).click();
    await page.getByLabel("Alibaba Cloud").check();
    await page.getByText("Alibaba Cloud is not known to let web pages call it").waitFor();
    await page.getByLabel("Access key ID").fill(practiceCredentials.alibaba.user.accessKeyId);
    await page.getByLabel("Secret access key").fill(practiceCredentials.alibaba.user.secretAccessKey);
    /** @type {string[]} */
    const sent = [];
    page.on("request", (request) => sent.push(request.url()));
    await press(page);
    await rail(page, "CPFS flows").click();
    await page.getByLabel("Region").selectOption("cn-wulanchabu");
    await page.getByLabel("File system id").fill("bmcpfs-370lx1ev9ss27o0abcd");
    await page.getByLabel("File system id").press("Tab");
    await page.getByText(/aliyun nas .*DescribeDataFlowTasks/i).waitFor();
    assert.ok(
      !(await text(page.getByRole("main"))).includes(practiceCredentials.alibaba.user.secretAccessKey),
    );
    assert.deepEqual(sent, []);
  });
});

describe("a host on this machine", () => {
  /** @param {import("node:http").RequestListener} answer @param {(endpoint: string) => Promise<void>} work */
  async function withHost(answer, work) {
    const host = createServer(answer);
    await new Promise((resolve) => host.listen(0, "127.0.0.1", () => resolve(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (host.address());
    try {
      await work(`http://127.0.0.1:${port}`);
    } finally {
      host.close();
      host.closeAllConnections();
    }
  }

  it("that lets no page call it is told from one that is out of reach", () =>
    withHost(
      (_, reply) => reply.end("{}"),
      async (endpoint) => {
        const page = await connected(user, { endpoint });
        await page.getByRole("group", { name: /lets no web page call it/ }).waitFor();
      },
    ));

  it("that never answers is waited for no longer than the request", () =>
    withHost(
      (request) => {
        if (request.method === "OPTIONS") request.socket.destroy();
      },
      async (endpoint) => {
        const page = await connected(user, { endpoint });
        await page.getByRole("group", { name: "No answer came" }).waitFor();
      },
    ));
});
