-- Folds of the log: what the figures need to know of each incident, side by side by when it came in, so that a year is
-- read in one go. Where is told in ten-millionths of a degree, when in milliseconds since 1970.
CREATE TABLE docket (
    id        TEXT NOT NULL,
    arrived   INTEGER NOT NULL,
    scope     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    urgency   TEXT NOT NULL,
    venue     TEXT,
    longitude INTEGER,
    latitude  INTEGER,
    trail     TEXT NOT NULL,
    PRIMARY KEY (arrived, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX docket_by_id ON docket (id);
CREATE INDEX docket_by_scope ON docket (scope, arrived);

-- Periods that were frozen; what was counted stands in their facts.
CREATE TABLE frozen_period (
    from_day  TEXT NOT NULL,
    until_day TEXT NOT NULL,
    desk      TEXT NOT NULL,
    seq       INTEGER NOT NULL,
    at        TEXT NOT NULL,
    PRIMARY KEY (from_day, until_day)
) STRICT, WITHOUT ROWID;

-- What reviews charged somebody with; the words stand in their facts.
CREATE TABLE charge (
    id          TEXT PRIMARY KEY,
    desk        TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    scope       TEXT,
    from_day    TEXT NOT NULL,
    until_day   TEXT NOT NULL,
    due         TEXT NOT NULL,
    outcome     TEXT,
    answer_desk TEXT,
    answer_seq  INTEGER
) STRICT;
CREATE INDEX charge_by_review ON charge (from_day, until_day);
CREATE INDEX charge_open ON charge (due) WHERE outcome IS NULL;

-- What steps said is sealed, so whoever opens the store with its keys makes the dockets of what came in before.
INSERT INTO unfolded SELECT 'docket' WHERE EXISTS (SELECT 1 FROM incident);
