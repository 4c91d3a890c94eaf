-- The day on which a case was deleted, for it is kept for some time after it only.

ALTER TABLE saved_case ADD COLUMN deleted_on TEXT;
