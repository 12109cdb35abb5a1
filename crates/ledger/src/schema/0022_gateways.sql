-- Folds of the log: the site's gateways, and messages on their way out by them.
-- A gateway is its desk's own: another desk has no secrets of it. setting is the value as JSON.
CREATE TABLE gateway (
    desk    TEXT NOT NULL,
    gateway TEXT NOT NULL,
    setting TEXT NOT NULL,
    PRIMARY KEY (desk, gateway)
) STRICT, WITHOUT ROWID;

-- What an order says to all whom it reaches by a gateway, sealed.
CREATE TABLE send_text (
    order_id TEXT NOT NULL,
    gateway  TEXT NOT NULL,
    words    BLOB NOT NULL,
    PRIMARY KEY (order_id, gateway)
) STRICT, WITHOUT ROWID;

-- One message to one person. due is when it is tried next, in milliseconds since 1970, while it waits; said is what the
-- gateway said of it, sealed.
CREATE TABLE send (
    id       TEXT PRIMARY KEY,
    desk     TEXT NOT NULL,
    gateway  TEXT NOT NULL,
    order_id TEXT NOT NULL,
    post     TEXT NOT NULL,
    state    TEXT NOT NULL,
    due      INTEGER,
    tries    INTEGER NOT NULL,
    at       TEXT NOT NULL,
    number   TEXT,
    why      TEXT,
    said     BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX send_by_due ON send (desk, gateway, due) WHERE due IS NOT NULL;
CREATE INDEX send_by_order ON send (order_id);
CREATE INDEX send_by_state ON send (state, at);
CREATE INDEX send_by_number ON send (number) WHERE number IS NOT NULL;

-- What went out: how many messages by each fact, for the limits. at is in milliseconds since 1970.
CREATE TABLE send_count (
    desk    TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    gateway TEXT NOT NULL,
    at      INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX send_count_by_time ON send_count (desk, gateway, at);
