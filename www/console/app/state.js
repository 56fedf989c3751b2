// What the page knows at the beginning, and what it still knows once everything else is forgotten.
import { en } from "../texts/index.js";

/** @import { Draft, State } from "../types.d.ts" */

/** @returns {Draft} */
export const emptyDraft = () => ({
  vendor: "aws",
  accessKeyId: "",
  secretAccessKey: "",
  sessionToken: "",
  token: "",
  endpoint: "",
  region: "",
  projectId: "",
  expiresAt: 0,
  note: "",
  judged: new Set(),
});

/** @returns {State} */
export const newState = () => ({
  t: en,
  lang: "en",
  theme: "auto",
  letters: true,
  service: { isAsked: false, isKnown: false },
  isEntering: false,
  view: "list",
  places: [],
  shown: "all",
  listings: new Map(),
  tab: "running",
  query: "",
  sort: { by: "age", isDown: false },
  limit: 300,
  selection: new Map(),
  cursor: "",
  inspected: "",
  runs: new Map(),
  pastRuns: [],
  history: { entries: [], search: "", isLoading: false },
  explain: { text: "", isLoading: false },
  draft: emptyDraft(),
  token: "",
  isBusy: false,
  fault: "nothing",
  tool: "",
  opened: new Set(),
  paletteQuery: "",
  copied: "",
  warning: "",
  announcement: "",
  now: Date.now(),
});

/**
 * What is no secret and nobody's work: what somebody set, and what was loaded.
 * @type {(keyof State)[]}
 */
const KEPT = ["t", "lang", "theme", "letters", "service", "engine", "tools", "tool", "announcement"];

/** Forgets all that somebody typed, pasted, read, chose or did. @param {State} state */
export function forgetAll(state) {
  const kept = Object.fromEntries(KEPT.map((name) => [name, state[name]]));
  for (const name of /** @type {(keyof State)[]} */ (Object.keys(state)))
    delete (/** @type {any} */ (state)[name]);
  Object.assign(state, newState(), kept);
}

/** Whether there is anything that forgetAll() would take from somebody. @param {State} state */
export const hasSecrets = ({ work, draft, token, explain }) =>
  (work !== undefined && !work.isPractice) ||
  token !== "" ||
  explain.text !== "" ||
  [draft.accessKeyId, draft.secretAccessKey, draft.sessionToken, draft.token].some(Boolean);
