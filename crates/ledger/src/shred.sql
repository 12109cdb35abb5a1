-- body
DELETE FROM body
WHERE (desk, seq) IN (SELECT desk, seq FROM fact WHERE kind = 'ContactSealed' AND subject = :subject);

-- key
DELETE FROM subject_key WHERE subject = :subject;

-- digest
UPDATE command SET action_digest = '' WHERE id = :command;

-- sounds
DELETE FROM body
WHERE (desk, seq) IN (SELECT desk, seq FROM fact WHERE kind = 'RecordingKept' AND subject = :subject);

-- files
DELETE FROM file
WHERE hash IN (SELECT hash FROM file_key WHERE subject = :subject)
    AND NOT EXISTS (SELECT 1 FROM file_key WHERE file_key.hash = file.hash AND file_key.subject <> :subject);

-- file_keys
DELETE FROM file_key WHERE subject = :subject;
