// Everything that the page says, in English.

/** @param {number} count @param {string} one @param {string} [many] */
const s = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export const texts = {
  doors: {
    title: "What would you like to do?",
    promise:
      "Lists the transfer tasks that run, calls off those you choose, and stays until each has stopped. Keys stay in this tab.",
    practice: "Look around in practice",
    practiceHelp: "A cloud that is not real, with tasks that run, hang and fail. Nothing can break.",
    practiceOpen: "Start practice",
    practiceShut: "Practice needs a cloud to practice with: npm start has one.",
    signin: "Sign in",
    signinHelp:
      "This service holds the keys and does the sending. What it has begun goes on when you close the page.",
    signinOpen: "Sign in…",
    connect: "Connect with keys",
    connectHelp:
      "This page signs and sends by itself. The keys stay in this tab's memory and are forgotten with it.",
    connectOpen: "Enter keys…",
    explain: "I have a reply to read",
    explainHelp: "Paste an error, a log, a reply or an id, and see what it means. Nothing is sent.",
    explainOpen: "Paste a text…",
  },

  bar: {
    region: "Region",
    chooseRegion: "Region…",
    key: "Signed in as",
    keysHeld: "Keys in memory",
    /** @param {string} time */
    expires: (time) => `expire in ${time}`,
    expired: "expired",
    forget: "Forget the keys",
    signOut: "Sign out",
    leavePractice: "Leave practice",
    practice: "PRACTICE: nothing here is real",
    fault: "What shall go wrong?",
    reset: "Start over",
    /** @param {string} time @param {boolean} isSlow */
    clock: (time, isSlow) =>
      `This machine is ${time} ${isSlow ? "slow" : "fast"}: calls are signed with the provider's time.`,
    clockTitle: "The clocks",
    clockReset: "Use this machine's time",
    viewer: "You may look, but not call off.",
    commands: "All commands",
    help: "Keyboard",
    theme: "Light or dark",
    language: "Language",
    menu: "Places",
    back: "Back",
  },

  faults: /** @type {Record<string, string>} */ ({
    nothing: "Nothing",
    expired: "The keys have expired",
    forbidden: "Calling off is not allowed",
    throttled: "The provider is busy (throttles)",
    lost: "Replies are lost",
    broken: "Replies break off",
    proxy: "A proxy answers instead",
    clock: "The clocks are an hour apart",
    down: "The provider is down",
  }),

  rail: {
    find: "Find",
    everything: "Everything",
    needs: "needs ids",
    have: "I have",
    id: "an id, ARN, URL, command",
    runs: "Runs",
    history: "History",
    noRuns: "Nothing was called off yet.",
  },

  /** What a service's tasks are called; those that are not here go by the catalogue. @type {Record<string, { name: string, tasks: string }>} */
  services: {
    "fsx:CancelDataRepositoryTask": { name: "Amazon FSx", tasks: "data repository tasks" },
    "datasync:CancelTaskExecution": { name: "AWS DataSync", tasks: "task executions" },
    "snow-device-management:CancelTask": { name: "AWS Snow", tasks: "device tasks" },
    "nas:CancelDataFlowSubTask": { name: "CPFS streams", tasks: "data streaming tasks" },
    "nas:CancelDataFlowTask": { name: "CPFS flows", tasks: "data flow tasks" },
    "sfsturbo:DeleteHpcCacheTask": { name: "SFS Turbo", tasks: "import and export tasks" },
    "oms:StopTask": { name: "OMS", tasks: "migration tasks" },
  },

  /** What a cancel does not undo, and what it needs, by operation: in English these are the catalogue's. @type {Record<string, { effects: string[], requirements: string[] }>} */
  cancels: {},

  list: {
    title: "Tasks",
    tabs: { running: "Running", ending: "Ending", ended: "Ended", all: "All" },
    search: "Search ids, types, paths",
    refresh: "Refresh",
    /** @param {string} time */
    asOf: (time) => `as of ${time}`,
    loading: "Looking for tasks…",
    columns: { state: "State", task: "Task", type: "Type", age: "For", done: "Done" },
    selectAll: "Select all that can be called off",
    /** @param {string} id */
    select: (id) => `Select ${id}`,
    empty: "No task is here.",
    /** @param {number} ended */
    emptyRunning: (ended) =>
      ended > 0 ? `No task runs. ${s(ended, "has", "have")} ended.` : "No task runs, and none has ended.",
    showEnded: "Show those that ended",
    noMatch: "No task matches the search.",
    clearSearch: "Clear the search",
    choosePlace: "Say where to look",
    /** @param {string} names */
    needs: (names) => `To list its tasks, this service needs: ${names}.`,
    /** @param {number} rows */
    more: (rows) => `${s(rows, "task")} so far.`,
    goOn: "Go on reading",
    showMore: "Show more rows",
    stuck: "for long",
    /** @param {string} vendor */
    shut: (vendor) =>
      `${vendor} is not known to let web pages call it. Run this in a terminal instead, then paste what it prints.`,
    tryAnyway: "Try from here all the same",
    pasteReply: "Paste its reply",
    partly: "Some places could not be read",
  },

  states: /** @type {Record<string, string>} */ ({
    queued: "queued",
    running: "running",
    canceling: "canceling",
    canceled: "canceled",
    succeeded: "succeeded",
    failed: "failed",
    expired: "expired",
    deleting: "deleting",
    unknown: "unknown",
    paused: "paused",
  }),

  selection: {
    /** @param {number} count */
    selected: (count) => `${count} selected`,
    /** @param {number} count */
    can: (count) => `${count} can be called off`,
    /** @param {number} count */
    cannot: (count) => `${count} cannot`,
    clear: "Clear",
    /** @param {number} count */
    callOff: (count) => (count === 1 ? "Call off 1 task…" : `Call off ${count} tasks…`),
    callOffOne: "Call off…",
  },

  question: {
    /** @param {number} count */
    title: (count) => `Call off ${s(count, "task")}?`,
    effects: "What is not undone",
    requirements: "Needs",
    leftOut: "Left out",
    why: {
      ended: "has ended already",
      ending: "is ending already",
      state: "cannot be called off in this state",
      "no-call": "its ids make no valid call",
    },
    none: "None of the tasks that you chose can be called off.",
    /** @param {number} count */
    more: (count) => `${count} more`,
    /** @param {number} count */
    type: (count) => `Type ${count} to confirm that you mean all of them`,
    /** @param {string} host */
    typeHost: (host) => `Type ${host} to confirm that the calls go there`,
    requests: "The calls, to run elsewhere",
    no: "Leave them running",
    noOne: "Leave it running",
    /** @param {number} count */
    yes: (count) => (count === 1 ? "Call off the task" : `Call off ${count} tasks`),
    sending: "Sending…",
    real: "This is real.",
    practice: "This is practice: nothing here is real.",
    viewer: "You may look, but not call off: ask an operator.",
  },

  run: {
    /** @param {number} count */
    title: (count) => `Calling off ${s(count, "task")}`,
    /** @param {number} count */
    overTitle: (count) => `Called off: ${s(count, "task")}`,
    /** @param {number} ended @param {number} total */
    progress: (ended, total) => `${ended} of ${total} have ended`,
    /** @param {number} confirmed @param {number} total */
    said: (confirmed, total) => `${confirmed} of ${total} confirmed`,
    allConfirmed: "None of them runs any more.",
    someLeft: "Some may still run: see below.",
    stop: "Stop sending",
    stopAlone: "Stop asking",
    stopped: "Stopped: what was not sent will not be.",
    copyReport: "Copy the report",
    close: "Back to the list",
    open: "Show",
    lost: "No connection to the service. The run goes on there; this page tries again.",
    /** @param {string} time */
    after: (time) => `after ${time}`,
    /** @param {string} time */
    acceptedAgo: (time) => `accepted ${time} ago`,
    outlives: "It goes on when you close this page.",
    dies: "Keep this page open: it does the asking.",
    wanting: "waiting to be sent",
    offline: "This machine is offline. The page goes on asking.",
    lostAlone: "No answer comes from the provider. The page tries again.",
    noReply: "sent, no answer yet",
    left: "It was sent; then nobody asked any more: it may have stopped, or still run",
    noSuch: "No such run",
    noneYet: "Run",
    isPart: "A part of the address names no run, and was left out.",
    /** @param {number} shown @param {number} total */
    shown: (shown, total) => `The first ${shown} of ${total} tasks are shown; the numbers are of all.`,
    columns: { end: "End", task: "Task", what: "What happened", time: "Time" },
    again: "Try these again",
  },

  ends: /** @type {Record<string, string>} */ ({
    waiting: "queued",
    canceling: "canceling",
    trying: "trying",
    confirmed: "stopped",
    hadEnded: "had ended",
    refused: "refused",
    unconfirmed: "unknown",
    failed: "not sent",
  }),

  verdicts: /** @type {Record<string, string>} */ ({
    accepted: "Accepted, not stopped yet",
    canceled: "Canceled",
    "dry-run-passed": "The dry run passed: nothing was changed",
    ok: "The provider answered",
    "already-ended": "It had ended before",
    "not-found": "No such task",
    conflict: "Its state forbids it at present",
    unsupported: "Not possible for this resource",
    "invalid-request": "The provider rejected a parameter",
    unauthenticated: "The credentials were not accepted",
    "clock-skew": "The clocks are too far apart",
    forbidden: "No permission",
    throttled: "Too many requests",
    "provider-fault": "The provider failed: whether it worked is unknown",
    unrecognized: "Something in between answered, or the reply broke off",
    "no-answer": "No answer came",
    "wrong-token": "The token is not accepted",
    "signed-out": "The token is not accepted, or not any more",
    forgotten: "The keys were forgotten",
    aborted: "Stopped before it was sent",
    invalid: "The call cannot be sent",
    credentials: "The keys cannot sign",
    "too-many-requests": "Too many requests to this service",
    internal: "Something went wrong here",
    practice: "The practice cloud refused",
    "not-configured": "The service is not set up",
    "no-such-job": "There is no such run, or it is not for you to see",
    "may-have-begun": "No answer came: it may have begun. Trying again is safe: nothing begins twice",
    shut: "It can be reached, but lets no web page call it: most likely nothing was sent",
  }),
  otherProblem: "It did not work",

  /** What to do, where the page can help. */
  acts: {
    newKeys: "Enter new keys…",
    signIn: "Sign in again…",
    retry: "Try again",
    policy: "The permission that is missing",
  },

  inspect: {
    title: "Task",
    close: "Close",
    copyId: "Copy the id",
    notCopied: "It could not be copied: the browser does not allow it. Select the text and copy it yourself.",
    copied: "Copied",
    state: "State",
    type: "Type",
    source: "Works on",
    created: "Created",
    started: "Started",
    ended: "Ended",
    progress: "Done",
    /** @param {string} done @param {string} total */
    files: (done, total) => `${done} of ${total} files`,
    /** @param {string} count */
    failures: (count) => `${count} failed`,
    failure: "Why it failed",
    service: "Service",
    region: "Region",
    profile: "Profile",
    happened: "What happened",
    nothing: "Nothing yet.",
    reply: "Reply to the cancel call",
    request: "Request id",
    code: "Code",
    docs: "The provider's page",
    commands: "The call, to run elsewhere",
    all: "Show all of it",
  },

  history: {
    title: "History",
    runs: "Runs",
    record: "What was done",
    search: "Search ids, codes, request ids",
    csv: "Save as CSV",
    alone: "Kept in this tab until it is closed. No key is in it.",
    empty: "Nothing is in the record.",
    noMatch: "Nothing in the record matches.",
    columns: { at: "When", who: "Who", what: "What", task: "Task", verdict: "Reply", request: "Request id" },
    what: /** @type {Record<string, string>} */ ({
      start: "began a run",
      stop: "stopped a run",
      cancel: "called off",
      look: "looked",
      lost: "step lost",
    }),
    /** @param {number} confirmed @param {number} total */
    counts: (confirmed, total) => `${confirmed} of ${total} stopped`,
  },

  explain: {
    title: "What does this text mean?",
    label: "A reply, an error, a log, an id, an ARN, a URL, a command",
    placeholder: "Paste anything here. Nothing is sent; secrets are masked.",
    example: "An example",
    clear: "Clear",
    loading: "Reading…",
    kinds: {
      reply: "A provider's reply",
      error: "An error, as a tool prints it",
      event: "An entry of an audit log",
      network: "A failure of the network: no provider's reply is in it",
      call: "It names a task",
      nothing: "No reply of a provider is in it, and no task",
    },
    /** @param {string} operation */
    readAs: (operation) => `Read as a reply to ${operation}`,
    found: "Found in it",
    status: "Status",
    again: "The same call may be sent again.",
    notAgain: "Sending the same call again will not help.",
    useCall: "Call it off…",
    goThere: "Show its list",
    /** @param {string} region @param {string} profile */
    foreignRegion: (region, profile) =>
      `The text names the region ${region}, which is not among the regions of the profile ${profile}: nothing can be called off there from here.`,
    cut: "The text is longer than 2 million characters: the rest was left out and not read.",
    needKeys: "Connect or sign in to call it off from here.",
    tasks: (/** @type {number} */ count) =>
      `Show ${count === 1 ? "this task" : `these ${s(count, "task")}`} in the list`,
  },

  connect: {
    title: "Connect with keys",
    vendor: "Whose keys?",
    paste: "Paste what you have",
    pasteHelp:
      "A credentials block, export lines, a CSV, JSON of an STS call. It is taken apart at once, and not kept.",
    /** @param {string} what */
    pasted: (what) => `Found: ${what}`,
    pastedNothing: "No keys were found in it.",
    accessKeyId: "Access key ID",
    secretAccessKey: "Secret access key",
    sessionToken: "Session token",
    optional: "if there is one",
    or: "or",
    token: "IAM or OAuth token",
    advanced: "Another endpoint",
    endpoint: "Endpoint",
    endpointHelp:
      "Only on this machine, such as http://127.0.0.1:8044/cloud. Otherwise the region's own is used.",
    open: "Connect",
    back: "Back",
    promise:
      "The keys are held in this tab's memory: never stored, never in the address. Half an idle hour forgets them.",
    /** @param {string} vendor */
    shut: (vendor) =>
      `${vendor} is not known to let web pages call it. You will get commands to run in a terminal, and this page reads what they print.`,
    missing: "is missing",
    masked: "is a mask, not the value itself",
    odd: "holds a quotation mark, a space or a character that no key has: copy the value alone",
    swapped: "The two look swapped: this is a secret, not an id.",
    notLoopback: "Only an endpoint on this machine can be called from here.",
  },

  signin: {
    title: "Sign in",
    token: "Token",
    help: "The token that whoever runs this service gave you. It is held in this tab's memory, so a reload asks for it again.",
    open: "Sign in",
    resume: "A run goes on at the service. Sign in to see it.",
  },

  leave: {
    title: "Leave while a run is under way?",
    help: "This page does the asking: once it forgets the keys, nobody watches whether the tasks stop, and what was not sent is not sent.",
    no: "Stay",
    yes: "Forget the keys",
  },

  copy: {
    title: "Copy as",
    copy: "Copy",
    secrets: "Keys are not in it: the commands take them from your environment.",
  },

  palette: {
    title: "All commands",
    placeholder: "Type to find a command or a place",
    none: "No such command.",
  },

  keys: {
    title: "Keyboard",
    letters: "Single letters act",
    lettersHelp: "Switch this off if you dictate, or if letters get in your way.",
    list: /** @type {Record<string, string>} */ ({
      search: "Search",
      next: "Next row",
      previous: "Previous row",
      select: "Select the row",
      selectTo: "Select up to here",
      selectAll: "Select all that can be called off",
      clear: "Clear, or close",
      inspect: "Show all of a task",
      callOff: "Call off…",
      confirm: "Confirm, in the question",
      refresh: "Refresh",
      copyId: "Copy the id",
      copyAs: "Copy as a command",
      place: "The first to ninth place; 0 is everything",
      reply: "Read a reply",
      runs: "History",
      palette: "All commands",
      help: "This list",
    }),
  },

  themes: { auto: "As the system", light: "Light", dark: "Dark" },
  close: "Close",
  idle: "Half an hour passed without a key or a click: the keys were forgotten.",
  loading: "Loading…",
};
