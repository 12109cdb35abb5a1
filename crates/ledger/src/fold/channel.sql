-- said
INSERT INTO line (number, id, what, channel, span, author, desk, seq, quotes)
VALUES (
    (SELECT coalesce(max(number), 0) + 1 FROM line),
    :id, :what, :channel, :span, :author, :desk, :seq, :quotes
)
RETURNING number;

-- called
INSERT INTO mention (post, number) VALUES (:post, :number) ON CONFLICT DO NOTHING;

-- last
INSERT INTO channel (path, last) VALUES (:path, :last) ON CONFLICT (path) DO UPDATE SET last = excluded.last;

-- pinned
UPDATE line SET pinned_at = :at, pinned_by = :by
WHERE id = :id AND pinned_at IS NULL AND withdrawn_seq IS NULL;

-- unpinned
UPDATE line SET pinned_at = NULL, pinned_by = NULL WHERE id = :id;

-- withdrawn
UPDATE line SET withdrawn_desk = :desk, withdrawn_seq = :seq, pinned_at = NULL, pinned_by = NULL
WHERE id = :id AND withdrawn_seq IS NULL;

-- always_rings
DELETE FROM quiet_hours;

-- quiet
INSERT INTO quiet_hours (only, hours) VALUES (1, :hours) ON CONFLICT (only) DO UPDATE SET hours = excluded.hours;

-- read
INSERT INTO reading (reader, channel, number)
SELECT :reader, :path, min(:number, (SELECT coalesce(max(number), 0) FROM line))
WHERE true
ON CONFLICT (reader, channel) DO UPDATE SET number = max(number, excluded.number);

-- read_below
INSERT INTO reading (reader, channel, number)
SELECT :reader, path, min(:number, last) FROM channel WHERE path >= :from AND path < :to
ON CONFLICT (reader, channel) DO UPDATE SET number = max(number, excluded.number);
