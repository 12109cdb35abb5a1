-- unread
SELECT
    one.path, one.last, coalesce(reading.number, 0) AS read,
    (SELECT count(*) FROM line
        WHERE channel = one.path AND number > coalesce(reading.number, 0)
            AND what = 'message' AND withdrawn_seq IS NULL AND author <> :reader)
    + CASE WHEN one.path = :own THEN
        (SELECT count(*) FROM line
            WHERE channel IN (SELECT value FROM json_each(:above)) AND number > coalesce(reading.number, 0)
                AND span = 'below' AND what = 'message' AND withdrawn_seq IS NULL AND author <> :reader)
        ELSE 0 END AS unread,
    (SELECT count(*) FROM mention JOIN line USING (number)
        WHERE mention.post = :post AND mention.number > coalesce(reading.number, 0)
            AND line.withdrawn_seq IS NULL AND line.author <> :reader
            AND (line.channel = one.path
                OR (one.path = :own AND line.span = 'below'
                    AND line.channel IN (SELECT value FROM json_each(:above))))) AS called
FROM (
        SELECT path, last FROM channel
        WHERE path <> coalesce(:own, '')
            AND (:path IS NULL OR path = :path OR (path >= :from AND path < :to))
        UNION ALL
        SELECT :own, coalesce((SELECT last FROM channel WHERE path = :own), 0)
        WHERE :own IS NOT NULL AND (:path IS NULL OR :own = :path OR (:own >= :from AND :own < :to))
    ) AS one
    LEFT JOIN reading ON reading.reader = :reader AND reading.channel = one.path
ORDER BY one.path = :own DESC, one.last DESC, one.path LIMIT :limit;

-- count
SELECT count(*) FROM channel WHERE :path IS NULL OR path = :path OR (path >= :from AND path < :to);

-- read
SELECT number FROM reading WHERE reader = :reader AND channel = :path;

-- here
SELECT line.number, line.id, line.what, line.channel, line.span, line.quotes, line.pinned_at, line.pinned_by,
    line.withdrawn_desk, line.withdrawn_seq, line.desk, line.seq
FROM (
        SELECT * FROM (
            SELECT number FROM line WHERE channel = :path AND what = 'message' AND number < :before
            ORDER BY number DESC LIMIT :limit
        )
        UNION
        SELECT * FROM (
            SELECT line.number FROM json_each(:above) AS above JOIN line ON line.channel = above.value
            WHERE line.span = 'below' AND line.what = 'message' AND line.number < :before
            ORDER BY line.number DESC LIMIT :limit
        )
        UNION
        SELECT * FROM (
            SELECT number FROM line
            WHERE what = 'order' AND number < :before AND EXISTS (
                SELECT 1 FROM receipt
                WHERE receipt.order_id = line.id AND receipt.grid = :path AND (:post IS NULL OR receipt.post = :post)
            )
            ORDER BY number DESC LIMIT :limit
        )
    ) AS wanted
    JOIN line USING (number)
ORDER BY line.number DESC LIMIT :limit;

-- below
SELECT number, id, what, channel, span, quotes, pinned_at, pinned_by, withdrawn_desk, withdrawn_seq, desk, seq
FROM line
WHERE number < :before AND (
        channel = :path OR (channel >= :from AND channel < :to)
        OR (what = 'message' AND span = 'below' AND channel IN (SELECT value FROM json_each(:above)))
        OR (what = 'order' AND EXISTS (
            SELECT 1 FROM receipt
            WHERE receipt.order_id = line.id AND (receipt.grid = :path OR (receipt.grid >= :from AND receipt.grid < :to))
        ))
    )
    AND (what = 'message' OR :post IS NULL
        OR EXISTS (SELECT 1 FROM receipt WHERE receipt.order_id = line.id AND receipt.post = :post))
ORDER BY number DESC LIMIT :limit;

-- pinned
SELECT number, id, what, channel, span, quotes, pinned_at, pinned_by, withdrawn_desk, withdrawn_seq, desk, seq
FROM line
WHERE pinned_at IS NOT NULL
    AND (channel = :path OR (span = 'below' AND channel IN (SELECT value FROM json_each(:above))))
ORDER BY number DESC;

-- one
SELECT number, id, what, channel, span, quotes, pinned_at, pinned_by, withdrawn_desk, withdrawn_seq, desk, seq
FROM line WHERE id = :id AND what = 'message';

-- at
SELECT number, id, what, channel, span, quotes, pinned_at, pinned_by, withdrawn_desk, withdrawn_seq, desk, seq
FROM line WHERE number = :number;

-- answers
SELECT count(*) FROM line WHERE quotes = :id AND withdrawn_seq IS NULL;

-- pinned_count
SELECT count(*) FROM line WHERE channel = :path AND pinned_at IS NOT NULL;

-- quiet
SELECT hours FROM quiet_hours;
