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
ON CONFLICT (stream) DO UPDATE SET last = max(coalesce(last, ''), excluded.last);

-- lost
INSERT INTO eye (stream, last, lost, code, params) VALUES (:stream, :last, :lost, :code, :params)
ON CONFLICT (stream) DO UPDATE SET
    last = nullif(max(coalesce(last, ''), coalesce(excluded.last, '')), ''), lost = excluded.lost,
    code = excluded.code, params = excluded.params;

-- found
INSERT INTO eye (stream, last) VALUES (:stream, :last)
ON CONFLICT (stream) DO UPDATE SET
    last = max(coalesce(last, ''), excluded.last), lost = NULL, code = NULL, params = NULL;
