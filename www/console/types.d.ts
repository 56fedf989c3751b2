// What the page's parts hand to each other.
import type {
  Call,
  CancelCall,
  Credentials,
  ListCall,
  OperationSpec,
  Outcome,
  StatusCall,
  TaskState,
  TaskView,
} from "calloff";
import type { Explanation } from "calloff/explain";
import type { texts } from "./texts/en.js";

export type Texts = typeof texts;
export type Engine = typeof import("calloff");
export type Tools = typeof import("./model/tools.js");
export type LookCall = ListCall | StatusCall;

/** Whose keys sign, and what may be done with them. */
export interface Profile {
  name: string;
  services: string[];
  regions: string[];
  operations: string[];
  /** Where calls go instead of to the region's own endpoint. */
  endpoint?: string;
}

/** One kind of tasks of one profile, in one region. */
export interface Place {
  id: string;
  profile: Profile;
  cancel: OperationSpec;
  list: OperationSpec;
  /** "" until one is chosen. */
  region: string;
  /** What the list call needs, such as the id of a file system; "" until it is given. */
  params: Record<string, string>;
}

/** A task in the list. */
export interface Row {
  key: string;
  place: Place;
  task: TaskView;
  /** Absent where the task's ids make no call. */
  call?: CancelCall;
}

/** What went wrong, in words that a reply was read into. */
export interface Problem {
  /** A verdict, or a code of the service that the page talks to. */
  code: string;
  /** What the other side said. */
  message: string;
  advice?: string;
  httpStatus?: number;
  /** The run that did begin, where a part of what was asked for did not. */
  begun?: string;
}

export interface Listing {
  rows: Row[];
  isLoading: boolean;
  /** When it was asked for first. */
  since?: number;
  problem?: Problem;
  /** How often in a row it could not be read, and when it is tried again: Unix milliseconds. */
  failures?: number;
  retryAt?: number;
  /** Somebody pasted it, and it is not read again unasked. */
  isPasted?: boolean;
  /** When it was read last. */
  at?: number;
  /** Goes on with the next page. */
  rest?: AsyncIterator<TaskView>;
}

export type RowState = "waiting" | "canceling" | "confirmed" | "refused" | "unconfirmed" | "failed";

/** What became of one task of a run. */
export interface RunRow {
  key: string;
  id: string;
  profile: string;
  call: CancelCall;
  state: RowState;
  finalState?: TaskState;
  cancel?: Outcome;
  last?: Outcome;
  error?: { code: string; message: string };
  /** What happened, in order: a state of the row, or a word of the provider. */
  events: RunEvent[];
}

/** Something that happened to a task; without a time where nobody knows it. */
export interface RunEvent {
  at?: number;
  what: string;
}

/** What there is to tell of a task of a run: with `at` where it just happened, with `events` where the record has them. */
export type RunChange = Partial<Omit<RunRow, "key">> & { at?: number };

export interface Run {
  /** Of the Worker's jobs, one for each profile; a made-up one otherwise. */
  id: string;
  /** When it began; not known of one that was opened by its id until the Worker tells it. */
  at?: number;
  /** Absent where that is not known. */
  endedAt?: number;
  /** How many there are, where the rows are not all known yet. */
  total: number;
  /** As the Worker counts them, which knows of more tasks than there are rows. */
  counts?: Counts;
  rows: Map<string, RunRow>;
  isStopped: boolean;
  isOver: boolean;
  /** It lost its way to the Worker, and tries again. */
  isLost?: boolean;
  /** The address named something beside it that is no run. */
  isPart?: boolean;
  problem?: Problem;
}

export type Counts = Record<RowState, number> & {
  total: number;
  /** Of those that are canceling: nobody has answered to it yet. */
  trying?: number;
};

/** A run, as the history has it. */
export interface PastRun {
  id: string;
  at: string;
  who: string;
  profile: string;
  counts: Counts;
}

/** One thing that happened, as the history has it. */
export interface Entry {
  at: string;
  who: string;
  what: string;
  profile: string;
  run: string;
  operation?: string;
  task?: string;
  verdict?: string;
  code?: string;
  requestId?: string;
  end?: string;
}

export interface ToCallOff {
  /** The task. */
  id: string;
  profile: Profile;
  call: CancelCall;
}

export type Tell = (key: string, change: RunChange) => void;

