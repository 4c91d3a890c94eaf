-- The day on which a case was deleted; the case itself is kept for some time after that.

ALTER TABLE saved_case ADD COLUMN deleted_on TEXT;
