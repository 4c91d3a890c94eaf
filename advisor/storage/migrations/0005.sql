-- What a row of a table last stated of the case that was saved of it, so that the table can be taken
-- in again and what was changed at the desk since then stays.

CREATE TABLE taken_in (
  number INTEGER PRIMARY KEY,
  draft  TEXT NOT NULL,
  sum    INTEGER
);
