-- Folds of the log: what is said in channels, in the order in which this store learnt of it. Words and reasons stand
-- in the facts. An order has one line, too; in which channels it stands follows from its receipts.
CREATE TABLE line (
    number         INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    what           TEXT NOT NULL,
    channel        TEXT NOT NULL,
    span           TEXT NOT NULL,
    author         TEXT NOT NULL,
    desk           TEXT NOT NULL,
    seq            INTEGER NOT NULL,
    quotes         TEXT,
    pinned_at      TEXT,
    pinned_by      TEXT,
    withdrawn_desk TEXT,
    withdrawn_seq  INTEGER
) STRICT;
CREATE INDEX line_by_channel ON line (channel, number);
CREATE INDEX line_by_quoted ON line (quotes) WHERE quotes IS NOT NULL;
CREATE INDEX line_pinned ON line (channel, number) WHERE pinned_at IS NOT NULL;

-- Whom messages call by name.
CREATE TABLE mention (
    post   TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (post, number)
) STRICT, WITHOUT ROWID;

-- The channels in which something was said, and the last line of each.
CREATE TABLE channel (
    path TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX channel_by_last ON channel (last);

-- When nothing rings but what is 特急: one row, or none.
CREATE TABLE quiet_hours (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    hours TEXT NOT NULL
) STRICT;

-- Up to which line somebody has read a channel. No fold and in no log: a mark that moves, not a fact for each person
-- and message.
CREATE TABLE reading (
    reader  TEXT NOT NULL,
    channel TEXT NOT NULL,
    number  INTEGER NOT NULL,
    PRIMARY KEY (reader, channel)
) STRICT, WITHOUT ROWID;

-- The orders of a store from before: the same rows that folding its log again gives.
INSERT INTO line (number, id, what, channel, span, author, desk, seq)
SELECT
    row_number() OVER (ORDER BY hlc, desk, seq), substr(subject, 7), 'order', scope, 'here', '', desk, seq
FROM fact WHERE kind = 'OrderIssued';
