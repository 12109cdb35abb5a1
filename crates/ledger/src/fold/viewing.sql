-- begun
INSERT INTO viewing (id, desk, seq, hlc, stream, scope, reason, round, by, began)
VALUES (:id, :desk, :seq, :hlc, :stream, :scope, :reason, :round, :by, :began)
ON CONFLICT (id) DO NOTHING;

-- ended
UPDATE viewing SET ended = coalesce(ended, :at), last = coalesce(last, :last) WHERE id = :id;

-- stream
SELECT stream FROM viewing WHERE id = :id;

-- last
INSERT INTO eye (stream, last) VALUES (:stream, :last)
ON CONFLICT (stream) DO UPDATE SET last = nullif(max(coalesce(last, ''), coalesce(excluded.last, '')), '');

-- lost
INSERT INTO outage (stream, since, last, code, params) VALUES (:stream, :since, :last, :code, :params)
ON CONFLICT (stream, since) DO UPDATE SET
    last = coalesce(excluded.last, last), code = excluded.code, params = excluded.params;

-- found
UPDATE outage SET until = :at WHERE stream = :stream AND until IS NULL;
