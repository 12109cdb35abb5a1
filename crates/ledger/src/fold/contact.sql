-- viewed
INSERT INTO contact_look (desk, seq, hlc, incident, scope) VALUES (:desk, :seq, :hlc, :incident, :scope)
ON CONFLICT DO NOTHING;

-- destroyed
INSERT INTO contact_end (incident, desk, seq, scope) VALUES (:incident, :desk, :seq, :scope) ON CONFLICT DO NOTHING;

-- held
INSERT INTO contact_hold (incident, desk, seq) VALUES (:incident, :desk, :seq)
ON CONFLICT (incident) DO UPDATE SET desk = excluded.desk, seq = excluded.seq;

-- released
DELETE FROM contact_hold WHERE incident = :incident;

-- set
INSERT INTO retention (one, days) VALUES (1, :days) ON CONFLICT (one) DO UPDATE SET days = excluded.days;
