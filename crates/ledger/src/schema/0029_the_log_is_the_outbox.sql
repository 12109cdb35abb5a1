-- What another desk has not stored yet is what lies in the log after the place that it says it has. A row for every fact said
-- the same again, and was written with each.
DROP TABLE outbox;
