-- head
SELECT seq, hlc, hash FROM fact WHERE desk = :desk ORDER BY seq DESC LIMIT 1;

-- desks
SELECT id FROM desk ORDER BY id;

-- facts_of
SELECT fact.desk, fact.seq, fact.hlc, fact.command_id, fact.kind, fact.subject, fact.scope, fact."by", fact.at,
    body.body, body.sealed
FROM fact LEFT JOIN body USING (desk, seq)
WHERE fact.desk = :desk ORDER BY fact.seq;

-- insert_fact
INSERT INTO fact (desk, seq, hlc, command_id, kind, subject, scope, "by", at, body_hash, prev_hash, hash)
VALUES (:desk, :seq, :hlc, :command_id, :kind, :subject, :scope, :by, :at, :body_hash, :prev_hash, :hash);

-- insert_body
INSERT INTO body (desk, seq, salt, body, sealed) VALUES (:desk, :seq, :salt, :body, :sealed);

-- move_head
UPDATE desk SET seq = :seq, hash = :hash WHERE id = :desk;

-- sign
UPDATE fact SET signature = :signature WHERE desk = :desk AND seq = :seq;
