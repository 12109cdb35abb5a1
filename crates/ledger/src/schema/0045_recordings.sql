-- Folds of the log: whether calls are recorded and who said so, who of a call knows, what was kept of it and who listened. What
-- was said lies sealed beside the log (0019); why somebody listened stands in his fact.
-- `recorded`: 0 a call is not, 1 it is, 2 it was until the site switched that off.
ALTER TABLE live_call ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE live_call ADD COLUMN centre_knows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE live_call ADD COLUMN post_knows INTEGER NOT NULL DEFAULT 0;
CREATE TABLE recording_rule (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    is_on INTEGER NOT NULL,
    days  INTEGER NOT NULL,
    desk  TEXT NOT NULL,
    seq   INTEGER NOT NULL
) STRICT;
-- Moments of recordings are milliseconds since 1970: they are compared to the millisecond.
CREATE TABLE recording (
    call  TEXT PRIMARY KEY,
    post  TEXT NOT NULL,
    scope TEXT,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recording_by_until ON recording (until);
CREATE TABLE recording_piece (
    call   TEXT NOT NULL,
    since  INTEGER NOT NULL,
    side   TEXT NOT NULL,
    millis INTEGER NOT NULL,
    hash   TEXT NOT NULL,
    PRIMARY KEY (call, since, side, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE recording_heard (
    call TEXT NOT NULL,
    desk TEXT NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (call, desk, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE recording_end (
    call  TEXT PRIMARY KEY,
    scope TEXT
) STRICT, WITHOUT ROWID;
