-- A checksum in each row reveals damage; a damaged row is set aside as it is.
-- Every answer that was given for a case is kept as it was, with its day and the versions behind it.

ALTER TABLE saved_case ADD COLUMN sum INTEGER;

ALTER TABLE window_draft ADD COLUMN sum INTEGER;

CREATE TABLE answers (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id    INTEGER NOT NULL,
  advised_on TEXT    NOT NULL,
  version    TEXT    NOT NULL,
  rules_hash TEXT    NOT NULL,
  answer     TEXT    NOT NULL,
  sum        INTEGER
);

CREATE INDEX answers_of_a_case ON answers (case_id);

CREATE TABLE set_aside (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  of_table TEXT NOT NULL,
  of_row   TEXT NOT NULL,
  name     TEXT NOT NULL,
  content  TEXT NOT NULL
);
