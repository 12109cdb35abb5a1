-- receipts
SELECT * FROM receipt WHERE order_id = :order_id ORDER BY grid, post;

-- receipt
SELECT * FROM receipt WHERE order_id = :order_id AND post = :post;

-- progress
SELECT grid, post, part, progress FROM receipt WHERE order_id = :order_id ORDER BY grid, post;

-- inbox
SELECT orders.id, orders.card, orders.words, receipt.*
FROM receipt JOIN orders ON orders.id = receipt.order_id
WHERE receipt.post = :post
ORDER BY orders.hlc DESC, orders.id DESC LIMIT :limit;
