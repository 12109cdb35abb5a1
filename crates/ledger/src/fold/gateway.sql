-- set
INSERT INTO gateway (desk, gateway, setting) VALUES (:desk, :gateway, :setting)
ON CONFLICT (desk, gateway) DO UPDATE SET setting = excluded.setting;

-- unset
DELETE FROM gateway WHERE desk = :desk AND gateway = :gateway;

-- text
INSERT INTO send_text (order_id, gateway, words) VALUES (:order_id, :gateway, :words)
ON CONFLICT (order_id, gateway) DO NOTHING;

-- queue
INSERT INTO send (id, desk, gateway, order_id, post, state, due, tries, at)
VALUES (:id, :desk, :gateway, :order_id, :post, :state, :due, 0, :at)
ON CONFLICT (id) DO NOTHING;

-- move
UPDATE send
SET state = :state, due = :due, at = :at, tries = CASE WHEN :begins THEN tries + 1 ELSE tries END,
    number = coalesce(:number, number), why = :why, said = :said
WHERE id = :id;

-- count
INSERT INTO send_count (desk, seq, gateway, at, count) VALUES (:desk, :seq, :gateway, :at, :count);
