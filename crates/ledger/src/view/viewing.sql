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
SELECT eye.stream, eye.last, outage.since, outage.code, outage.params
FROM eye LEFT JOIN outage ON outage.stream = eye.stream AND outage.until IS NULL ORDER BY eye.stream;

-- outages
SELECT stream, since, until, last, code, params FROM outage
WHERE substr(since, 1, 19) <= substr(:ended, 1, 19)
    AND (until IS NULL OR substr(until, 1, 19) >= substr(:began, 1, 19))
ORDER BY stream, since;
