-- insert
INSERT INTO receipt (order_id, post, grid, part, progress) VALUES (:order_id, :post, :grid, :part, :progress)
ON CONFLICT (order_id, post) DO NOTHING;

-- read
SELECT
    delivered_at, delivered_way, read_at, read_way, accepted_at, accepted_way, refused_at, refused_way,
    done_at, done_way
FROM receipt WHERE order_id = :order_id AND post = :post;

-- delivered
UPDATE receipt
SET progress = CASE progress WHEN 'waiting' THEN 'delivered' ELSE progress END,
    delivered_at = :at, delivered_way = :way
WHERE order_id = :order_id AND post = :post AND (delivered_at IS NULL OR :later);

-- was_read
UPDATE receipt
SET progress = CASE WHEN progress IN ('waiting', 'delivered') THEN 'read' ELSE progress END,
    read_at = :at, read_way = :way
WHERE order_id = :order_id AND post = :post AND (read_at IS NULL OR :later);

-- accepted
UPDATE receipt
SET progress = CASE WHEN progress IN ('refused', 'done') THEN progress ELSE 'accepted' END,
    accepted_at = :at, accepted_way = :way
WHERE order_id = :order_id AND post = :post AND (accepted_at IS NULL OR :later);

-- refused
UPDATE receipt
SET progress = CASE progress WHEN 'done' THEN progress ELSE 'refused' END,
    refused_at = :at, refused_way = :way, refused_words = :words
WHERE order_id = :order_id AND post = :post AND (refused_at IS NULL OR :later);

-- done
UPDATE receipt
SET progress = 'done', done_at = :at, done_way = :way,
    done_words = :words, done_value = :value, done_attachments = :attachments
WHERE order_id = :order_id AND post = :post AND (done_at IS NULL OR :later);
