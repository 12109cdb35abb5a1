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
  AND (
    receipt.part = 'recipient' AND receipt.progress IN ('waiting', 'delivered', 'read', 'accepted')
    OR receipt.order_id IN (
      SELECT latest.order_id
      FROM receipt AS latest JOIN orders AS sent ON sent.id = latest.order_id
      WHERE latest.post = :post
      ORDER BY sent.hlc DESC, sent.id DESC LIMIT :limit
    )
  )
ORDER BY orders.hlc DESC, orders.id DESC;
