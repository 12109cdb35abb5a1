-- set
INSERT INTO recording_rule (one, is_on, days, desk, seq) VALUES (1, :is_on, :days, :desk, :seq)
ON CONFLICT (one) DO UPDATE
SET is_on = excluded.is_on, days = excluded.days, desk = excluded.desk, seq = excluded.seq;

-- kept
INSERT INTO recording (call, post, scope, since, until) VALUES (:call, :post, :scope, :since, :until)
ON CONFLICT (call) DO UPDATE SET since = min(since, excluded.since), until = max(until, excluded.until);

-- piece
INSERT INTO recording_piece (call, since, side, millis, hash) VALUES (:call, :since, :side, :millis, :hash)
ON CONFLICT DO NOTHING;

-- heard
INSERT INTO recording_heard (call, desk, seq) VALUES (:call, :desk, :seq) ON CONFLICT DO NOTHING;

-- gone
DELETE FROM recording WHERE call = :call;

-- pieces_gone
DELETE FROM recording_piece WHERE call = :call;

-- destroyed
INSERT INTO recording_end (call, scope) VALUES (:call, :scope) ON CONFLICT DO NOTHING;
