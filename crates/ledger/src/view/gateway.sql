-- setting
SELECT setting FROM gateway WHERE desk = :desk AND gateway = :gateway;

-- text
SELECT words FROM send_text WHERE order_id = :order_id AND gateway = :gateway;

-- due
SELECT id, order_id, gateway, post, state, due, tries, at, why, said FROM send
WHERE desk = :desk AND gateway = :gateway AND due <= :now ORDER BY due, id LIMIT :limit;

-- next_due
SELECT min(due) FROM send WHERE desk = :desk AND gateway = :gateway AND due IS NOT NULL;

-- on_the_wire
SELECT id, order_id, gateway, post, state, due, tries, at, why, said FROM send
WHERE state = 'sending' AND desk = :desk;

-- of_order
SELECT id, order_id, gateway, post, state, due, tries, at, why, said FROM send WHERE order_id = :order_id ORDER BY at, id;

-- open
SELECT id, order_id, gateway, post, state, due, tries, at, why, said FROM send
WHERE state IN ('waiting', 'unknown', 'failed', 'refused') ORDER BY at DESC, id DESC;

-- one
SELECT id, order_id, gateway, post, state, due, tries, at, why, said FROM send WHERE id = :id;

-- by_number
SELECT id, order_id, gateway, post, state, due, tries, at, why, said FROM send
WHERE number = :number AND desk = :desk AND gateway = :gateway ORDER BY at DESC LIMIT 1;

-- waiting
SELECT count(*) FROM send WHERE desk = :desk AND gateway = :gateway AND due IS NOT NULL;

-- sent_since
SELECT coalesce(sum(count), 0) FROM send_count WHERE desk = :desk AND gateway = :gateway AND at >= :since;
