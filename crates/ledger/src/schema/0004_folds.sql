-- Folds of the log that are no layers. Every column says the same after any rebuild; what a person wrote
-- stands sealed, with a nonce that follows from the words, so that it says the same too.

CREATE TABLE store (
    desk         TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    letter       TEXT NOT NULL,
    offset_hours INTEGER NOT NULL
) STRICT;

CREATE TABLE scheme (
    name       TEXT PRIMARY KEY,
    state      TEXT NOT NULL,
    valid_from TEXT NOT NULL
) STRICT;

CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE post (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    role       TEXT NOT NULL,
    grid       TEXT NOT NULL,
    station    TEXT NOT NULL,
    station_id TEXT,
    person     TEXT NOT NULL,
    phone      TEXT NOT NULL,
    since      TEXT
) STRICT;
CREATE INDEX post_by_grid ON post (grid);

CREATE TABLE stream (
    venue   TEXT NOT NULL,
    name    TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (venue, name)
) STRICT, WITHOUT ROWID;

-- card is the order as JSON with an empty text; the text stands sealed in words.
CREATE TABLE orders (
    id     TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    scope  TEXT NOT NULL,
    hlc    INTEGER NOT NULL,
    card   TEXT NOT NULL,
    words  BLOB NOT NULL
) STRICT;
CREATE INDEX orders_by_number ON orders (number);
CREATE INDEX orders_by_time ON orders (hlc, id);
CREATE INDEX orders_by_scope ON orders (scope);

CREATE TABLE receipt (
    order_id      TEXT NOT NULL,
    post          TEXT NOT NULL,
    grid          TEXT NOT NULL,
    part          TEXT NOT NULL,
    progress      TEXT NOT NULL,
    delivered_at  TEXT,
    delivered_way TEXT,
    read_at       TEXT,
    read_way      TEXT,
    accepted_at   TEXT,
    accepted_way  TEXT,
    refused_at    TEXT,
    refused_way   TEXT,
    refused_words BLOB,
    done_at       TEXT,
    done_way      TEXT,
    done_words    BLOB,
    PRIMARY KEY (order_id, post)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_by_post ON receipt (post, order_id);
CREATE INDEX receipt_by_grid ON receipt (grid, order_id);

CREATE TABLE pairing (
    code    TEXT PRIMARY KEY,
    granted TEXT NOT NULL,
    until   TEXT NOT NULL,
    used    INTEGER NOT NULL CHECK (used IN (0, 1))
) STRICT;

CREATE TABLE device (
    id      TEXT PRIMARY KEY,
    token   TEXT NOT NULL UNIQUE,
    granted TEXT NOT NULL,
    paired  TEXT NOT NULL,
    until   TEXT NOT NULL,
    revoked TEXT
) STRICT;
