-- blow
INSERT INTO whistle (id, number, desk, seq, hlc, incident, scope, post, ended, refusals, standing)
VALUES (:id, :number, :desk, :seq, :hlc, :incident, :scope, :post, 0, 0, :standing)
ON CONFLICT (id) DO NOTHING;

-- call
INSERT INTO whistle_called (party, whistle, hlc) VALUES (:party, :whistle, :hlc) ON CONFLICT DO NOTHING;

-- standing
SELECT standing FROM whistle WHERE id = :id;

-- go_on
UPDATE whistle SET ended = :ended, refusals = :refusals, standing = :standing WHERE id = :id;

-- keep_step
INSERT INTO whistle_step (desk, seq, hlc, whistle) VALUES (:desk, :seq, :hlc, :whistle) ON CONFLICT DO NOTHING;
