-- A fold of the log: the findings that somebody lets stand. A withdrawn acceptance is gone; the log keeps it.
CREATE TABLE acceptance (
    scheme TEXT NOT NULL,
    key    TEXT NOT NULL,
    kind   TEXT NOT NULL,
    note   TEXT NOT NULL,
    name   TEXT NOT NULL,
    "by"   TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (scheme, key)
) STRICT, WITHOUT ROWID;
