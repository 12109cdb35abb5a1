-- insert
INSERT INTO orders (id, number, scope, hlc, card, words, attachments)
VALUES (:id, :number, :scope, :hlc, :card, :words, :attachments);

-- end
INSERT INTO order_end (order_id, hlc, card, words) VALUES (:order_id, :hlc, :card, :words)
ON CONFLICT (order_id) DO NOTHING;
