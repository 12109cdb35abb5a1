-- Folds of the log: which facts are entries of the journal, and under which number of their desk's day. What an entry
-- says stands in its fact.
CREATE TABLE journal (
    desk         TEXT NOT NULL,
    seq          INTEGER NOT NULL,
    hlc          INTEGER NOT NULL,
    day          TEXT NOT NULL,
    count        INTEGER NOT NULL,
    heading      TEXT NOT NULL,
    role         TEXT NOT NULL,
    scope        TEXT,
    corrects     TEXT,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_by_time ON journal (hlc, desk, seq);
CREATE INDEX journal_by_day ON journal (desk, day, count);
CREATE INDEX journal_by_scope ON journal (scope);
CREATE INDEX journal_by_corrected ON journal (corrects) WHERE corrects IS NOT NULL;

-- The store's watches. What was signed at the end of one stands in the fact of its offer.
CREATE TABLE watch (
    id         TEXT PRIMARY KEY,
    scope      TEXT,
    name       TEXT NOT NULL,
    "by"       TEXT NOT NULL,
    since      TEXT NOT NULL,
    began_hlc  INTEGER NOT NULL,
    offer_desk TEXT,
    offer_seq  INTEGER,
    offer_by   TEXT,
    offer_at   TEXT,
    ended      TEXT,
    ended_hlc  INTEGER
) STRICT;

-- Calls that nobody took. Number and words stand in the fact.
CREATE TABLE missed_call (
    id      TEXT PRIMARY KEY,
    desk    TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    scope   TEXT,
    post    TEXT,
    rang    TEXT NOT NULL,
    settled TEXT
) STRICT;
CREATE INDEX missed_call_open ON missed_call (rang) WHERE settled IS NULL;
CREATE INDEX missed_call_by_post ON missed_call (post) WHERE post IS NOT NULL;

-- The journal of a store from before: the same rows that folding its log again gives.
INSERT INTO journal (desk, seq, hlc, day, count, heading, role, scope)
SELECT
    desk, seq, hlc, day, row_number() OVER (PARTITION BY desk, day ORDER BY seq), heading, role, scope
FROM (
    SELECT
        fact.desk, fact.seq, fact.hlc, fact.scope,
        json_extract(fact."by", '$.role') AS role,
        strftime('%Y%m%d', fact.at, format('%+d hours', store.offset_hours)) AS day,
        CASE
            WHEN fact.kind IN ('OrderIssued', 'OrderEnded', 'RungReached') THEN 'order'
            WHEN fact.kind = 'CallLogged' THEN 'call'
            WHEN fact.kind = 'ItemAmended' THEN 'checkpoint'
            ELSE 'district'
        END AS heading
    FROM fact JOIN store USING (desk)
    WHERE fact.kind IN (
            'OrderIssued', 'OrderEnded', 'RungReached', 'CallLogged', 'SchemePublished', 'SetImported', 'ImportUndone'
        )
        OR (fact.kind = 'ItemAmended' AND fact.subject LIKE 'checkpoint/%')
);
