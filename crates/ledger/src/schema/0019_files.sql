-- What people attached: each file once, by the SHA-256 of its bytes, sealed with a key of its own. Facts name it.
CREATE TABLE file (
    hash   TEXT PRIMARY KEY,
    media  TEXT NOT NULL,
    size   INTEGER NOT NULL,
    width  INTEGER,
    height INTEGER,
    bytes  BLOB NOT NULL,
    small  BLOB
) STRICT;

-- That key, wrapped by the key of each subject that names the file; by the vault's while the subject is empty: it was
-- handed in and waits to be named. With the last of these rows the file cannot be read any more.
CREATE TABLE file_key (
    hash    TEXT NOT NULL,
    subject TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (hash, subject)
) STRICT, WITHOUT ROWID;

-- Which seat handed a file in that it has not named yet. What waits for too long is swept.
CREATE TABLE file_waiting (
    hash TEXT NOT NULL,
    seat TEXT NOT NULL,
    at   TEXT NOT NULL,
    PRIMARY KEY (hash, seat)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_waiting_by_time ON file_waiting (at);

-- Folds of the log: which subject names which file, and beside whose answer; no post: beside the subject's own words.
CREATE TABLE attached (
    hash    TEXT NOT NULL,
    subject TEXT NOT NULL,
    post    TEXT NOT NULL,
    PRIMARY KEY (hash, subject, post)
) STRICT, WITHOUT ROWID;

-- What stands beside an order's words and beside a report: sealed, as they are.
ALTER TABLE orders ADD COLUMN attachments BLOB;
ALTER TABLE receipt ADD COLUMN done_attachments BLOB;
