-- A fold of the log: each import, and whether it still stands. An undone one stays listed.
CREATE TABLE import (
    desk   TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    hlc    INTEGER NOT NULL,
    hash   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    size   INTEGER NOT NULL,
    file   TEXT NOT NULL,
    "by"   TEXT NOT NULL,
    at     TEXT NOT NULL,
    undone TEXT,
    PRIMARY KEY (desk, seq)
) STRICT, WITHOUT ROWID;

-- What came in before this table was there: the same rows that folding the log again gives.
INSERT INTO import (desk, seq, hlc, hash, kind, size, file, "by", at)
SELECT
    fact.desk, fact.seq, fact.hlc, json_extract(CAST(body.body AS TEXT), '$.set'),
    json_extract(CAST(body.body AS TEXT), '$.of'), json_extract(CAST(body.body AS TEXT), '$.rows'),
    json_extract(CAST(body.body AS TEXT), '$.source.file'), fact."by", fact.at
FROM fact JOIN body USING (desk, seq)
WHERE fact.kind = 'SetImported';
