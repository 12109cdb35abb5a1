-- one
SELECT id, channel, span, people, by, began, ended, message FROM speech WHERE id = :id;

-- open
SELECT id, channel, span, people, by, began, ended, message FROM speech WHERE ended IS NULL ORDER BY began DESC, id;

-- ears
SELECT by, at FROM ear WHERE speech = :id ORDER BY at, reader;

-- heard
SELECT count(*) FROM ear WHERE speech = :id AND reader LIKE 'post/%';

-- centre
SELECT 1 FROM ear WHERE speech = :id AND reader NOT LIKE 'post/%' LIMIT 1;

-- hears
SELECT 1 FROM ear WHERE speech = :id AND reader = :reader;
