-- A job: tasks that somebody asked to be called off with one profile. Its counts change in the transaction that changes the tasks.
CREATE TABLE job (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  profile TEXT NOT NULL,
  who TEXT NOT NULL,
  created_at INTEGER NOT NULL, -- Unix milliseconds, as all times here
  stopped_at INTEGER,
  taken INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL DEFAULT 0,
  canceling INTEGER NOT NULL DEFAULT 0,
  confirmed INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  unconfirmed INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  requests INTEGER NOT NULL DEFAULT 0,
  throttled INTEGER NOT NULL DEFAULT 0
);

-- A page of calls that was taken. The same key again finds its page here and adds nothing.
CREATE TABLE page (
  job INTEGER NOT NULL,
  key TEXT NOT NULL,
  token TEXT NOT NULL, -- of the request that brought it
  first INTEGER NOT NULL, -- the index of its first call
  PRIMARY KEY (job, key)
) WITHOUT ROWID;

-- A task. Its id is the job's number times 2^20, plus its index: one key for both, so that a task costs one row less.
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  lane TEXT NOT NULL, -- profile|service|region
  phase INTEGER NOT NULL DEFAULT 0, -- 0: not sent, 1: a cancel call is on its way, 2: sent
  end TEXT, -- confirmed, refused, unconfirmed, failed
  state TEXT NOT NULL -- a CallOffState; at the end only what is shown of it
);

-- What a lane has to do. A task leaves it at its end; nothing else touches it.
CREATE INDEX task_open ON task (lane, id) WHERE end IS NULL;

-- The record: a job that was started or stopped, each cancel call, and each reply that told something new of a task.
CREATE TABLE record (
  id INTEGER PRIMARY KEY, -- not AUTOINCREMENT, which would cost a row for each
  at INTEGER NOT NULL,
  task INTEGER NOT NULL, -- its id; of a job as a whole the one that its first task would have
  who TEXT, -- of what a person did; what the engine did was asked for by whoever started the job
  what TEXT NOT NULL, -- start, stop, cancel, look, lost
  attempt INTEGER,
  operation TEXT,
  verdict TEXT,
  status INTEGER,
  code TEXT,
  request_id TEXT,
  end TEXT,
  note TEXT
);

-- Sums by the hour.
CREATE TABLE metric (
  hour INTEGER NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (hour, name)
) WITHOUT ROWID;
