-- Folds of the log: the steps in the life of a scheme that began as a draft. note is what the step says beside
-- its name: whose grids the draft began with, the file that came in, why it was returned, the heirs that were
-- approved.
CREATE TABLE scheme_step (
    desk   TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    hlc    INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    step   TEXT NOT NULL,
    note   TEXT,
    "by"   TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX scheme_step_by_scheme ON scheme_step (scheme, hlc);

-- The revisions of drafts and whether each still stands; the changes themselves stay in the log.
CREATE TABLE revision (
    desk   TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    hlc    INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    cause  TEXT NOT NULL,
    grids  TEXT NOT NULL,
    "by"   TEXT NOT NULL,
    at     TEXT NOT NULL,
    undone TEXT,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_by_scheme ON revision (scheme, hlc);

-- Who and what was put into another grid when a scheme came into force.
CREATE TABLE station_move (
    desk  TEXT NOT NULL,
    seq   INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hlc   INTEGER NOT NULL,
    noun  TEXT NOT NULL,
    id    TEXT NOT NULL,
    grid  TEXT,
    PRIMARY KEY (desk, seq, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX station_move_by_noun ON station_move (noun, hlc);
