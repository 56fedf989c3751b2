// What of the page is in the address, after the #: how one works, places, filter, task and run; never a key.

/** @import { Place, State, Tab, View } from "../types.d.ts" */

/** @typedef {{ profile: string, cancel: string, region: string, params: Record<string, string> }} PlaceName */
/** @typedef {{ way?: string, view?: View, shown?: string, tab?: Tab, query?: string, task?: string, run?: string, places: PlaceName[] }} Address */

const VIEWS = ["list", "run", "history", "explain", "connect", "signin"];
/** Longer searches are cut: browsers and chats break longer addresses. */
const MAX_QUERY = 200;
const TABS = ["running", "ending", "ended", "all"];

/** @param {Place} place */
const nameOf = ({ profile, cancel, region, params }) =>
  [profile.name, cancel.id, region, new URLSearchParams(params).toString()].join(" ").trim();

/** @param {string} text @returns {PlaceName} */
function placeNamed(text) {
  const [profile = "", cancel = "", region = "", params = ""] = text.split(" ");
  return { profile, cancel, region, params: Object.fromEntries(new URLSearchParams(params)) };
}

/** @param {State} state */
export function fragmentOf({ work, view, shown, tab, query, inspected, run, places }) {
  const fragment = new URLSearchParams();
  if (work) fragment.set("way", work.isPractice ? "practice" : work.kind);
  if (view !== "list") fragment.set("view", view);
  if (work) fragment.set("shown", shown);
  for (const place of places)
    if (place.region && (shown === "all" || shown === place.id)) fragment.append("at", nameOf(place));
  if (tab !== "running") fragment.set("state", tab);
  if (query) fragment.set("q", query.slice(0, MAX_QUERY));
  if (inspected) fragment.set("task", inspected);
  if (run && work?.kind === "worker") fragment.set("run", run.id);
  // Spaces, colons and slashes may stand as they are.
  return fragment.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
}

/** @param {string} hash @returns {Address} */
export function addressIn(hash) {
  const fragment = new URLSearchParams(hash.replace(/^#/, ""));
  /** @param {string} name @param {string[]} [words] */
  const get = (name, words) => {
    const value = fragment.get(name);
    return value !== null && (words?.includes(value) ?? true) ? { [name]: value } : {};
  };
  const { state, q, ...rest } = {
    ...get("state", TABS),
    ...get("q"),
    ...get("way"),
    ...get("view", VIEWS),
    ...get("shown"),
    ...get("task"),
    ...get("run"),
  };
  return /** @type {Address} */ ({
    ...rest,
    ...(state && { tab: state }),
    ...(q && { query: q }),
    places: fragment.getAll("at").map(placeNamed),
  });
}
