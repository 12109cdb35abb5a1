-- The alarms of robots that stopped, of a store from before: the same rows that folding its log again gives. The subject
-- of a robot's facts is named as the cause is. What was done about it since settles its alarm.
INSERT INTO alarm_reason (cause, reason, at)
SELECT fact.subject, fact.desk || '/' || fact.seq, fact.at
FROM fact JOIN body USING (desk, seq)
WHERE fact.kind = 'DigestEnded'
    AND json_extract(CAST(body.body AS TEXT), '$.end.trouble') IN ('gone', 'guarded', 'no_key');

INSERT INTO alarm (cause, scope, settled)
SELECT
    stopped.cause,
    (SELECT fact.scope FROM fact WHERE fact.subject = stopped.cause AND fact.hlc = stopped.first),
    EXISTS (
        SELECT 1 FROM fact
        WHERE fact.subject = stopped.cause AND fact.hlc > stopped.last
            AND fact.kind IN ('RobotBound', 'RobotTried', 'RobotUnbound')
    )
FROM (
    SELECT fact.subject AS cause, min(fact.hlc) AS first, max(fact.hlc) AS last
    FROM fact JOIN body USING (desk, seq)
    WHERE fact.kind = 'DigestEnded'
        AND json_extract(CAST(body.body AS TEXT), '$.end.trouble') IN ('gone', 'guarded', 'no_key')
    GROUP BY fact.subject
) AS stopped;
