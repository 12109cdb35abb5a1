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
SELECT orders.number FROM receipt JOIN orders ON orders.id = receipt.order_id
WHERE receipt.post = :post ORDER BY orders.hlc, orders.id LIMIT 1;

-- touching
SELECT id FROM orders
WHERE id IN (
    SELECT order_id FROM receipt WHERE grid = :path
    UNION
    SELECT order_id FROM receipt WHERE grid >= :from AND grid < :to
    UNION
    SELECT id FROM orders WHERE scope = :path
    UNION
    SELECT id FROM orders WHERE scope >= :from AND scope < :to
)
ORDER BY hlc DESC, id DESC LIMIT :limit;
