-- What the row of a table last stated about the case that was saved from it. When the table is read
-- again, changes made at the desk since then are kept.

CREATE TABLE taken_in (
  number INTEGER PRIMARY KEY,
  draft  TEXT NOT NULL,
  sum    INTEGER
);
