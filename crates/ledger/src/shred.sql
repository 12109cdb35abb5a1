-- body
DELETE FROM body
WHERE (desk, seq) IN (SELECT desk, seq FROM fact WHERE kind = 'ContactSealed' AND subject = :subject);

-- key
DELETE FROM subject_key WHERE subject = :subject;

-- digest
UPDATE command SET action_digest = '' WHERE id = :command;
