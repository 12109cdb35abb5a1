-- docket
INSERT INTO docket (id, arrived, scope, kind, urgency, venue, longitude, latitude, category, trail)
VALUES (:id, :arrived, :scope, :kind, :urgency, :venue, :longitude, :latitude, :category, :trail)
ON CONFLICT DO NOTHING;

-- trail
SELECT trail, arrived, slot FROM docket WHERE id = :id;

-- go_on
UPDATE docket SET trail = :trail WHERE id = :id;

-- class
UPDATE docket SET category = :category WHERE id = :id;

-- freeze
INSERT INTO frozen_period (from_day, until_day, desk, seq, at) VALUES (:from_day, :until_day, :desk, :seq, :at)
ON CONFLICT DO NOTHING;

-- charge
INSERT INTO charge (id, desk, seq, scope, from_day, until_day, due)
VALUES (:id, :desk, :seq, :scope, :from_day, :until_day, :due)
ON CONFLICT DO NOTHING;

-- answer_charge
UPDATE charge SET outcome = :outcome, answer_desk = :desk, answer_seq = :seq WHERE id = :id AND outcome IS NULL;

-- all_incidents
SELECT id, desk, seq FROM incident ORDER BY hlc, desk, seq;
