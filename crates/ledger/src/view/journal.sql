-- entries
SELECT
    fact.desk, fact.seq, fact.hlc, fact.command_id, fact.kind, fact.subject, fact.scope, fact."by", fact.at,
    body.body, body.sealed, journal.day, journal.count, journal.heading, store.letter
FROM journal
    JOIN fact USING (desk, seq)
    JOIN store USING (desk)
    LEFT JOIN body USING (desk, seq)
WHERE (:path IS NULL OR journal.scope = :path OR (journal.scope >= :below AND journal.scope < :end))
    AND (:from IS NULL OR journal.day >= :from) AND (:to IS NULL OR journal.day <= :to)
    AND (:after IS NULL OR journal.hlc >= :after) AND (:until IS NULL OR journal.hlc <= :until)
    AND (:headings = '' OR instr(:headings, ' ' || journal.heading || ' ') > 0)
    AND (:roles = '' OR instr(:roles, ' ' || journal.role || ' ') > 0)
ORDER BY journal.hlc DESC, journal.desk DESC, journal.seq DESC LIMIT :limit OFFSET :offset;

-- count
SELECT count(*) FROM journal
WHERE (:path IS NULL OR journal.scope = :path OR (journal.scope >= :below AND journal.scope < :end))
    AND (:from IS NULL OR journal.day >= :from) AND (:to IS NULL OR journal.day <= :to)
    AND (:after IS NULL OR journal.hlc >= :after) AND (:until IS NULL OR journal.hlc <= :until)
    AND (:headings = '' OR instr(:headings, ' ' || journal.heading || ' ') > 0)
    AND (:roles = '' OR instr(:roles, ' ' || journal.role || ' ') > 0);

-- name
SELECT journal.day, journal.count, store.letter, journal.scope
FROM journal JOIN store USING (desk) WHERE journal.desk = :desk AND journal.seq = :seq;

-- corrections
SELECT journal.desk, journal.seq, journal.day, journal.count, store.letter
FROM journal JOIN store USING (desk) WHERE journal.corrects = :fact ORDER BY journal.hlc, journal.desk, journal.seq;
