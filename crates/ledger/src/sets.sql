-- insert
INSERT INTO sets (hash, kind, size, bytes) VALUES (:hash, :kind, :size, :bytes) ON CONFLICT (hash) DO NOTHING;

-- has
SELECT 1 FROM sets WHERE hash = :hash;

-- read
SELECT size, bytes FROM sets WHERE hash = :hash;
