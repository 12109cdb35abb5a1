-- open
INSERT INTO intake (id, token, desk, seq, hlc, intake, taken) VALUES (:id, :token, :desk, :seq, :hlc, :intake, 0)
ON CONFLICT DO NOTHING;

-- close
UPDATE intake SET closed = :at, closed_desk = :desk, closed_seq = :seq WHERE id = :id AND closed IS NULL;

-- use
UPDATE intake SET taken = taken + 1, last = max(coalesce(last, :at), :at) WHERE id = :id;

-- broker
INSERT INTO broker (one, address) VALUES (1, :address) ON CONFLICT (one) DO UPDATE SET address = excluded.address;
