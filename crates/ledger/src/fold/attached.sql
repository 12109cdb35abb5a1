-- insert
INSERT INTO attached (hash, subject, post) VALUES (:hash, :subject, :post) ON CONFLICT DO NOTHING;
