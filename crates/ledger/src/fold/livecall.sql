-- rang
INSERT INTO live_call (id, desk, post, grid, way, stage, rang, since, centre, phone)
VALUES (:id, :desk, :post, :grid, :way, 'ringing', :at, :at, :centre, :phone)
ON CONFLICT (id) DO NOTHING;

-- answered
UPDATE live_call
SET stage = 'talking', since = :at, answered = coalesce(answered, :at), offered = NULL,
    centre = coalesce(:centre, centre), phone = coalesce(:phone, phone)
WHERE id = :id;

-- moved
UPDATE live_call SET stage = :stage, since = :at WHERE id = :id;

-- offered
UPDATE live_call SET offered = :to WHERE id = :id;

-- freed
UPDATE live_call SET stage = 'ringing', since = :at, centre = NULL, offered = NULL WHERE id = :id;

-- ended
UPDATE live_call SET ended = :at, how = :how WHERE id = :id AND ended IS NULL;
