-- settings
SELECT priority, minutes, message FROM ladder_setting;

-- ladder
SELECT ladder FROM ladder WHERE order_id = :order_id;

-- next
SELECT min(next) AS next FROM ladder WHERE desk = :desk AND next IS NOT NULL;

-- due
SELECT order_id, ladder FROM ladder WHERE desk = :desk AND next <= :now ORDER BY next, order_id;

-- calls
SELECT desk, seq, post, called, means, outcome, words, "by", at FROM call_log
WHERE order_id = :order_id ORDER BY at, desk, seq;
