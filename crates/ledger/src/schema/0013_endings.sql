-- A fold of the log: how orders ended. card is the end as JSON with empty words; the words stand sealed.
CREATE TABLE order_end (
    order_id TEXT PRIMARY KEY,
    hlc      INTEGER NOT NULL,
    card     TEXT NOT NULL,
    words    BLOB
) STRICT, WITHOUT ROWID;
