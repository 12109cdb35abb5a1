-- Folds of the log: who looked at which stream, and why; what it says stands in its fact. And how streams stood when
-- somebody looked last.
CREATE TABLE viewing (
    id     TEXT PRIMARY KEY,
    desk   TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    hlc    INTEGER NOT NULL,
    stream TEXT NOT NULL,
    scope  TEXT,
    reason TEXT NOT NULL,
    round  TEXT,
    by     TEXT NOT NULL,
    began  TEXT NOT NULL,
    ended  TEXT,
    last   TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX viewing_in_time ON viewing (hlc);
CREATE INDEX viewing_open ON viewing (stream) WHERE ended IS NULL;

CREATE TABLE eye (
    stream TEXT PRIMARY KEY,
    last   TEXT,
    lost   TEXT,
    code   TEXT,
    params TEXT
) STRICT, WITHOUT ROWID;

-- What opens a camera stood in its address: it is taken out of the folds, as folding the log again takes it out.
UPDATE stream SET address = wutu_bare_address(address);
UPDATE amendment SET
    before = json_set(before, '$.row.address', wutu_bare_address(json_extract(before, '$.row.address'))),
    after = json_set(after, '$.row.address', wutu_bare_address(json_extract(after, '$.row.address')))
WHERE noun = 'stream';
