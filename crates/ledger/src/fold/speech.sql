-- begun
INSERT INTO speech (id, channel, span, people, by, began) VALUES (:id, :channel, :span, :people, :by, :began)
ON CONFLICT (id) DO NOTHING;

-- heard
INSERT INTO ear (speech, reader, by, at) VALUES (:speech, :reader, :by, :at) ON CONFLICT DO NOTHING;

-- ended
UPDATE speech SET ended = :at, how = :how WHERE id = :id AND ended IS NULL;

-- kept
UPDATE speech SET message = :message WHERE id = :id AND message IS NULL;
