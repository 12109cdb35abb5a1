-- begin
INSERT INTO recheck (id, desk, seq, hlc, incident, scope, next, standing)
VALUES (:id, :desk, :seq, :hlc, :incident, :scope, :next, :standing)
ON CONFLICT (id) DO NOTHING;

-- standing
SELECT standing FROM recheck WHERE id = :id;

-- go_on
UPDATE recheck SET next = :next, standing = :standing WHERE id = :id;

-- keep_step
INSERT INTO recheck_step (desk, seq, hlc, recheck) VALUES (:desk, :seq, :hlc, :recheck) ON CONFLICT DO NOTHING;
