-- docket
INSERT INTO docket (id, arrived, scope, kind, urgency, venue, longitude, latitude, trail)
VALUES (:id, :arrived, :scope, :kind, :urgency, :venue, :longitude, :latitude, :trail)
ON CONFLICT DO NOTHING;

-- trail
SELECT trail FROM docket WHERE id = :id;

-- go_on
UPDATE docket SET trail = :trail WHERE id = :id;

-- freeze
INSERT INTO frozen_period (from_day, until_day, desk, seq, at) VALUES (:from_day, :until_day, :desk, :seq, :at)
ON CONFLICT DO NOTHING;

-- all_incidents
SELECT id, desk, seq FROM incident ORDER BY hlc, desk, seq;
