-- Folds of the log: robots of groups elsewhere, what waits for them, and digests that have not come to a good end.
-- setting is the value as JSON, author the seat that bound it last. begun, due and taken are in milliseconds since 1970: when the robot last began to speak,
-- when it speaks next at the earliest, and when its service last took something. What its service said stands without
-- secrets.
CREATE TABLE robot (
    id      TEXT PRIMARY KEY,
    desk    TEXT NOT NULL,
    setting TEXT NOT NULL,
    author  TEXT NOT NULL,
    last    INTEGER NOT NULL,
    begun   INTEGER,
    due     INTEGER,
    tries   INTEGER NOT NULL,
    halted  INTEGER NOT NULL,
    taken   INTEGER,
    failed  INTEGER,
    trouble TEXT,
    code    TEXT,
    said    TEXT
) STRICT, WITHOUT ROWID;

-- One thing for one robot, numbered as it came; digest is the one that holds it, none while it waits.
CREATE TABLE robot_item (
    robot   TEXT NOT NULL,
    number  INTEGER NOT NULL,
    what    TEXT NOT NULL,
    subject TEXT NOT NULL,
    digest  TEXT,
    PRIMARY KEY (robot, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX robot_item_by_digest ON robot_item (digest) WHERE digest IS NOT NULL;

-- A digest on the wire, refused, or of which nobody knows.
CREATE TABLE robot_digest (
    id      TEXT PRIMARY KEY,
    robot   TEXT NOT NULL,
    state   TEXT NOT NULL,
    at      INTEGER NOT NULL,
    trouble TEXT,
    code    TEXT,
    said    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX robot_digest_by_robot ON robot_digest (robot, at);
