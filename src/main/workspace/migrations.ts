/**
 * The database's versions: `migrations[n]` takes it from `user_version` n to n + 1, in one transaction. A migration that has been
 * released is never changed.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE images (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    notes TEXT NOT NULL,
    added_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE results (
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL REFERENCES images(hash),
    guide TEXT NOT NULL REFERENCES images(hash),
    report TEXT NOT NULL,
    pictures TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX results_by_time ON results(created_at);

  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    spec TEXT NOT NULL,
    state TEXT NOT NULL,
    owner TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    evaluations INTEGER NOT NULL DEFAULT 0,
    ratio REAL,
    error TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX jobs_by_state ON jobs(state, created_at);

  CREATE TABLE networks (
    path TEXT PRIMARY KEY,
    labels TEXT,
    summary TEXT NOT NULL,
    opened_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `,
  `
  CREATE TABLE datasets (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    options TEXT NOT NULL,
    current TEXT,
    building TEXT,
    owner TEXT,
    error TEXT,
    added_at TEXT NOT NULL
  ) STRICT;
  `,
  // Jobs of every kind: until here each was a pair.
  `
  ALTER TABLE jobs RENAME COLUMN evaluations TO done;
  ALTER TABLE jobs RENAME COLUMN ratio TO figure;
  ALTER TABLE jobs ADD COLUMN kind TEXT NOT NULL DEFAULT 'pair';
  ALTER TABLE jobs ADD COLUMN total INTEGER;
  ALTER TABLE jobs ADD COLUMN note TEXT;
  ALTER TABLE jobs ADD COLUMN result TEXT;
  UPDATE jobs SET spec = json_set(spec, '$.kind', 'pair'), total = spec ->> '$.maxEvaluations';
  UPDATE jobs SET result = key WHERE state = 'finished';
  CREATE INDEX jobs_by_time ON jobs(created_at);
  CREATE INDEX jobs_by_key ON jobs(key);
  `,
  `
  CREATE TABLE inversions (
    key TEXT PRIMARY KEY,
    image TEXT NOT NULL,
    network TEXT NOT NULL,
    layer TEXT NOT NULL,
    report TEXT NOT NULL,
    png TEXT NOT NULL,
    npy TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX inversions_by_time ON inversions(created_at);
  CREATE INDEX inversions_by_png ON inversions(png);
  `,
  `
  CREATE TABLE checks (
    key TEXT PRIMARY KEY,
    network TEXT NOT NULL,
    dataset TEXT NOT NULL,
    summary TEXT NOT NULL,
    detail TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX checks_by_time ON checks(created_at);
  `,
]

/** Written to SQLite's `application_id`, so that another program's database is not taken for ours: "Guis". */
export const applicationId = 0x47756973
