-- insert
INSERT INTO receipt (order_id, post, grid, part, progress) VALUES (:order_id, :post, :grid, :part, :progress)
ON CONFLICT (order_id, post) DO NOTHING;

-- read
SELECT
    delivered_at, delivered_way, read_at, read_way, accepted_at, accepted_way, refused_at, refused_way,
    done_at, done_way
FROM receipt WHERE order_id = :order_id AND post = :post;

-- update
UPDATE receipt
SET progress = :progress,
    delivered_at = :delivered_at, delivered_way = :delivered_way,
    read_at = :read_at, read_way = :read_way,
    accepted_at = :accepted_at, accepted_way = :accepted_way,
    refused_at = :refused_at, refused_way = :refused_way,
    done_at = :done_at, done_way = :done_way
WHERE order_id = :order_id AND post = :post;

-- update_refused_words
UPDATE receipt SET refused_words = :words WHERE order_id = :order_id AND post = :post;

-- update_done_words
UPDATE receipt SET done_words = :words WHERE order_id = :order_id AND post = :post;

-- update_done_value
UPDATE receipt SET done_value = :value WHERE order_id = :order_id AND post = :post;

-- update_done_attachments
UPDATE receipt SET done_attachments = :attachments WHERE order_id = :order_id AND post = :post;
