-- raise
INSERT INTO alarm (cause, scope, settled) VALUES (:cause, :scope, :settled)
ON CONFLICT (cause) DO UPDATE SET settled = excluded.settled;

-- reason
INSERT INTO alarm_reason (cause, reason, at) VALUES (:cause, :reason, :at)
ON CONFLICT (cause, reason) DO UPDATE SET at = excluded.at;

-- words
UPDATE alarm SET seen = :seen, closed = :closed WHERE cause = :cause;

-- settle
UPDATE alarm SET settled = 1 WHERE cause = :cause;

-- alarm
SELECT seen, closed FROM alarm WHERE cause = :cause;

-- reasons
SELECT reason, at FROM alarm_reason WHERE cause = :cause;

-- order_over
SELECT EXISTS (SELECT 1 FROM order_end WHERE order_id = :id);

-- call_over
SELECT EXISTS (SELECT 1 FROM missed_call WHERE id = :id AND settled IS NOT NULL);

-- report_over
SELECT EXISTS (SELECT 1 FROM incident WHERE id = :id AND state <> 'reported');

-- due
INSERT INTO deadline (order_id, desk, due)
SELECT :order_id, :desk, :due WHERE EXISTS (SELECT 1 FROM orders WHERE id = :order_id)
ON CONFLICT (order_id) DO NOTHING;

-- came
UPDATE deadline SET due = NULL WHERE order_id = :order_id;
