-- every_fact
SELECT fact.desk, fact.seq, fact.hlc, fact.command_id, fact.kind, fact.subject, fact.scope, fact."by", fact.at,
    body.body, body.sealed
FROM fact LEFT JOIN body USING (desk, seq)
ORDER BY fact.hlc, fact.desk, fact.seq;
