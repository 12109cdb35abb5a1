-- some
SELECT id, desk, seq, incident, scope, standing FROM recheck
WHERE next IS NOT NULL AND (:until IS NULL OR next <= :until)
    AND (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end))
ORDER BY next, hlc, id LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM recheck
WHERE next IS NOT NULL AND (:until IS NULL OR next <= :until)
    AND (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end));

-- one
SELECT id, desk, seq, incident, scope, standing FROM recheck WHERE id = :id;

-- of_incident
SELECT id, desk, seq, incident, scope, standing FROM recheck WHERE incident = :incident ORDER BY hlc, desk, seq;

-- steps
SELECT desk, seq FROM recheck_step WHERE recheck = :id ORDER BY hlc, desk, seq;
