-- insert
INSERT INTO file (hash, media, size, width, height, bytes, small)
VALUES (:hash, :media, :size, :width, :height, :bytes, :small);

-- exists
SELECT EXISTS (SELECT 1 FROM file WHERE hash = :hash);

-- remove
DELETE FROM file WHERE hash = :hash;

-- bytes
SELECT bytes FROM file WHERE hash = :hash;

-- small
SELECT small FROM file WHERE hash = :hash;

-- keys
SELECT subject, wrapped FROM file_key WHERE hash = :hash ORDER BY subject;

-- keep_key
INSERT INTO file_key (hash, subject, wrapped) VALUES (:hash, :subject, :wrapped)
ON CONFLICT (hash, subject) DO NOTHING;

-- drop_keys
DELETE FROM file_key WHERE hash = :hash;

-- wait
INSERT INTO file_waiting (hash, seat, at) VALUES (:hash, :seat, :at)
ON CONFLICT (hash, seat) DO UPDATE SET at = excluded.at;

-- named
DELETE FROM file_waiting WHERE hash = :hash AND seat = :seat;

-- expired
SELECT hash FROM file_waiting WHERE at < :before;

-- drop_expired
DELETE FROM file_waiting WHERE hash = :hash AND at < :before;

-- drop_waiting_key
DELETE FROM file_key
WHERE hash = :hash AND subject = '' AND NOT EXISTS (SELECT 1 FROM file_waiting WHERE hash = :hash);

-- drop_unnamed
DELETE FROM file WHERE hash = :hash AND NOT EXISTS (SELECT 1 FROM file_key WHERE hash = :hash);

-- all
SELECT hash FROM file ORDER BY hash;

-- missing
SELECT hash FROM attached WHERE hash NOT IN (SELECT hash FROM file) ORDER BY hash LIMIT 1;
