-- begin
INSERT INTO ladder (order_id, desk, ladder, next) VALUES (:order_id, :desk, :ladder, :next)
ON CONFLICT (order_id) DO NOTHING;

-- read
SELECT ladder FROM ladder WHERE order_id = :order_id;

-- update
UPDATE ladder
SET ladder = :ladder,
    next = CASE WHEN EXISTS (SELECT 1 FROM order_end WHERE order_end.order_id = :order_id) THEN NULL ELSE :next END
WHERE order_id = :order_id;

-- stop
UPDATE ladder SET next = NULL WHERE order_id = :order_id;

-- set
INSERT INTO ladder_setting (priority, minutes, message) VALUES (:priority, :minutes, :message)
ON CONFLICT (priority) DO UPDATE SET minutes = excluded.minutes, message = excluded.message;
