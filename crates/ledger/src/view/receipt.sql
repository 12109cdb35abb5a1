-- receipts
SELECT
    delivered_at, delivered_way, read_at, read_way, accepted_at, accepted_way, refused_at, refused_way,
    done_at, done_way,
    part, done_words, refused_words, done_value, grid, post, done_attachments
FROM receipt WHERE order_id = :order_id ORDER BY grid, post;

-- receipt
SELECT
    delivered_at, delivered_way, read_at, read_way, accepted_at, accepted_way, refused_at, refused_way,
    done_at, done_way,
    part, done_words, refused_words, done_value, grid, post, done_attachments
FROM receipt WHERE order_id = :order_id AND post = :post;

-- progress
SELECT grid, post, part, progress FROM receipt WHERE order_id = :order_id ORDER BY grid, post;

-- progress_at
SELECT progress FROM receipt WHERE order_id = :order_id AND grid = :grid AND part = 'recipient';

-- inbox
SELECT
    delivered_at, delivered_way, read_at, read_way, accepted_at, accepted_way, refused_at, refused_way,
    done_at, done_way,
    part, done_words, refused_words, done_value, grid, post, done_attachments,
    orders.card, orders.words, orders.attachments
FROM orders CROSS JOIN receipt ON receipt.order_id = orders.id AND receipt.post = :post
WHERE receipt.part = 'recipient' AND receipt.progress IN ('waiting', 'delivered', 'read', 'accepted')
    AND NOT EXISTS (SELECT 1 FROM order_end WHERE order_end.order_id = orders.id)
  OR orders.id IN (
    SELECT sent.id FROM orders AS sent
    WHERE EXISTS (SELECT 1 FROM receipt AS latest WHERE latest.order_id = sent.id AND latest.post = :post)
    ORDER BY sent.hlc DESC, sent.id DESC LIMIT :limit
  )
ORDER BY orders.hlc DESC, orders.id DESC;

-- inbox_order
SELECT
    delivered_at, delivered_way, read_at, read_way, accepted_at, accepted_way, refused_at, refused_way,
    done_at, done_way,
    part, done_words, refused_words, done_value, grid, post, done_attachments,
    orders.card, orders.words, orders.attachments, orders.hlc
FROM receipt JOIN orders ON orders.id = receipt.order_id
WHERE receipt.order_id = :order_id AND receipt.post = :post;
