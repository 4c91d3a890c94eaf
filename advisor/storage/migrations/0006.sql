-- Which cases hold unsaved work on another case, and on which. Earlier versions told them by name.

CREATE TABLE put_aside (
  number  INTEGER PRIMARY KEY,
  of_case INTEGER,
  sum     INTEGER
);

INSERT INTO put_aside (number, of_case)
SELECT
  aside.number,
  (
    SELECT max(whole.number) FROM saved_case AS whole
    WHERE whole.deleted = 0 AND whole.name || ending.words = aside.name
  )
FROM saved_case AS aside
JOIN (SELECT ' (unsaved changes)' AS words UNION SELECT ' (저장 안 한 내용)') AS ending
  ON substr(aside.name, -length(ending.words)) = ending.words;
