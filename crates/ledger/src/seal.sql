-- subject_key
SELECT wrapped FROM subject_key WHERE subject = :subject;

-- insert_subject_key
INSERT INTO subject_key (subject, wrapped) VALUES (:subject, :wrapped);
