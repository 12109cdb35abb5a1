-- dockets
SELECT id, arrived, scope, kind, urgency, venue, longitude, latitude, trail, category FROM docket
WHERE arrived >= :from AND arrived < :until
    AND (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end))
ORDER BY arrived, id;

-- last_arrival
SELECT max(arrived) FROM docket WHERE scope = :path OR (scope >= :below AND scope < :end);

-- frozen
SELECT desk, seq FROM frozen_period WHERE from_day = :from_day AND until_day = :until_day;

-- charges
SELECT id, desk, seq, scope, outcome, answer_desk, answer_seq FROM charge
WHERE ((from_day = :from_day AND until_day = :until_day) OR (outcome IS NULL AND from_day <= :from_day))
    AND (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :above))
ORDER BY (from_day = :from_day AND until_day = :until_day) DESC, due, id;

-- charge
SELECT id, desk, seq, scope, outcome, answer_desk, answer_seq FROM charge WHERE id = :id;
