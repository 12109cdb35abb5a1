-- miss
INSERT INTO missed_call (id, desk, seq, scope, post, rang) VALUES (:id, :desk, :seq, :scope, :post, :rang)
ON CONFLICT (id) DO NOTHING;

-- settle
UPDATE missed_call SET settled = :at WHERE id = :id AND settled IS NULL;
