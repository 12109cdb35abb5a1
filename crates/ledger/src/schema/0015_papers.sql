-- A fold of the log: the papers about orders that were printed.
CREATE TABLE paper (
    desk     TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    order_id TEXT NOT NULL,
    print    TEXT NOT NULL,
    "by"     TEXT NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_by_order ON paper (order_id, at);
