-- rule
SELECT is_on, days FROM recording_rule;

-- setter
SELECT desk, seq FROM recording_rule;

-- all
SELECT call, post, scope, since, until FROM recording
WHERE :path IS NULL OR scope = :path OR (scope >= :below AND scope < :end)
ORDER BY since DESC, call DESC LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM recording WHERE :path IS NULL OR scope = :path OR (scope >= :below AND scope < :end);

-- one
SELECT call, post, scope, since, until FROM recording WHERE call = :call;

-- oldest
SELECT min(until) FROM recording;

-- until
SELECT call, post, scope, since, until FROM recording WHERE until <= :last ORDER BY until, call LIMIT :limit;

-- until_count
SELECT count(*) FROM recording WHERE until <= :last;

-- ended
SELECT count(*) FROM recording_end WHERE :path IS NULL OR scope = :path OR (scope >= :below AND scope < :end);

-- pieces
SELECT since, side, millis, hash FROM recording_piece WHERE call = :call ORDER BY since, side, hash;

-- heard
SELECT desk, seq FROM recording_heard WHERE call = :call ORDER BY desk, seq DESC;
