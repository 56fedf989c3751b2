// How the page comes: what is on the screen first, how much is sent, how long it is kept, whom it may call.
import assert from "node:assert/strict";
import { after, afterEach, before, it } from "node:test";
import { texts as de } from "../../www/console/texts/de.js";
import { texts as en } from "../../www/console/texts/en.js";
import { texts as zh } from "../../www/console/texts/zh.js";
import { pagePolicy } from "../../www/headers.mjs";
import { practice, startConsole } from "./page.mjs";

/** The package as it was built. @type {typeof import("calloff")} */
const { build, operations } = await import(new URL("../../pkg/dist/index.js", import.meta.url).href);

const MAX_BYTES = 200 * 1024;

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let served;
before(async () => {
  served = await startConsole();
});
after(() => served?.close());
afterEach(() => served.reset());

it("all of it, with the reader of texts and another language, is at most 200 KB as it is sent, and is sent once", async (t) => {
  const page = await served.open({ hash: "#view=explain", locale: "zh" });
  await page.getByRole("textbox").fill("task-0123456789abcdef0");
  await page.locator("section.explanation").waitFor();
  const sent = () =>
    page.evaluate(() =>
      performance
        .getEntries()
        .filter(({ name }) => name.startsWith(location.origin) && !name.includes("/api/"))
        .map((entry) => ({ name: entry.name, size: /** @type {any} */ (entry).transferSize })),
    );
  const first = await sent();
  assert.ok(first.some(({ name }) => name.endsWith(".wasm")));
  const bytes = first.reduce((sum, { size }) => sum + size, 0);
  t.diagnostic(`${bytes} bytes`);
  assert.ok(bytes > 100_000 && bytes <= MAX_BYTES, `${bytes} bytes`);
  await page.reload();
  await page.getByRole("textbox").fill("task-0123456789abcdef0");
  await page.locator("section.explanation").waitFor();
  for (const { name, size } of await sent()) if (name.includes("/assets/")) assert.equal(size, 0, name);
});

it("the frame and the doors are on the screen before the script, and without the WebAssembly", async () => {
  const page = await served.open();
  await page.route(/\.wasm$/, () => {});
  await page.reload();
  await page.getByRole("heading", { name: "Look around in practice" }).waitFor();
  await page.route(/\.js$/, () => {});
  page.reload({ waitUntil: "commit" });
  await page.locator("#page > .bar").waitFor();
  await page.getByRole("heading", { name: "What would you like to do?" }).waitFor();
});

it("an engine that could not be loaded is asked for again", async () => {
  const page = await served.open();
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.reload();
  await page.getByRole("button", { name: "Paste a text…" }).click();
  await page.getByRole("textbox").fill("task-0123456789abcdef0");
  await page.getByRole("group", { name: "No answer came" }).waitFor();
  await page.unroute(/\.wasm$/);
  await page.getByRole("textbox").fill("task-0123456789abcdef1");
  await page.locator("section.explanation").waitFor();
  assert.deepEqual(served.complaints, []);
});

it("it may call every host of the catalogue, this machine, and nobody else", () => {
  const sources = /connect-src ([^;]*)/.exec(pagePolicy)?.[1]?.split(" ") ?? [];
  const suffixes = sources
    .filter((source) => source.startsWith("https://*."))
    .map((source) => source.slice(9));
  assert.ok(!sources.includes("https:") && !sources.includes("*"));
  for (const { id, regions, variants, fields } of operations()) {
    const params = Object.fromEntries(
      fields
        .filter(({ required }) => required)
        .map(({ name, type, example }) => [
          name,
          type === "string[]" ? [example] : example.replaceAll("*", "a"),
        ]),
    );
    for (const region of regions)
      for (const variant of [[], ...variants.map((one) => [one])]) {
        const call = /** @type {any} */ ({
          operation: id,
          region,
          params,
          ...(variant.length > 0 && { variants: variant }),
        });
        const { host } = new URL(build(call).url);
        assert.ok(
          suffixes.some((suffix) => host.endsWith(suffix)),
          `${host} of ${id}`,
        );
      }
  }
});

it("it asks nobody but where it is from", async () => {
  const page = await served.open();
  /** @type {string[]} */
  const elsewhere = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(served.service.origin) && !request.url().startsWith("data:"))
      elsewhere.push(request.url());
  });
  await page.reload();
  await practice(page);
  assert.deepEqual(elsewhere, []);
  assert.deepEqual(served.complaints, []);
});

/** Every name in it, with the kind of what it is. @param {any} value @param {string} path @returns {string[]} */
const shapeOf = (value, path = "") =>
  Object.entries(value).flatMap(([key, one]) =>
    typeof one === "object" ? shapeOf(one, `${path}.${key}`) : [`${path}.${key}: ${typeof one}`],
  );

for (const [name, texts] of Object.entries({ zh, de }))
  it(`${name} has every text of English, and every sentence of the catalogue on what a cancel does not undo`, () => {
    const { cancels: own, ...rest } = texts;
    const { cancels: _, ...english } = en;
    assert.deepEqual(shapeOf(rest), shapeOf(english));
    for (const { id, kind, effects = [], requirements = [] } of operations()) {
      if (kind !== "cancel") continue;
      const { effects: told = [], requirements: needed = [] } = own[id] ?? {};
      assert.deepEqual([told.length, needed.length], [effects.length, requirements.length], id);
    }
  });
