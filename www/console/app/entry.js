// Coming in, to the Worker or to working alone, and leaving.
import { addressIn } from "../model/fragment.js";
import { placesOf, recall, suppose, vendorProfile } from "../model/place.js";
import { Trouble } from "../model/problem.js";
import { workAlone } from "../work/alone.js";
import { findPlaces, setFault } from "../work/practice.js";
import { findService, workWithWorker } from "../work/worker.js";
import { isBound, openRun, stopWatching } from "./calling.js";
import { engineOf } from "./engine.js";
import { isShut, refresh, shownPlaces, stopReading } from "./listing.js";
import { openDialog } from "./navigation.js";
import { openHistory, readPastRuns } from "./recording.js";
import { emptyDraft, forgetAll } from "./state.js";
import { through } from "./through.js";

/** @import { App, Credentials, Engine, View, Work } from "../types.d.ts" */

/** @param {App} app */
export async function lookForService(app) {
  app.state.service = await findService();
  app.update();
}

/**
 * @param {App} app
 * @param {Engine} engine
 * @param {Work} work
 * @param {{ region: string, params: Record<string, string> }} [told] where somebody's tasks are, as far as the keys tell it
 */
export async function enter(app, engine, work, told) {
  const { state } = app;
  const address = addressIn(location.hash);
  const places = placesOf(engine.operations(), work.profiles);
  recall(places, address.places);
  if (told) suppose(places, told);
  if (work.isPractice) await findPlaces(places);
  const first = places.find((place) => place.region !== "") ?? places[0];
  const known = [...places.map(({ id }) => id), "all"];
  const at = {
    view: /** @type {View} */ (address.view === "explain" ? "explain" : "list"),
    inspected: address.task ?? "",
  };
  Object.assign(state, {
    work,
    places,
    shown:
      address.shown && known.includes(address.shown)
        ? address.shown
        : work.isPractice
          ? "all"
          : (first?.id ?? "all"),
    ...at,
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
  if (address.run && work.kind === "worker") {
    openRun(app, address.run);
    // Who looked at something beside it goes on there.
    if (address.shown && !["run", "signin"].includes(address.view ?? "list")) Object.assign(state, at);
  }
  if (address.view === "history") openHistory(app);
}

/** @param {App} app @param {string} [token] none where Access stands in front */
export const signIn = (app, token) =>
  through(app, async () => {
    const engine = await engineOf(app);
    const wrong = new Trouble({ code: "wrong-token", message: "" });
    // A header takes no other characters, so that no request could even ask.
    if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) throw wrong;
    const work = await workWithWorker({ token, catalogue: engine.operations() }).catch((error) => {
      throw error instanceof Trouble && error.problem.code === "signed-out" ? wrong : error;
    });
    await enter(app, engine, work);
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

/** Forgets keys, texts, lists and runs; where that would end a run, it asks first. @param {App} app */
export function leave(app) {
  if (isBound(app)) openDialog(app, "leave");
  else leaveNow(app);
}

/** @param {App} app */
export function leaveNow(app) {
  const { state } = app;
  stopReading();
  stopWatching();
  if (state.work?.isPractice) setFault("nothing").catch(() => {});
  state.work?.forget();
  const fragment = new URLSearchParams(location.hash.slice(1));
  // The places stay in the address for whoever works with keys of their own: they are looked for there again.
  const places = state.work?.kind === "alone" ? fragment.getAll("at") : [];
  const rest = new URLSearchParams(places.map((place) => ["at", place])).toString();
  history.replaceState(null, "", rest ? `#${rest}` : location.pathname + location.search);
  forgetAll(state);
  app.update();
}
