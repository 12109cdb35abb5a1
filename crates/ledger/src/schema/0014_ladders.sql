-- Folds of the log: the ladders of orders, the calls that were logged, and when the silent are called.
-- ladder is the value as JSON; next is when its next rung is due, in milliseconds since 1970; none is to come without.
CREATE TABLE ladder (
    order_id TEXT PRIMARY KEY,
    desk     TEXT NOT NULL,
    ladder   TEXT NOT NULL,
    next     INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX ladder_by_next ON ladder (desk, next) WHERE next IS NOT NULL;

-- What the operator wrote stands sealed in words.
CREATE TABLE call_log (
    desk     TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    order_id TEXT NOT NULL,
    post     TEXT NOT NULL,
    called   TEXT NOT NULL,
    means    TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    words    BLOB,
    "by"     TEXT NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_log_by_order ON call_log (order_id, at);

CREATE TABLE ladder_setting (
    priority TEXT PRIMARY KEY,
    minutes  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
