-- rang
INSERT INTO live_call (id, desk, post, grid, way, stage, rang, since, centre, phone)
VALUES (:id, :desk, :post, :grid, :way, 'ringing', :at, :at, :centre, :phone)
ON CONFLICT (id) DO NOTHING;

-- answered
UPDATE live_call
SET stage = 'talking', since = :at, answered = coalesce(answered, :at), offered = NULL,
    centre = coalesce(:centre, centre), phone = coalesce(:phone, phone),
    -- Whoever takes it over is told anew.
    centre_knows = CASE WHEN :centre IS NULL THEN centre_knows ELSE 0 END,
    post_knows = CASE WHEN :phone IS NULL THEN post_knows ELSE 0 END
WHERE id = :id;

-- moved
UPDATE live_call SET stage = :stage, since = :at WHERE id = :id;

-- offered
UPDATE live_call SET offered = :to WHERE id = :id;

-- freed
UPDATE live_call SET stage = 'ringing', since = :at, centre = NULL, offered = NULL, centre_knows = 0 WHERE id = :id;

-- ended
UPDATE live_call SET ended = :at, how = :how WHERE id = :id AND ended IS NULL;

-- recorded
UPDATE live_call SET recorded = 1 WHERE id = :id;

-- unrecorded
UPDATE live_call SET recorded = 2 WHERE id = :id;

-- centre_told
UPDATE live_call SET centre_knows = 1 WHERE id = :id;

-- post_told
UPDATE live_call SET post_knows = 1 WHERE id = :id;
