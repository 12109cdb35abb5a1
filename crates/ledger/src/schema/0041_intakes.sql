-- Folds of the log: ways in for other systems. Of a token only the hash is here.
CREATE TABLE intake (
    id     TEXT PRIMARY KEY,
    token  TEXT NOT NULL UNIQUE,
    desk   TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    hlc    INTEGER NOT NULL,
    intake TEXT NOT NULL,
    closed TEXT,
    taken  INTEGER NOT NULL,
    last   TEXT
) STRICT;