export interface Watch {
  tell: Tell;
  /** Of the run as a whole. */
  told: (run: { at: number; counts: Counts }) => void;
  /** It began before anybody watched it here. */
  isOld: boolean;
  lost: (isLost: boolean) => void;
  signal: AbortSignal;
}

/** A way of working: with the Worker, or alone. */
export interface Work {
  kind: "worker" | "alone";
  who: string;
  isPractice: boolean;
  mayCallOff: boolean;
  profiles: Profile[];
  list(profile: Profile, call: LookCall, signal: AbortSignal): AsyncIterable<TaskView>;
  /** Begins, and gives the run's id; once for each key, however often it is asked to. */
  start(calls: ToCallOff[], key: string): Promise<string>;
  /** Tells of every task of a run until none is under way. */
  watch(id: string, watch: Watch): Promise<void>;
  stop(id: string): Promise<void>;
  runs(): Promise<PastRun[]>;
  entries(search: string): Promise<Entry[]>;
  /** Keeps a run that is over. */
  keep?(run: Run): void;
  /** The record as a file. */
  csv?(): Promise<Blob>;
  /** Minutes that this machine's clock is off, where that is known and corrected. */
  clock?: { offsetMs: number; reset(): void };
  /** When the keys expire: Unix milliseconds; 0 where nobody said. */
  expiresAt?: number;
  forget(): void;
}

export type View = "list" | "run" | "history" | "explain" | "connect" | "signin";
export type Tab = "running" | "ending" | "ended" | "all";
export type Sort = { by: "state" | "task" | "type" | "age" | "done"; isDown: boolean };

/** The question that is asked before anything is called off. */
export interface Question {
  /** The same for each try to begin what it asks about. */
  id: string;
  rows: (Row & { call: CancelCall })[];
  leftOut: { row: Row; why: "ended" | "ending" | "state" | "no-call" }[];
  /** What has to be typed before anything is called off: a host or a number; "" where nothing has to. */
  word: string;
  /** What was typed, where something has to be. */
  typed: string;
  /** It has been on the screen long enough to be answered. */
  isReady: boolean;
  isSending: boolean;
  problem?: Problem;
}

/** The keys that somebody types in, until they are used. */
export interface Draft {
  vendor: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  token: string;
  endpoint: string;
  region: string;
  projectId: string;
  /** Unix milliseconds; 0 where nobody said. */
  expiresAt: number;
  /** What was found in what was pasted. */
  note: string;
  /** The fields whose faults are shown: those that were left, or all since somebody tried to connect. */
  judged: Set<string>;
}

export interface State {
  t: Texts;
  lang: string;
  theme: "auto" | "light" | "dark";
  /** Whether single letters act. */
  letters: boolean;
  engine?: Engine;
  tools?: Tools;
  /** What is known of the Worker that serves the page. */
  service: { isAsked: boolean; isKnown: boolean; mode?: string };
  work?: Work;
  /** The page was loaded anew in the midst of practice, and is on its way back there. */
  isEntering: boolean;
  view: View;
  places: Place[];
  /** A place's id, or "all". */
  shown: string;
  listings: Map<string, Listing>;
  tab: Tab;
  query: string;
  sort: Sort;
  /** How many rows are drawn. */
  limit: number;
  selection: Map<string, Row>;
  /** The row that the keyboard is at. */
  cursor: string;
  /** The row whose details are shown, in the list or in the run. */
  inspected: string;
  question?: Question;
  run?: Run;
  /** The runs that this page watches, or watched. */
  runs: Map<string, Run>;
  pastRuns: PastRun[];
  history: { entries: Entry[]; search: string; isLoading: boolean; problem?: Problem };
  explain: {
    text: string;
    explanation?: Explanation;
    problem?: Problem;
    isCut?: boolean;
    isLoading: boolean;
  };
  draft: Draft;
  token: string;
  problem?: Problem;
  isBusy: boolean;
  fault: string;
  /** The tool that commands are shown for. */
  tool: string;
  /** What was unfolded. */
  opened: Set<string>;
  dialog?: "help" | "palette" | "copy" | "leave";
  paletteQuery: string;
  copied: string;
  /** What is shown for a while over the page. */
  warning: string;
  announcement: string;
  now: number;
}

export interface App {
  state: State;
  /** Draws the page anew, soon. */
  update(): void;
  /** Has a screen reader read it out. */
  announce(text: string): void;
}

export type { Call, CancelCall, Credentials, Explanation, OperationSpec, Outcome, TaskState, TaskView };
