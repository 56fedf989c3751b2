// What the page knows at the beginning.
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
  announcement: "",
  now: Date.now(),
});
