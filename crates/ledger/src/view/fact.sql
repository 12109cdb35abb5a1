-- on_grids_since
SELECT fact.desk, fact.seq, fact.hlc, fact.command_id, fact.kind, fact.subject, fact.scope, fact."by", fact.at,
    body.body, body.sealed
FROM fact LEFT JOIN body USING (desk, seq)
WHERE fact.desk = :desk AND fact.seq > :seen
    AND fact.kind IN (
        'SchemePublished', 'SchemeDrafted', 'SchemeDiscarded', 'GridsRevised', 'SetImported', 'ImportUndone'
    )
ORDER BY fact.seq;

-- since
SELECT fact.desk, fact.seq, fact.hlc, fact.command_id, fact.kind, fact.subject, fact.scope, fact."by", fact.at,
    body.body, body.sealed
FROM fact LEFT JOIN body USING (desk, seq)
WHERE fact.desk = :desk AND fact.seq > :seen
ORDER BY fact.seq LIMIT :limit;

-- one
SELECT fact.desk, fact.seq, fact.hlc, fact.command_id, fact.kind, fact.subject, fact.scope, fact."by", fact.at,
    body.body, body.sealed
FROM fact LEFT JOIN body USING (desk, seq)
WHERE fact.desk = :desk AND fact.seq = :seq;
