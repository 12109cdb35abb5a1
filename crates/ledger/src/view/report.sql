-- some
SELECT id, number, desk, seq, scope, post, state FROM report
WHERE (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end))
    AND (:states = '' OR instr(:states, ' ' || state || ' ') > 0)
    AND (:kinds = '' OR instr(:kinds, ' ' || kind || ' ') > 0)
    AND (:handler IS NULL OR handler = :handler)
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM report
WHERE (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end))
    AND (:states = '' OR instr(:states, ' ' || state || ' ') > 0)
    AND (:kinds = '' OR instr(:kinds, ' ' || kind || ' ') > 0)
    AND (:handler IS NULL OR handler = :handler);

-- one
SELECT id, number, desk, seq, scope, post, state FROM report WHERE id = :id;

-- of_post
SELECT id, number, desk, seq, scope, post, state FROM report WHERE post = :post
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit;

-- steps
SELECT desk, seq FROM report_step WHERE report = :id ORDER BY hlc, desk, seq;

-- orders
SELECT orders.id, orders.number FROM report_order JOIN orders ON orders.id = report_order.order_id
WHERE report_order.report = :id ORDER BY orders.hlc, orders.id;

-- count_on
SELECT count(*) FROM report WHERE number >= :from AND number < :to;
