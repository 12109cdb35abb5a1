-- orders
SELECT id, card, words, attachments FROM orders ORDER BY hlc DESC, id DESC LIMIT :limit;

-- count
SELECT count(*) FROM orders;

-- order
SELECT id, card, words, attachments FROM orders WHERE id = :id;

-- end
SELECT card, words FROM order_end WHERE order_id = :id;

-- count_on
SELECT count(*) FROM orders WHERE number >= :from AND number < :to;

-- has_orders
SELECT EXISTS (SELECT 1 FROM orders);

-- first_to
SELECT number FROM orders
WHERE EXISTS (SELECT 1 FROM receipt WHERE receipt.order_id = orders.id AND receipt.post = :post)
ORDER BY hlc, id LIMIT 1;

-- touching
SELECT id FROM orders
WHERE EXISTS (SELECT 1 FROM receipt WHERE receipt.order_id = orders.id AND receipt.grid = :path)
    OR EXISTS (SELECT 1 FROM receipt WHERE receipt.order_id = orders.id AND receipt.grid >= :from AND receipt.grid < :to)
    OR scope = :path OR (scope >= :from AND scope < :to)
ORDER BY hlc DESC, id DESC LIMIT :limit;
