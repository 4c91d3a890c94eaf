-- The saved cases, the steps ticked in each, and what every window is working on.
-- `turn` increases with every change of the store, so the case changed last has the highest one.

CREATE TABLE saved_case (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  name     TEXT    NOT NULL,
  draft    TEXT    NOT NULL,
  saved_on TEXT    NOT NULL,
  turn     INTEGER NOT NULL,
  deleted  INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
);

CREATE TABLE ticked_step (
  number INTEGER NOT NULL REFERENCES saved_case (number) ON DELETE CASCADE,
  step   TEXT    NOT NULL,
  PRIMARY KEY (number, step)
) WITHOUT ROWID;

CREATE TABLE window_draft (
  window  TEXT PRIMARY KEY,
  draft   TEXT    NOT NULL,
  ticked  TEXT    NOT NULL,
  number  INTEGER,
  kept_on TEXT    NOT NULL,
  turn    INTEGER NOT NULL,
  closed  INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
) WITHOUT ROWID;

CREATE TABLE turn (last INTEGER NOT NULL);
INSERT INTO turn VALUES (0);
