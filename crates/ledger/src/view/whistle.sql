-- some
SELECT id, number, desk, seq, incident, scope, post, standing FROM whistle
WHERE (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end))
    AND (:which = 'all' OR (:which = 'running' AND ended = 0) OR (:which = 'refused' AND refusals > 0))
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM whistle
WHERE (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end))
    AND (:which = 'all' OR (:which = 'running' AND ended = 0) OR (:which = 'refused' AND refusals > 0));

-- one
SELECT id, number, desk, seq, incident, scope, post, standing FROM whistle WHERE id = :id;

-- of_incident
SELECT id, number, desk, seq, incident, scope, post, standing FROM whistle WHERE incident = :incident
ORDER BY hlc, desk, seq;

-- of_post
SELECT id, number, desk, seq, incident, scope, post, standing FROM whistle
WHERE post = :post
    OR id IN (SELECT whistle FROM whistle_called WHERE party = :party ORDER BY hlc DESC LIMIT :limit)
ORDER BY hlc DESC, desk DESC, seq DESC LIMIT :limit;

-- steps
SELECT desk, seq FROM whistle_step WHERE whistle = :id ORDER BY hlc, desk, seq;

-- count_on
SELECT count(*) FROM whistle WHERE number >= :from AND number < :to;
