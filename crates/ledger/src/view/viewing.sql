-- some
SELECT id, desk, seq, stream, scope, by, began, ended, last FROM viewing
WHERE (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end))
    AND (:stream IS NULL OR stream = :stream)
    AND (:round IS NULL OR round = :round)
    AND (:reasons = '' OR instr(:reasons, ' ' || reason || ' ') > 0)
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM viewing
WHERE (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end))
    AND (:stream IS NULL OR stream = :stream)
    AND (:round IS NULL OR round = :round)
    AND (:reasons = '' OR instr(:reasons, ' ' || reason || ' ') > 0);

-- one
SELECT id, desk, seq, stream, scope, by, began, ended, last FROM viewing WHERE id = :id;

-- open
SELECT id, desk, seq, stream, scope, by, began, ended, last FROM viewing
WHERE stream = :stream AND ended IS NULL ORDER BY began DESC, id;

-- eyes
SELECT stream, last, lost, code, params FROM eye ORDER BY stream;
