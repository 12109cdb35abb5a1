-- A fold of the log: when no picture came from a stream, as far as somebody looked. What a stream stands like now is the
-- outage that has no end.
CREATE TABLE outage (
    stream TEXT NOT NULL,
    since  TEXT NOT NULL,
    until  TEXT,
    last   TEXT,
    code   TEXT NOT NULL,
    params TEXT NOT NULL,
    PRIMARY KEY (stream, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX outage_open ON outage (stream) WHERE until IS NULL;

-- Those of before: the same rows that folding the log again gives. What was said of one last holds.
INSERT INTO outage (stream, since, until, last, code, params)
SELECT
    json_extract(loss, '$.stream'), json_extract(loss, '$.since'),
    (
        SELECT min(found.at) FROM fact AS found
        WHERE found.kind = 'StreamFound' AND found.subject = lost.subject AND found.hlc > lost.hlc
    ),
    json_extract(loss, '$.last'), json_extract(loss, '$.code'), coalesce(json_extract(loss, '$.params'), '{}')
FROM (
    SELECT fact.subject, fact.hlc, json_extract(CAST(body.body AS TEXT), '$.loss') AS loss
    FROM fact JOIN body USING (desk, seq)
    WHERE fact.kind = 'StreamLost'
) AS lost
WHERE true
ORDER BY lost.hlc
ON CONFLICT (stream, since) DO UPDATE SET
    last = coalesce(excluded.last, last), code = excluded.code, params = excluded.params, until = excluded.until;

ALTER TABLE eye DROP COLUMN lost;
ALTER TABLE eye DROP COLUMN code;
ALTER TABLE eye DROP COLUMN params;
