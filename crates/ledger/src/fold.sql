-- every_fact
SELECT fact.*, body.body, body.sealed
FROM fact LEFT JOIN body USING (desk, seq)
ORDER BY fact.hlc, fact.desk, fact.seq;
