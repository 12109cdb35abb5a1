-- report
INSERT INTO incident (
    geom, id, number, category, urgency, state, grid, channel, reported_at, desk, seq, hlc, post, foreign_number,
    longitude, latitude, standing
)
VALUES (
    :geom, :id, :number, :category, :urgency, :state, :grid, :channel, :reported_at, :desk, :seq, :hlc, :post,
    :foreign_number, :longitude, :latitude, :standing
)
ON CONFLICT (id) DO NOTHING;

-- standing
SELECT standing FROM incident WHERE id = :id;

-- go_on
UPDATE incident SET state = :state, lead = :lead, merged = :merged, handler = coalesce(handler, :handler),
    standing = :standing
WHERE id = :id;

-- want_reopening
INSERT INTO reopening (incident) VALUES (:id) ON CONFLICT DO NOTHING;

-- answer_reopening
DELETE FROM reopening WHERE incident = :id;

-- keep_step
INSERT INTO incident_step (desk, seq, hlc, incident) VALUES (:desk, :seq, :hlc, :incident) ON CONFLICT DO NOTHING;

-- order
INSERT INTO incident_order (incident, order_id) VALUES (:incident, :order_id) ON CONFLICT DO NOTHING;

-- is_behind
SELECT EXISTS (SELECT 1 FROM unfolded WHERE kind = :kind);

-- classed
DELETE FROM unfolded WHERE kind = 'docket_category';

-- caught_up
DELETE FROM unfolded;
