-- some
SELECT id, number, desk, seq, grid, post, standing FROM incident
WHERE (:path IS NULL OR grid = :path OR (grid >= :below AND grid < :end))
    AND (:states = '' OR instr(:states, ' ' || state || ' ') > 0)
    AND (:kinds = '' OR instr(:kinds, ' ' || category || ' ') > 0)
    AND (:channels = '' OR instr(:channels, ' ' || channel || ' ') > 0)
    AND (:handler IS NULL OR handler = :handler)
    AND (NOT :reopening OR id IN (SELECT incident FROM reopening))
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM incident
WHERE (:path IS NULL OR grid = :path OR (grid >= :below AND grid < :end))
    AND (:states = '' OR instr(:states, ' ' || state || ' ') > 0)
    AND (:kinds = '' OR instr(:kinds, ' ' || category || ' ') > 0)
    AND (:channels = '' OR instr(:channels, ' ' || channel || ' ') > 0)
    AND (:handler IS NULL OR handler = :handler)
    AND (NOT :reopening OR id IN (SELECT incident FROM reopening));

-- between
SELECT id, number, desk, seq, grid, post, standing FROM incident
WHERE hlc >= :from AND hlc < :until AND (:path IS NULL OR grid = :path OR (grid >= :below AND grid < :end))
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit;

-- open_by_state
SELECT state, count(*) FROM incident
WHERE state NOT IN ('declined', 'merged', 'closed', 'void')
    AND (:path IS NULL OR grid = :path OR (grid >= :below AND grid < :end))
GROUP BY state;

-- one
SELECT id, number, desk, seq, grid, post, standing FROM incident WHERE id = :id;

-- of_post
SELECT id, number, desk, seq, grid, post, standing FROM incident WHERE post = :post
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit;

-- of_lead
SELECT id, number, desk, seq, grid, post, standing FROM incident
WHERE lead = :lead AND state IN ('assigned', 'disposing', 'on_site', 'suspended')
ORDER BY hlc, desk, seq LIMIT :limit;

-- to_check
SELECT id, number, desk, seq, grid, post, standing FROM incident
WHERE state = 'disposed' AND (grid = :path OR (grid >= :below AND grid < :end))
ORDER BY hlc, desk, seq LIMIT :limit;

-- merged_into
SELECT id, number, desk, seq, grid, post, standing FROM incident WHERE merged = :id ORDER BY hlc, desk, seq;

-- of_foreign_number
SELECT id, number, desk, seq, grid, post, standing FROM incident
WHERE channel = :channel AND foreign_number = :foreign_number
ORDER BY hlc, desk, seq LIMIT 1;

-- open_within
SELECT id, number, desk, seq, grid, post, standing, longitude, latitude FROM incident
WHERE state NOT IN ('declined', 'merged', 'closed', 'void')
    AND longitude BETWEEN :west AND :east AND latitude BETWEEN :south AND :north;

-- rings
SELECT id, urgency, longitude, latitude, fact.at FROM incident JOIN fact USING (desk, seq)
WHERE state NOT IN ('declined', 'merged', 'closed', 'void') AND longitude IS NOT NULL
    AND (:path IS NULL OR incident.grid = :path OR (incident.grid >= :below AND incident.grid < :end));

-- open
SELECT id, number, desk, seq, incident.grid, post, standing, urgency, fact.at FROM incident JOIN fact USING (desk, seq)
WHERE state NOT IN ('declined', 'merged', 'closed', 'void')
    AND (:path IS NULL OR incident.grid = :path OR (incident.grid >= :below AND incident.grid < :end));

-- heat
SELECT longitude / :side * :side + :side / 2 AS longitude, latitude / :side * :side + :side / 2 AS latitude,
    count(*) AS count
FROM incident
WHERE hlc >= :since AND state NOT IN ('declined', 'merged', 'void')
    AND (:path IS NULL OR grid = :path OR (grid >= :below AND grid < :end))
GROUP BY longitude / :side, latitude / :side;

-- steps
SELECT desk, seq FROM incident_step WHERE incident = :id ORDER BY hlc, desk, seq;

-- orders
SELECT orders.id, orders.number FROM incident_order JOIN orders ON orders.id = incident_order.order_id
WHERE incident_order.incident = :id ORDER BY orders.hlc, orders.id;

-- count_on
SELECT count(*) FROM incident WHERE number >= :from AND number < :to;
