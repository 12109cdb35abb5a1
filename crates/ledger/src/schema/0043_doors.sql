-- Who ended a way in stands in the fact that did.
ALTER TABLE intake ADD COLUMN closed_desk TEXT;
ALTER TABLE intake ADD COLUMN closed_seq INTEGER;
-- Those of before: the same as folding the log again gives, the first that said it.
UPDATE intake SET (closed_desk, closed_seq) = (
    SELECT desk, seq FROM fact
    WHERE kind = 'IntakeClosed' AND subject = 'intake/' || intake.id ORDER BY hlc, desk, seq LIMIT 1
)
WHERE closed IS NOT NULL;
