-- Folds of the log: whistles. What is needed stands in the fact, and so does what was said with each step; `standing` is
-- what follows from the steps, so that a list need not go through them.
CREATE TABLE whistle (
    id       TEXT PRIMARY KEY,
    number   TEXT NOT NULL,
    desk     TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    hlc      INTEGER NOT NULL,
    incident TEXT NOT NULL,
    scope    TEXT NOT NULL,
    post     TEXT,
    ended    INTEGER NOT NULL,
    refusals INTEGER NOT NULL,
    standing TEXT NOT NULL
) STRICT;
CREATE INDEX whistle_by_time ON whistle (hlc, desk, seq);
CREATE INDEX whistle_by_number ON whistle (number);
CREATE INDEX whistle_by_incident ON whistle (incident, hlc);
CREATE INDEX whistle_by_post ON whistle (post, hlc) WHERE post IS NOT NULL;
CREATE INDEX whistle_running ON whistle (hlc) WHERE ended = 0;
CREATE INDEX whistle_refused ON whistle (hlc) WHERE refusals > 0;

-- Who each calls.
CREATE TABLE whistle_called (
    party   TEXT NOT NULL,
    whistle TEXT NOT NULL,
    hlc     INTEGER NOT NULL,
    PRIMARY KEY (party, hlc, whistle)
) STRICT, WITHOUT ROWID;

-- The steps on each, in the order of the log.
CREATE TABLE whistle_step (
    desk    TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    hlc     INTEGER NOT NULL,
    whistle TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX whistle_step_by_whistle ON whistle_step (whistle, hlc);

-- Where one looks again, and when the day begins that is owed first, in milliseconds; none: nobody has to look.
CREATE TABLE recheck (
    id       TEXT PRIMARY KEY,
    desk     TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    hlc      INTEGER NOT NULL,
    incident TEXT NOT NULL,
    scope    TEXT NOT NULL,
    next     INTEGER,
    standing TEXT NOT NULL
) STRICT;
CREATE INDEX recheck_by_incident ON recheck (incident, hlc);
CREATE INDEX recheck_owed ON recheck (next, hlc) WHERE next IS NOT NULL;

CREATE TABLE recheck_step (
    desk    TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    hlc     INTEGER NOT NULL,
    recheck TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX recheck_step_by_recheck ON recheck_step (recheck, hlc);
