-- since
SELECT fact.*, body.body, body.sealed
FROM fact LEFT JOIN body USING (desk, seq)
WHERE fact.desk = :desk AND fact.seq > :seen
ORDER BY fact.seq LIMIT :limit;
