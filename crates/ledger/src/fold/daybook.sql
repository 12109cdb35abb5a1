-- offset
SELECT offset_hours FROM store;

-- is_unbound
SELECT EXISTS (SELECT 1 FROM unfolded WHERE kind = 'day_book');

-- unbind
INSERT INTO unfolded (kind) VALUES ('day_book') ON CONFLICT DO NOTHING;

-- bound
DELETE FROM unfolded WHERE kind = 'day_book';

-- book
SELECT cases, windings FROM day_book WHERE day = :day;

-- keep_book
INSERT INTO day_book (day, cases, windings) VALUES (:day, :cases, :windings)
ON CONFLICT (day) DO UPDATE SET cases = excluded.cases, windings = excluded.windings;

-- spots
SELECT spots FROM day_spot WHERE day = :day;

-- keep_spots
INSERT INTO day_spot (day, spots) VALUES (:day, :spots) ON CONFLICT (day) DO UPDATE SET spots = excluded.spots;

-- name
SELECT id FROM day_name WHERE word = :word;

-- new_name
INSERT INTO day_name (word) VALUES (:word) RETURNING id;

-- slot
UPDATE docket SET slot = :slot WHERE id = :id;

-- next_day
SELECT min(arrived) FROM docket WHERE arrived >= :from;

-- of_day
SELECT id, arrived, scope, kind, urgency, category, venue, longitude, latitude, trail FROM docket
WHERE arrived >= :from AND arrived < :until ORDER BY arrived, id;

-- empty
DELETE FROM day_book;
DELETE FROM day_spot;
DELETE FROM day_name;

-- contents
SELECT day, cases, windings, spots FROM day_book LEFT JOIN day_spot USING (day);

-- all_names
SELECT id, word FROM day_name;
