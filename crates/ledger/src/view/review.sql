-- dockets
SELECT id, arrived, scope, kind, urgency, venue, longitude, latitude, trail FROM docket
WHERE arrived >= :from AND arrived < :until
    AND (:path IS NULL OR scope = :path OR (scope >= :below AND scope < :end))
ORDER BY arrived, id;

-- last_arrival
SELECT max(arrived) FROM docket WHERE scope = :path OR (scope >= :below AND scope < :end);

-- frozen
SELECT desk, seq FROM frozen_period WHERE from_day = :from_day AND until_day = :until_day;
