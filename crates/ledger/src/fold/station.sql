-- keep
INSERT INTO station_move (desk, seq, place, hlc, noun, id, grid) VALUES (:desk, :seq, :place, :hlc, :noun, :id, :grid);

-- post
UPDATE post SET grid = coalesce(:grid, grid) WHERE id = :id;

-- venue
UPDATE venue SET grid = :grid WHERE id = :id;

-- checkpoint
UPDATE checkpoint SET grid = :grid WHERE id = :id;

-- unit
UPDATE unit SET grid = :grid WHERE id = :id;

-- partner
UPDATE partner SET grid = coalesce(:grid, grid) WHERE id = :id;

-- asset
UPDATE asset SET grid = :grid WHERE id = :id;

-- grant
SELECT granted FROM device WHERE id = :id;

-- device
UPDATE device SET granted = :granted WHERE id = :id;

-- between
SELECT id, grid FROM station_move
WHERE noun = :noun AND hlc > :after AND (:until IS NULL OR hlc <= :until)
ORDER BY hlc, desk, seq, place;
