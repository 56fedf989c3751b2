// What somebody does at the page and what comes in meanwhile, without the page.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../../scripts/lib/setup.mjs";

const folder = mkdtempSync(join(tmpdir(), "calloff-app-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const page = join(root, "www", "console");
const names = ["calling", "choosing", "entry", "listing", "navigation", "settings", "state"];
const files = [...names.map((name) => `app/${name}.js`), "model/run.js", "texts/index.js"];
const outfile = join(folder, "app.mjs");
// In one, as the page has it.
await build({
  stdin: {
    contents: files.map((file) => `export * from ${JSON.stringify(join(page, file))};`).join("\n"),
    resolveDir: root,
  },
  outfile,
  bundle: true,
  format: "esm",
  alias: {
    calloff: join(root, "pkg", "slim.js"),
    "calloff/slim": join(root, "pkg", "slim.js"),
    "calloff/explain": join(root, "pkg", "explain.js"),
    "calloff/calloff.wasm": join(root, "pkg", "dist", "calloff.wasm"),
  },
  loader: { ".wasm": "empty" },
});
/**
 * @type {typeof import("../../www/console/app/calling.js") & typeof import("../../www/console/app/choosing.js")
 *   & typeof import("../../www/console/app/entry.js") & typeof import("../../www/console/app/listing.js")
 *   & typeof import("../../www/console/app/navigation.js") & typeof import("../../www/console/app/settings.js")
 *   & typeof import("../../www/console/app/state.js") & typeof import("../../www/console/model/run.js")
 *   & typeof import("../../www/console/texts/index.js")}
 */
const modules = await import(pathToFileURL(outfile).href);
const { stopRun, selectTo, enter, refresh, takeTasks, followAddress } = modules;
const { chooseLanguage, recallSettings, newState, newRun, languages } = modules;

/** @typedef {import("../../www/console/types.d.ts").App} App */

const job = "a".repeat(32);
/** @type {any} */
const place = {
  id: "p/c",
  profile: { name: "p" },
  cancel: { id: "c", provider: { id: "aws" } },
  list: { id: "l", regions: ["r"] },
  region: "r",
  params: {},
};
/** @type {any} */
const engine = { operations: () => [], cancelCallFor: () => ({ operation: "c", region: "r", params: {} }) };
/** @param {string} id @returns {any} */
const task = (id) => ({ id, state: "running", rawState: "RUNNING", terminal: false, cancelable: true });

/** Somebody who looks at the tasks of one place. @param {any} [more] of the state @returns {App} */
function appWith(more) {
  const state = { ...newState(), places: [place], engine, ...more };
  /** @type {App} */
  const app = {
    state,
    update() {},
    announce(text) {
      state.announcement = text;
    },
  };
  return app;
}

/** @param {App} app */
const rowsOf = ({ state }) => state.listings.get(place.id)?.rows ?? [];

/** @param {App} app @param {string} id @returns {any} */
const rowOf = (app, id) => rowsOf(app).find((row) => row.task.id === id);
/** @param {App} app */
const chosen = ({ state: { selection } }) => [...selection.values()].map((row) => row.task.id).sort();

it("chooses up to a row from the last that was chosen, and from none that is not shown", () => {
  const app = appWith();
  takeTasks(app, place, ["a", "b", "c", "d"].map(task));
  app.state.sort = { by: "task", isDown: false };
  app.state.selection.set(rowOf(app, "b").key, rowOf(app, "b"));
  selectTo(app, rowOf(app, "d"));
  assert.deepEqual(chosen(app), ["b", "c", "d"]);
  app.state.selection.clear();
  const hidden = { ...rowOf(app, "a"), key: "hidden" };
  app.state.selection.set(hidden.key, hidden);
  selectTo(app, rowOf(app, "c"));
  assert.deepEqual(chosen(app), ["a", "c"]);
});

it("chooses no longer what a whole list does not have any more", async () => {
  let ids = ["a", "b"];
  const list = async function* () {
    yield* ids.map(task);
  };
  const app = appWith({ work: { list } });
  await refresh(app);
  for (const row of rowsOf(app)) app.state.selection.set(row.key, row);
  ids = ["b", "c"];
  await refresh(app);
  assert.deepEqual(chosen(app), ["b"]);
});

it("shows the list that was pasted, whatever an older request comes to", async () => {
  /** @type {() => void} */
  let fail = () => {};
  const answer = new Promise((_, reject) => {
    fail = () => reject(new TypeError("blocked"));
  });
  const list = async function* () {
    yield await answer;
  };
  const app = appWith({ work: { list } });
  const refreshed = refresh(app);
  takeTasks(app, place, [task("pasted")]);
  fail();
  await refreshed;
  const { rows = [], problem, isPasted } = app.state.listings.get(place.id) ?? {};
  assert.deepEqual([rows.map((row) => row.task.id), problem, isPasted], [["pasted"], undefined, true]);
});

it("a run that could not be stopped goes on, and can be stopped", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const stop = async () => {
    throw new TypeError("no network");
  };
  const app = appWith({ work: { stop }, run: newRun(job, 0) });
  await stopRun(app);
  const { run, warning, t: texts } = app.state;
  assert.deepEqual([run?.isStopped, run?.problem], [false, undefined]);
  assert.equal(warning, texts.verdicts["no-answer"]);
});

it("who comes back to a list has it, with the run beside it; who comes back to a run has that", async (t) => {
  /** @type {any} */
  const work = { kind: "worker", profiles: [], watch: () => new Promise(() => {}), runs: async () => [] };
  for (const [hash, view] of [
    [`#way=worker&shown=all&run=${job}`, "list"],
    [`#way=worker&view=explain&shown=all&run=${job}`, "explain"],
    [`#way=worker&view=run&shown=all&run=${job}`, "run"],
    [`#way=worker&run=${job}`, "run"],
  ]) {
    globalThis.location = /** @type {any} */ ({ hash });
    t.after(() => Reflect.deleteProperty(globalThis, "location"));
    const app = appWith();
    await enter(app, engine, work);
    assert.deepEqual([app.state.view, app.state.run?.id], [view, job], hash);
  }
});

it("an address that names nothing leads to the list", (t) => {
  t.after(() => Reflect.deleteProperty(globalThis, "location"));
  for (const hash of ["#way=worker&view=run", "#way=worker&shown=nowhere"]) {
    globalThis.location = /** @type {any} */ ({ hash });
    const app = appWith({ work: { list: async function* () {} } });
    followAddress(app);
    assert.deepEqual([app.state.view, app.state.shown], ["list", "all"], hash);
  }
});

it("a language that cannot be loaded leaves the one that is there, and is said", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { zh } = languages;
  t.mock.method(/** @type {any} */ (zh), "load", async () => {
    throw new TypeError("no network");
  });
  const own = {
    localStorage: { getItem: () => '{"lang":"zh"}', setItem() {} },
    navigator: { languages: [] },
  };
  for (const [name, value] of Object.entries(own)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
    t.after(() => Reflect.deleteProperty(globalThis, name));
  }
  const app = appWith();
  await recallSettings(app);
  assert.deepEqual([app.state.lang, app.state.warning], ["en", ""]);
  own.localStorage.getItem = () => '{"lang":7,"theme":7}';
  await recallSettings(app);
  assert.equal(app.state.lang, "en");
  await chooseLanguage(app, "zh");
  assert.deepEqual([app.state.lang, app.state.warning], ["en", app.state.t.verdicts["no-answer"]]);
});
