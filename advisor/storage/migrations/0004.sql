-- What became of a case, whether it is archived, and what each renewal really cost.

CREATE TABLE progress (
  number      INTEGER PRIMARY KEY,
  state       TEXT NOT NULL,
  archived_on TEXT,
  sum         INTEGER
);

CREATE TABLE renewals (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id    INTEGER NOT NULL,
  renewed_on TEXT    NOT NULL,
  premium    INTEGER NOT NULL,
  clean      INTEGER,
  noted_on   TEXT    NOT NULL,
  sum        INTEGER
);

CREATE INDEX renewals_of_a_case ON renewals (case_id);
