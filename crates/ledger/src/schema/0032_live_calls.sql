-- Fold of the log: live calls, how far each has come and who is in it. One that nobody took is a missed call beside it.
CREATE TABLE live_call (
    id       TEXT PRIMARY KEY,
    desk     TEXT NOT NULL,
    post     TEXT NOT NULL,
    grid     TEXT NOT NULL,
    way      TEXT NOT NULL,
    stage    TEXT NOT NULL,
    rang     TEXT NOT NULL,
    since    TEXT NOT NULL,
    centre   TEXT,
    phone    TEXT,
    answered TEXT,
    offered  TEXT,
    ended    TEXT,
    how      TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX live_call_by_end ON live_call (ended);
