-- put
INSERT INTO call_log (desk, seq, order_id, post, called, means, outcome, words, "by", at)
VALUES (:desk, :seq, :order_id, :post, :called, :means, :outcome, :words, :by, :at);
