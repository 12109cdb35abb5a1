-- The log: what happened. The layers and every table of 0004 can be emptied and made again from this.

-- One row per desk whose log is here. seq and hash are the chain's head; the key checks its signatures.
CREATE TABLE desk (
    id         TEXT PRIMARY KEY,
    public_key BLOB NOT NULL,
    seq        INTEGER NOT NULL,
    hash       BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Headers: all desks get all of them. hash covers the row and body_hash, never the body itself.
-- One signature per commit, in its last row, over that row's hash.
CREATE TABLE fact (
    desk       TEXT NOT NULL REFERENCES desk (id),
    seq        INTEGER NOT NULL,
    hlc        INTEGER NOT NULL,
    command_id TEXT NOT NULL,
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    scope      TEXT,
    "by"       TEXT NOT NULL,
    at         TEXT NOT NULL,
    body_hash  BLOB NOT NULL,
    prev_hash  BLOB NOT NULL,
    hash       BLOB NOT NULL,
    signature  BLOB,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;

-- Bodies: only where in scope; retention may remove a row. The salt goes with the body, so that nobody
-- who holds only headers can guess a short body by its hash.
CREATE TABLE body (
    desk   TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    salt   BLOB NOT NULL,
    body   BLOB NOT NULL,
    sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
    PRIMARY KEY (desk, seq),
    FOREIGN KEY (desk, seq) REFERENCES fact (desk, seq)
) STRICT, WITHOUT ROWID;

-- The key of each subject that holds people's own words, wrapped by the desk's vault key.
-- Deleting a row deletes the words for ever.
CREATE TABLE subject_key (
    subject TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Imported sets in their normal form, compressed; size is that of the normal form.
CREATE TABLE sets (
    hash  TEXT PRIMARY KEY,
    kind  TEXT NOT NULL,
    size  INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- The first answer to each command, given again on every retry.
CREATE TABLE command (
    id            TEXT PRIMARY KEY,
    action_digest TEXT NOT NULL,
    outcome       TEXT NOT NULL,
    at            TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per own fact that has not been said to be stored by another desk.
CREATE TABLE outbox (
    desk TEXT NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (desk, seq),
    FOREIGN KEY (desk, seq) REFERENCES fact (desk, seq)
) STRICT, WITHOUT ROWID;
