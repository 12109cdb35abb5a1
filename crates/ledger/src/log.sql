-- head
SELECT seq, hlc, hash FROM fact WHERE desk = :desk ORDER BY seq DESC LIMIT 1;

-- insert_fact
INSERT INTO fact (desk, seq, hlc, command_id, kind, subject, scope, "by", at, body_hash, prev_hash, hash)
VALUES (:desk, :seq, :hlc, :command_id, :kind, :subject, :scope, :by, :at, :body_hash, :prev_hash, :hash);

-- insert_body
INSERT INTO body (desk, seq, salt, body, sealed) VALUES (:desk, :seq, :salt, :body, :sealed);

-- insert_outbox
INSERT INTO outbox (desk, seq) VALUES (:desk, :seq);

-- move_head
UPDATE desk SET seq = :seq, hash = :hash WHERE id = :desk;

-- sign
UPDATE fact SET signature = :signature WHERE desk = :desk AND seq = :seq;
