// The doors: into practice, to the Worker, to working alone, and out again.
import { addressIn } from "../model/fragment.js";
import { placesOf, regionsOf, vendorProfile } from "../model/place.js";
import { problemOf } from "../model/problem.js";
import { workAlone } from "../work/alone.js";
import { enterPractice, findPlaces, resetPractice, setFault } from "../work/practice.js";
import { findService, workWithWorker } from "../work/worker.js";
import { openRun, stopWatching } from "./calling.js";
import { engineOf } from "./engine.js";
import { isShut, refresh, shownPlaces, stopReading } from "./listing.js";
import { openHistory, readPastRuns } from "./recording.js";
import { emptyDraft } from "./state.js";

/** @import { Address } from "../model/fragment.js" */
/** @import { App, Credentials, Engine, Place, Work } from "../types.d.ts" */

/** @param {App} app */
export async function lookForService(app) {
  app.state.service = await findService();
  app.update();
}

/** Does what a door is for, and says so where it cannot. @param {App} app @param {() => Promise<void>} work */
async function through(app, work) {
  app.state.isBusy = true;
  delete app.state.problem;
  app.update();
  try {
    await work();
  } catch (error) {
    app.state.problem = problemOf(error);
  }
  app.state.isBusy = false;
  app.update();
}

/** Fills in what the address knows of the places. @param {Place[]} places @param {Address} address */
function recall(places, address) {
  for (const { profile, cancel, region, params } of address.places) {
    const place = places.find((one) => one.profile.name === profile && one.cancel.id === cancel);
    if (!place) continue;
    if (regionsOf(place).includes(region)) place.region = region;
    for (const name of Object.keys(place.params)) place.params[name] = params[name] ?? "";
  }
  for (const place of places) if (regionsOf(place).length === 1) place.region ||= regionsOf(place)[0] ?? "";
}

/** @param {Place[]} places @param {{ region: string, params: Record<string, string> }} told */
function suppose(places, { region, params }) {
  for (const place of places) {
    if (regionsOf(place).includes(region)) place.region ||= region;
    for (const [name, value] of Object.entries(params))
      if (place.params[name] === "") place.params[name] = value;
  }
}

/**
 * @param {App} app
 * @param {Engine} engine
 * @param {Work} work
 * @param {{ region: string, params: Record<string, string> }} [told] where somebody's tasks are, as far as the keys tell it
 */
async function enter(app, engine, work, told) {
  const { state } = app;
  const address = addressIn(location.hash);
  const places = placesOf(engine.operations(), work.profiles);
  recall(places, address);
  if (told) suppose(places, told);
  if (work.isPractice) await findPlaces(places);
  const first = places.find((place) => place.region !== "") ?? places[0];
  const known = [...places.map(({ id }) => id), "all"];
  Object.assign(state, {
    work,
    places,
    shown:
      address.shown && known.includes(address.shown)
        ? address.shown
        : work.isPractice
          ? "all"
          : (first?.id ?? "all"),
    view: address.view === "explain" ? "explain" : "list",
    inspected: address.task ?? "",
    listings: new Map(),
    token: "",
    draft: emptyDraft(),
  });
  app.update();
  readPastRuns(app);
  refresh(
    app,
    shownPlaces(app).filter((place) => !isShut(app, place)),
  );
  if (address.run && work.kind === "worker") openRun(app, address.run);
  if (address.view === "history") openHistory(app);
}

/** @param {App} app */
export const practice = (app) =>
  through(app, async () => {
    const engine = await engineOf(app);
    await enter(app, engine, await enterPractice(engine));
  });

/** @param {App} app @param {string} [token] none where Access stands in front */
export const signIn = (app, token) =>
  through(app, async () => {
    const engine = await engineOf(app);
    await enter(app, engine, await workWithWorker({ token, catalogue: engine.operations() }));
  });

/** @param {App} app */
export const connect = (app) =>
  through(app, async () => {
    const engine = await engineOf(app);
    const { vendor, accessKeyId, secretAccessKey, sessionToken, token, endpoint } = app.state.draft;
    /** @type {Credentials} */
    const credentials = token
      ? { token }
      : { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    const profile = vendorProfile(engine.operations(), vendor, endpoint.replace(/\/+$/, ""));
    const who = token ? "•••" : `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}`;
    const { region, projectId, expiresAt } = app.state.draft;
    const work = workAlone({ engine, who, keys: [{ profile, credentials }], expiresAt });
    await enter(app, engine, work, { region, params: projectId ? { project_id: projectId } : {} });
  });

/** Forgets keys, lists and runs. @param {App} app */
export function leave(app) {
  const { state } = app;
  stopReading();
  stopWatching();
  state.work?.forget();
  // Whoever works with keys of their own finds their places again.
  if (state.work?.kind === "worker") history.replaceState(null, "", location.pathname);
  delete state.work;
  delete state.run;
  delete state.question;
  Object.assign(state, {
    view: "list",
    shown: "all",
    places: [],
    listings: new Map(),
    selection: new Map(),
    runs: new Map(),
    pastRuns: [],
    inspected: "",
    draft: emptyDraft(),
    token: "",
    fault: "nothing",
  });
  app.update();
}

/** @param {App} app @param {string} name */
export async function chooseFault(app, name) {
  app.state.fault = name;
  await through(app, () => setFault(name));
  await refresh(app);
}

/** @param {App} app */
export async function startOver(app) {
  app.state.fault = "nothing";
  await through(app, async () => {
    await resetPractice();
  });
  await refresh(app);
}
