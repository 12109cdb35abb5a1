-- make
INSERT INTO report (id, number, desk, seq, hlc, scope, post, kind, state)
VALUES (:id, :number, :desk, :seq, :hlc, :scope, :post, :kind, :state)
ON CONFLICT (id) DO NOTHING;

-- state
SELECT state FROM report WHERE id = :id;

-- go_on
UPDATE report SET state = :state, handler = coalesce(handler, :handler) WHERE id = :id;

-- keep_step
INSERT INTO report_step (desk, seq, hlc, report) VALUES (:desk, :seq, :hlc, :report) ON CONFLICT DO NOTHING;

-- order
INSERT INTO report_order (report, order_id) VALUES (:report, :order_id) ON CONFLICT DO NOTHING;
