-- insert
INSERT INTO sets (hash, kind, size, bytes) VALUES (:hash, :kind, :size, :bytes) ON CONFLICT (hash) DO NOTHING;

-- read
SELECT kind, size, bytes FROM sets WHERE hash = :hash;
